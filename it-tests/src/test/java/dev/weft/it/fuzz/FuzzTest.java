package dev.weft.it.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs against blocking twins, in all modes. The same seeds give the same programs; what fails is shrunk. A long run,
 * to which {@code -Dweft.it.directCalls=true} may be added, as to one of the other fuzzers:
 *
 * <pre>
 * mvn -pl it-tests -am verify -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dinvoker.skip -Djdk25.skip \
 *     -Dweft.test.timeout=36000 -Dweft.fuzz.programs=100000 -Dweft.fuzz.seed=42
 * </pre>
 */
@Timeout(36_000)
class FuzzTest {
    private static final int BATCH = 10;
    private static final int PROGRAMS = Integer.getInteger("weft.fuzz.programs", 200);
    private static final long SEED = Long.getLong("weft.fuzz.seed", 1);

    private static GeneratedProgram program(long seed, int number) {
        return GeneratedProgram.of(number, Choices.random(seed));
    }

    @Test
    void randomProgramsBehaveAsTheirTwins() throws Exception {
        try (var trial = new Trial()) {
            for (int done = 0; done < PROGRAMS; done += BATCH) {
                long first = SEED * 1_000_003 + done;
                var failed = trial.first(IntStream.range(0, BATCH)
                        .mapToObj(i -> program(first + i, i))
                        .toList());
                if (failed != null) {
                    throw shrunk(trial, failed);
                }
            }
            assertTrue(trial.rejected() * 20 <= PROGRAMS, trial::lastRejection);
            assertTrue(trial.runs() > PROGRAMS * 20L, () -> "only " + trial.runs() + " runs");
            System.out.println(
                    PROGRAMS + " programs, " + trial.runs() + " runs, " + trial.rejected() + " not compiled");
        }
    }

    private static AssertionError shrunk(Trial trial, Trial.Failed failed) {
        var last = new Trial.Failed[] {failed};
        new Shrinker(
                        choices -> {
                            var again = trial.first(List.of(GeneratedProgram.of(0, Choices.replayed(choices))));
                            if (again != null) {
                                last[0] = again;
                            }
                            return again != null;
                        },
                        1_000)
                .shrink(failed.program().choices());
        return new AssertionError(
                last[0].failure().getMessage() + "\n" + last[0].program().source(), last[0].failure());
    }

    @Test
    void sameSeedSameProgram() {
        assertEquals(program(7, 0), program(7, 0));
        var program = program(8, 0);
        assertEquals(
                program.source(),
                GeneratedProgram.of(0, Choices.replayed(program.choices())).source());
    }

    @Test
    void shrinkingKeepsOnlyWhatFails() {
        var choices = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        assertEquals(
                List.of(0, 5),
                new Shrinker(c -> c.contains(5) && c.size() > 1 && c.get(1) > 0, 10_000).shrink(choices));
    }

    @Test
    void noChoicesAreTheSimplestProgram() throws Exception {
        try (var trial = new Trial()) {
            var simplest = GeneratedProgram.of(0, Choices.replayed(List.of()));
            var failed = trial.first(List.of(simplest));
            assertEquals(0, trial.rejected(), trial::lastRejection);
            assertEquals(null, failed);
            assertNotNull(simplest.source());
        }
    }
}
