package dev.weft.it.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Methods without side effects, with awaits at random instruction boundaries, return and throw what they did before: with
 * every await ready, every one suspended, and a mixture. More calls: {@code -Dweft.bytecode.calls=1000}, other ones:
 * {@code -Dweft.bytecode.seed=42}.
 */
@Timeout(3_600)
class SameResultsTest {
    private static final int CALLS = Integer.getInteger("weft.bytecode.calls", 12);
    private static final long SEED = Long.getLong("weft.bytecode.seed", 1);
    private static final List<Integer> SUSPENDING_ONE_IN = List.of(0, 1, 3);
    private static final double DENSITY = 0.25;

    @Test
    void ownSpecimens() {
        var files = Stream.of("Specimens", "Specimens$Span")
                .map(name -> SameResultsTest.class.getPackageName().replace('.', '/') + "/" + name)
                .collect(Collectors.toMap(name -> name, SameResultsTest::file));
        var library = new Library("specimens", new TreeMap<>(files));
        compare(library, files.keySet().stream().sorted().toList(), 10 * CALLS);
    }

    @Test
    void utilitiesOfLibraries() {
        for (var names : List.of(
                List.of(
                        "org/eclipse/jdt/core/compiler/CharOperation",
                        "org/eclipse/jdt/internal/compiler/util/FloatUtil",
                        "org/eclipse/jdt/internal/compiler/parser/ScannerHelper"),
                List.of("org/junit/platform/commons/util/StringUtils"))) {
            compare(Library.with(names.get(0)), names, CALLS);
        }
    }

    private static byte[] file(String internalName) {
        try (var file = SameResultsTest.class.getResourceAsStream("/" + internalName + ".class")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(Library library, List<String> names, int calls) {
        for (var flavour : Flavour.values()) {
            var forms = new TreeMap<String, AsyncForm>();
            for (String name : names) {
                var plan = AwaitPlan.random(SEED, name, DENSITY);
                forms.put(name, AsyncForm.of(library.classes().get(name), flavour, plan));
            }
            var changed = new HashMap<>(library.classes());
            changed.putAll(AsyncWeaving.weave(forms));
            for (String name : names) {
                compare(library.name() + ", " + flavour, name, library.classes(), changed, calls);
            }
        }
    }

    private static void compare(
            String where, String name, Map<String, byte[]> plain, Map<String, byte[]> changed, int calls) {
        var before = Behaviour.methodsOf(type(name, plain));
        var after = Behaviour.methodsOf(type(name, changed));
        assertEquals(before.toString(), after.toString());
        for (int each : SUSPENDING_ONE_IN) {
            long suspensions = 0;
            for (int i = 0; i < before.size(); i++) {
                for (long seed = SEED; seed < SEED + calls; seed++) {
                    String expected = Behaviour.of(before.get(i), seed);
                    Source.suspendOneIn(each);
                    String seen = Behaviour.of(after.get(i), seed);
                    suspensions += Source.suspensions();
                    assertEquals(expected, seen, () -> where + ", one in " + each + ": " + name);
                    assertEquals(0, Source.marksLost(), () -> where + ", items lost: " + name + ": " + seen);
                }
            }
            assertTrue(before.isEmpty() || each == 0 || suspensions > calls, name);
        }
    }

    private static Class<?> type(String internalName, Map<String, byte[]> files) {
        try {
            return Class.forName(internalName.replace('/', '.'), true, LibraryLoader.toRun(files));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
