package dev.weft.test.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.Simulation;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is claimed of the ten bugs. Prints the table of docs/evidence/exploration.md. */
@Tag("slow")
class TenBugsInFullTest {
    private static final int SEEDS = 20;
    private static final int REPLAYS = 100;
    private static final Options OPTIONS =
            Options.defaults().withSchedules(2_000).withLimit(Duration.ofMinutes(5));

    private static final List<String> table = new ArrayList<>();

    @BeforeAll
    static void beginTable() {
        table.add("| bug | schedules until found, of 20 seeds: median (worst) | with timing alone | deviations | twin:"
                + " schedules |");
        table.add("|---|---|---|---|---|");
    }

    @AfterAll
    static void printTable() {
        System.out.println(String.join(System.lineSeparator(), table));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void isFoundFromEachSeed(Bug bug) {
        List<Integer> schedules = new ArrayList<>();
        List<Integer> deviations = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            Report report = Simulation.explore(OPTIONS.withSeed(seed), bug.faulty());
            Failure failure = report.failure().orElseThrow();
            schedules.add(report.schedules());
            deviations.add(failure.deviations());
            for (int i = 0; i < REPLAYS; i++) {
                TenBugsTest.assertReplays(bug, failure);
            }
        }
        schedules.sort(null);
        deviations.sort(null);
        assertTrue(last(deviations) <= 4, deviations::toString);
        table.add("| " + bug + " | " + medianAndWorst(schedules) + " | " + withTimingAlone(bug) + " | "
                + (deviations.get(0).equals(last(deviations))
                        ? last(deviations)
                        : deviations.get(0) + " to " + last(deviations))
                + " | " + passes(bug.correct()) + " |");
    }

    /** Returns how many schedules it takes without another order of tasks. */
    private static String withTimingAlone(Bug bug) {
        List<Integer> schedules = new ArrayList<>();
        int most = bug.needs() == Bug.Needs.TIMING ? 2_000 : 10_000;
        Options options = OPTIONS.withOrder(Order.TIMING).withSchedules(most);
        for (int seed = 1; seed <= SEEDS; seed++) {
            Report report = Simulation.explore(options.withSeed(seed), bug.faulty());
            if (report.failure().isPresent()) {
                schedules.add(report.schedules());
            }
        }
        assertEquals(bug.needs() == Bug.Needs.TIMING ? SEEDS : 0, schedules.size());
        schedules.sort(null);
        return schedules.isEmpty() ? "–" : medianAndWorst(schedules);
    }

    /** Returns the number of schedules that the correct twin passes. */
    private static int passes(AsyncFunction<Sim, Void> correct) {
        int schedules = 0;
        for (Order order : Order.values()) {
            Report report = Simulation.explore(OPTIONS.withSchedules(20_000).withOrder(order), correct);
            assertEquals(Optional.empty(), report.failure());
            schedules += report.schedules();
        }
        return schedules;
    }

    private static String medianAndWorst(List<Integer> sorted) {
        return sorted.get(sorted.size() / 2) + " (" + last(sorted) + ")";
    }

    private static int last(List<Integer> sorted) {
        return sorted.get(sorted.size() - 1);
    }
}
