package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Form;
import dev.weft.it.harness.Suite;
import dev.weft.it.harness.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassReader;

/**
 * The targets of this module as several compilers write them for several releases of Java: woven, verified by this JVM, and
 * compared with their blocking twins, all awaits ready, suspended, failing, cancelled.
 *
 * <p>The build runs this class on JDK 17 and, where there is one, on JDK 25, so {@code javac} is that of 17 and that of 25.
 * A build takes a slice of the matrix. All of it, every release that the JDK knows, with each kind of debug information, and
 * the hot forms of the targets, too, takes about half an hour:
 *
 * <pre>
 *     mvn verify -pl it-tests -am -Dtest=FrontEndsTest -Dsurefire.failIfNoSpecifiedTests=false -Dinvoker.skip \
 *         -Dweft.test.timeout=7200 -Dweft.frontends=all       (or some releases: -Dweft.frontends=8,21)
 * </pre>
 */
@Tag("jdk")
@Timeout(120)
class FrontEndsTest {
    private static final int JDK = Runtime.version().feature();
    private static final String WANTED = System.getProperty("weft.frontends", "");
    private static final List<String> DEBUG = List.of("-g", "default", "-g:none");

    /** From a release on, at least so many of the source files can be compiled for it. */
    private static final NavigableMap<Integer, Integer> LEAST = new TreeMap<>(Map.of(8, 13, 11, 22, 17, 30));

    private final ClassFiles unwovenByTheBuild = new Suite().unwoven();
    private final TargetSources targets = new TargetSources();
    private final Map<Integer, List<SourceText>> expressible = new TreeMap<>();

    /** One line of the matrix. */
    private record Setting(FrontEnd frontEnd, int release, String debug) {
        @Override
        public String toString() {
            return frontEnd + " on JDK " + JDK + " for " + release + ", " + debug;
        }

        /** Eclipse's compiler puts more operands into one indy call than the JVM allows if some are long or double. */
        boolean isSpoiltByTheCompiler(String className) {
            return frontEnd == FrontEnd.ECJ && release >= 9 && className.equals("LongConcat");
        }

        /** What is returned from inside a try is awaited there only where variables have names (WEFT011). */
        boolean lacksNamesFor(String className) {
            return !debug.equals("-g") && className.equals("ReturnsInTry");
        }

        ClassFiles compile(List<SourceText> sources) {
            var options = new ArrayList<>(List.of("--release", String.valueOf(release), "-parameters"));
            if (!debug.equals("default")) {
                options.add(debug);
            }
            return frontEnd.compile(sources, Weaving.classPath(), options.toArray(String[]::new));
        }
    }

    private static List<Setting> matrix() {
        var all = new ArrayList<Setting>();
        for (int release = 8; release <= JDK; release++) {
            if (!WANTED.equals("all") && !List.of(WANTED.split(",")).contains(String.valueOf(release))) {
                continue;
            }
            for (var frontEnd : FrontEnd.values()) {
                for (var debug : DEBUG) {
                    all.add(new Setting(frontEnd, release, debug));
                }
            }
        }
        return all;
    }

    /** Both compilers, the oldest and the newest release, and each kind of debug information. */
    private static List<Setting> slice() {
        return JDK == 17
                ? List.of(
                        new Setting(FrontEnd.JAVAC, 8, "-g"),
                        new Setting(FrontEnd.ECJ, 8, "-g:none"),
                        new Setting(FrontEnd.ECJ, JDK, "-g"))
                : List.of(new Setting(FrontEnd.JAVAC, JDK, "default"), new Setting(FrontEnd.ECJ, JDK, "-g"));
    }

    @TestFactory
    Stream<DynamicNode> targets() {
        return (WANTED.isEmpty() ? slice() : matrix()).stream().map(s -> dynamicContainer(s.toString(), tests(s)));
    }

    private Stream<DynamicNode> tests(Setting setting) {
        var sources = expressible.computeIfAbsent(setting.release, this::expressibleIn);
        var compiled = setting.compile(sources);
        var unwoven = unwovenByTheBuild.and(compiled); // some targets use others, of the same package
        var suite = new Suite(unwoven);
        var forms = new ArrayList<Form>();
        forms.add(Form.cold(setting.toString(), Weaving.weave(unwoven).loader("cold")));
        if (!WANTED.isEmpty()) {
            forms.addAll(Form.madeHot(Weaving.weave(unwoven.madeHot()).loader("made hot")));
        }
        var names = compiled.byName().keySet().stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(name -> !setting.isSpoiltByTheCompiler(name) && !setting.lacksNamesFor(name))
                .toList();
        var shape = dynamicTest("versions and number of classes", () -> assertShape(setting, sources, compiled));
        return Stream.concat(
                Stream.of(shape),
                forms.stream().flatMap(suite::tests).filter(node -> names.contains(node.getDisplayName())));
    }

    private List<SourceText> expressibleIn(int release) {
        try {
            return targets.of(release);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertShape(Setting setting, List<SourceText> sources, ClassFiles compiled) {
        int least = LEAST.floorEntry(setting.release).getValue();
        assertTrue(sources.size() >= least, () -> "only " + sources.size() + " source files");
        compiled.byName()
                .forEach((name, file) ->
                        assertEquals(44 + setting.release, new ClassReader(file).readUnsignedShort(6), name));
    }
}
