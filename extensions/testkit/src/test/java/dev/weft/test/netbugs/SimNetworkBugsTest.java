package dev.weft.test.netbugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.Simulation;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import dev.weft.test.Strategy;
import dev.weft.test.internal.explore.Explorer;
import dev.weft.test.internal.explore.Outcome;
import dev.weft.test.internal.explore.Plan;
import dev.weft.test.internal.world.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is found, shrunk and replayed; its twin passes. */
@Tag("jdk")
class SimNetworkBugsTest {
    private static final int SEEDS = 5;
    private static final Options OPTIONS =
            Options.defaults().withSchedules(2_000).withLimit(Duration.ofMinutes(2));

    record Bug(String name, AsyncFunction<Sim, Void> faulty, AsyncFunction<Sim, Void> correct, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bug> bugs() {
        return List.of(
                new Bug("lost acknowledgement", LostAcknowledgement::faulty, LostAcknowledgement::correct, "10"),
                new Bug(
                        "double lease",
                        DoubleLease::faulty,
                        DoubleLease::correct,
                        "lease 1 is used, and so is lease 2"),
                new Bug("half-written frame", HalfWrittenFrame::faulty, HalfWrittenFrame::correct, ""),
                new Bug("retry twice", RetryTwice::faulty, RetryTwice::correct, "paid in 20, and the balance is "));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void passesFirstInFirstOut(Bug bug) {
        Simulation.run(bug.faulty());
        Simulation.run(bug.correct());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFoundAndShrunkAndReplayed(Bug bug) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Report report = Simulation.explore(OPTIONS.withSeed(seed), bug.faulty());
            Failure failure = report.failure().orElseThrow(() -> new AssertionError("not found"));
            assertTrue(String.valueOf(failure.thrown().getMessage()).contains(bug.message()), failure::toString);
            assertTrue(failure.deviations() >= 1 && failure.deviations() <= 4, failure::timeline);
            Failure again = Simulation.explore(OPTIONS.withReplay(failure.replay()), bug.faulty())
                    .failure()
                    .orElseThrow();
            assertEquals(failure.timeline(), again.timeline());
        }
    }

    /** They are bugs of this loop too: a network and a slow step are enough. */
    @ParameterizedTest
    @MethodSource("bugs")
    void isFoundByTimingAlone(Bug bug) {
        Report report = Simulation.explore(OPTIONS.withOrder(Order.TIMING), bug.faulty());
        assertTrue(report.failure().isPresent());
    }

    /** The portfolio begins with the deviations, which find all; what chance finds is another question. */
    @ParameterizedTest
    @MethodSource("bugs")
    void isFoundByEachStrategy(Bug bug) {
        for (Strategy strategy : List.of(Strategy.DEVIATIONS, Strategy.WALK)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Settings settings = Settings.exploring(Order.TASKS, seed, 10_000, 60_000);
                Plan plan = new Plan(OPTIONS.schedules(), seed, 60_000, List.of(strategy), 3, settings);
                Outcome outcome = Explorer.explore(
                        "network",
                        plan,
                        world -> world.loop().runUntilComplete(bug.faulty().apply(world.sim())));
                assertNotNull(outcome.finding(), bug + " by " + strategy + " from seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void theTwinPasses(Bug bug) {
        for (int seed = 1; seed <= 2; seed++) {
            Report report = Simulation.explore(OPTIONS.withSeed(seed), bug.correct());
            assertEquals(Optional.empty(), report.failure());
            assertEquals(OPTIONS.schedules(), report.schedules());
        }
    }
}
