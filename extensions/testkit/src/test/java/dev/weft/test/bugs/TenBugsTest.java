package dev.weft.test.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.test.Order;
import dev.weft.test.Simulation;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bugs are found, shrunk and replayed, and their correct twins pass: a slice of {@link TenBugsInFullTest}. */
class TenBugsTest {
    private static final int SEEDS = 3;
    private static final Options OPTIONS =
            Options.defaults().withSchedules(2_000).withLimit(Duration.ofMinutes(1));

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void passesFirstInFirstOut(Bug bug) {
        Simulation.run(bug.faulty());
        Simulation.run(bug.correct());
    }

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void isFoundAndShrunkAndReplayed(Bug bug) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Failure failure = find(bug, OPTIONS.withSeed(seed));
            assertTrue(failure.deviations() >= 1 && failure.deviations() <= 4, failure.timeline());
            for (int i = 0; i < 5; i++) {
                assertReplays(bug, failure);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void needsWhatIsSaid(Bug bug) {
        Report report = Simulation.explore(OPTIONS.withOrder(Order.TIMING), bug.faulty());
        assertEquals(bug.needs() == Bug.Needs.TIMING, report.failure().isPresent(), report::toString);
        report.failure().ifPresent(failure -> assertReplays(bug, failure));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void theTwinPasses(Bug bug) {
        for (Order order : Order.values()) {
            Report report = Simulation.explore(OPTIONS.withSchedules(500).withOrder(order), bug.correct());
            assertEquals(Optional.empty(), report.failure());
        }
    }

    static Failure find(Bug bug, Options options) {
        return Simulation.explore(options, bug.faulty())
                .failure()
                .orElseThrow(() -> new AssertionError("not found with seed " + options.seed()));
    }

    static void assertReplays(Bug bug, Failure failure) {
        Failure again = find(bug, OPTIONS.withReplay(failure.replay()));
        assertEquals(failure.thrown().getMessage(), again.thrown().getMessage());
        assertEquals(failure.thrown().getClass(), again.thrown().getClass());
    }
}
