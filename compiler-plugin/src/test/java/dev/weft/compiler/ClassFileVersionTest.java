package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Runtimes;
import dev.weft.compiler.testkit.Weaving;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassFileVersionTest {

    private static final String SOURCE = """
            public class C {
                interface I {
                    @Async default Coroutine<String> d(String s) { await(yieldNow()); return result(s + await(p())); }
                    @Async static Coroutine<String> p() { await(yieldNow()); return result("p"); }
                }
                @Async static Coroutine<String> m() {
                    AsyncCallable<String> lambda = () -> { await(yieldNow()); return result("l"); };
                    return result(await(new I() {}.d("d")) + await(start(lambda)));
                }
                public static void main(String[] args) { System.out.println(Weft.run(m())); }
            }
            """;

    private static final Classes OLDEST = Javac.compile(SOURCE, "-Xlint:-options", "--release", "8");

    static IntStream supported() {
        return IntStream.rangeClosed(RuntimeAbi.OLDEST_CLASS_FILE, RuntimeAbi.NEWEST_CLASS_FILE);
    }

    @ParameterizedTest
    @MethodSource("supported")
    void everySupportedVersionIsWovenAndKept(int version) throws Throwable {
        var woven = Weaving.weave(OLDEST.withVersion(version));
        for (var name : woven.names()) {
            assertEquals(version, woven.node(name).version, name);
        }
        if (version <= Runtime.version().feature() + 44) {
            assertEquals("dpl", Program.load(woven).run("C", "m"));
        }
    }

    /** ASM reads the newest version without preview features only. */
    static IntStream supportedWithPreview() {
        return IntStream.range(RuntimeAbi.OLDEST_CLASS_FILE, RuntimeAbi.NEWEST_CLASS_FILE);
    }

    @Test
    void previewFeaturesThatAreNotKnownAreRefused(@TempDir Path folder) throws IOException {
        OLDEST.withVersion(RuntimeAbi.NEWEST_CLASS_FILE)
                .withMinorVersion(0xFFFF)
                .writeTo(folder);
        assertEquals(
                "C$I: error: WEFT010: the class file uses preview features of Java 28, which this Weft does not know"
                        + System.lineSeparator() + "    use a newer Weft, or compile without --enable-preview",
                Weaving.in(folder).findings().get(0).toString());
    }

    @ParameterizedTest
    @MethodSource("supportedWithPreview")
    void framesUsePreviewFeaturesWhereTheirClassDoes(int version) throws Throwable {
        var woven = Weaving.weave(OLDEST.withVersion(version).withMinorVersion(0xFFFF));
        for (var name : woven.names()) {
            assertEquals(0xFFFF << 16 | version, woven.node(name).version, name);
        }
        var known = woven.withVersion(Math.min(version, 61)).withMinorVersion(0);
        assertEquals("dpl", Program.load(known).run("C", "m"));
    }

    @Test
    void whatTheJavacOfAJdk25WritesRunsOnIt(@TempDir Path folder) throws Exception {
        var home = Runtimes.jdk25();
        assumeTrue(home.isPresent(), "no JDK 25 is named by jdk25.home or the environment");
        var source = Files.writeString(
                folder.resolve("C.java"), "import static dev.weft.Weft.*; import dev.weft.*;\n" + SOURCE);
        var bin = home.get().resolve("bin");
        var classes = folder.resolve("classes");
        run(List.of(
                bin.resolve("javac").toString(),
                "-d",
                classes.toString(),
                "-cp",
                Runtimes.weft().toString(),
                source.toString()));
        assertEquals(69, Classes.in(classes).node("C").version);
        assertEquals(3, Weaving.in(classes).classesWoven() + 1);
        var classPath = classes + File.pathSeparator + Runtimes.weft();
        assertEquals(
                "dpl",
                run(List.of(bin.resolve("java").toString(), "-cp", classPath, "C"))
                        .strip());
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
