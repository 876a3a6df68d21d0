package dev.weft.it.bytecode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.Opcodes;

/**
 * The methods of the libraries on the test class path, with awaits at random instruction boundaries: each is woven, and each
 * woven class is verified. The same seed gives the same awaits. A long run, with every class in each round:
 *
 * <pre>
 * mvn -pl it-tests -am verify -Dtest=BytecodeFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dinvoker.skip \
 *     -Djdk25.skip -Dweft.test.timeout=36000 -Dweft.bytecode.rounds=100 -Dweft.bytecode.classes=100000 \
 *     -Dweft.bytecode.seed=42
 * </pre>
 */
@Timeout(36_000)
class BytecodeFuzzTest {
    private static final int ROUNDS = Integer.getInteger("weft.bytecode.rounds", 3);
    private static final int CLASSES = Integer.getInteger("weft.bytecode.classes", 12);
    private static final long SEED = Long.getLong("weft.bytecode.seed", 1);
    private static final List<Double> DENSITIES = List.of(0.1, 0.4, 0.02);

    @Test
    void everyMethodIsWovenAndVerifies() {
        var count = new BytecodeTrial.Count(0, 0, 0, 0);
        var libraries = Library.all();
        for (int round = 0; round < ROUNDS; round++) {
            for (var library : libraries) {
                for (var flavour : Flavour.values()) {
                    long seed = SEED * 1_000_003 + round;
                    double density = DENSITIES.get(round % DENSITIES.size());
                    count = count.plus(new BytecodeTrial(library, flavour, seed, density).check(some(library, seed)));
                }
            }
        }
        System.out.println(
                count + " of " + libraries.stream().map(Library::name).toList());
        assertTrue(count.methods() > 1_000 && count.awaits() > count.methods(), count.toString());
        assertTrue(count.unlinked() * 10 < count.classes(), count.toString());
    }

    /** At most the given number of classes of a library, chosen at random. */
    private static TreeMap<String, byte[]> some(Library library, long seed) {
        var names = new ArrayList<>(library.classes().keySet());
        var random = new Random(seed);
        while (names.size() > CLASSES) {
            names.remove(random.nextInt(names.size()));
        }
        var chosen = new TreeMap<>(library.classes());
        chosen.keySet().retainAll(names);
        return chosen;
    }

    @Test
    void sameSeedSameAwaits() {
        var library = Library.with("org/junit/platform/commons/util/StringUtils");
        String name = "org/junit/platform/commons/util/StringUtils";
        byte[] file = library.classes().get(name);
        var once = AsyncForm.of(file, Flavour.COLD, AwaitPlan.random(3, name, 0.2));
        var again = AsyncForm.of(file, Flavour.COLD, AwaitPlan.random(3, name, 0.2));
        assertEquals(once.places(), again.places());
        assertArrayEquals(once.file(), again.file());
        assertTrue(once.awaits() > 20, () -> once.awaits() + " awaits");
    }

    /** An await inside a synchronized block is a mistake; here it stands for any failure. */
    @Test
    void failureIsShrunkToOneAwait() throws IOException {
        String name = Specimens.class.getName().replace('.', '/');
        byte[] file;
        try (var in = Specimens.class.getResourceAsStream("Specimens.class")) {
            file = in.readAllBytes();
        }
        var library = new Library("specimens.jar", new TreeMap<>(Map.of(name, file)));
        var trial = new BytecodeTrial(library, Flavour.HOT, 7, 1);
        AwaitPlan everywhere = method -> IntStream.range(0, method.instructions.size())
                .filter(i -> method.instructions.get(i).getOpcode() >= 0)
                .filter(i -> method.instructions.get(i).getOpcode() != Opcodes.NEW)
                .boxed()
                .toList();
        var form = AsyncForm.of(file, Flavour.HOT, everywhere);
        String message = new Culprit(trial, name, file)
                .in(form, trial.failure(name, form))
                .getMessage();
        assertTrue(message.startsWith("specimens.jar, HOT, seed 7, density 1.0: " + name + ".guarded(I"), message);
        assertTrue(
                Pattern.compile("instructions \\[\\d+\\]: .*WEFT003", Pattern.DOTALL)
                        .matcher(message)
                        .find(),
                message);
    }
}
