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
import dev.weft.test.Strategy;
import dev.weft.test.internal.choice.Choices;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Trail;
import dev.weft.test.internal.explore.Explorer;
import dev.weft.test.internal.explore.Plan;
import dev.weft.test.internal.world.Settings;
import dev.weft.test.internal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that is claimed of the ten bugs. Prints the tables of docs/evidence/exploration.md. */
@Tag("slow")
class TenBugsInFullTest {
    private static final int SEEDS = 20;
    private static final int REPLAYS = 100;
    private static final int SCHEDULES = 2_000;
    private static final int MANY_SCHEDULES = 10_000;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Options OPTIONS =
            Options.defaults().withSchedules(SCHEDULES).withLimit(LONG);

    private static final List<String> found = new ArrayList<>(List.of(
            "| bug | choice points | portfolio | timing alone | deviations | walk | PCT | shrunk to |",
            "|---|---|---|---|---|---|---|---|"));
    private static final List<String> passed =
            new ArrayList<>(List.of("| twin of | timing | tasks | any |", "|---|---|---|---|"));

    @AfterAll
    static void printTables() {
        found.forEach(System.out::println);
        passed.forEach(System.out::println);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void isFoundFromEachSeed(Bug bug) {
        List<Integer> deviations = new ArrayList<>();
        Found portfolio = Found.of(seed -> {
            Report report = Simulation.explore(OPTIONS.withSeed(seed), bug.faulty());
            Failure failure = report.failure().orElseThrow();
            for (int i = 0; i < REPLAYS; i++) {
                TenBugsTest.assertReplays(bug, failure);
            }
            deviations.add(failure.deviations());
            return report.schedules();
        });
        deviations.sort(null);
        assertTrue(last(deviations) <= 4, deviations::toString);

        boolean timing = bug.needs() == Bug.Needs.TIMING;
        int schedules = timing ? SCHEDULES : MANY_SCHEDULES;
        Found byTiming = Found.of(seed -> run(bug, Strategy.PORTFOLIO, Order.TIMING, schedules, seed));
        assertEquals(timing ? SEEDS : 0, byTiming.schedules.size());

        found.add(String.join(
                " | ",
                "| " + bug,
                "" + choicePoints(bug),
                "" + portfolio,
                "" + byTiming,
                "" + Found.of(seed -> run(bug, Strategy.DEVIATIONS, Order.TASKS, MANY_SCHEDULES, seed)),
                "" + Found.of(seed -> run(bug, Strategy.WALK, Order.TASKS, MANY_SCHEDULES, seed)),
                "" + Found.of(seed -> run(bug, Strategy.PCT, Order.TASKS, MANY_SCHEDULES, seed)),
                last(deviations) + " |"));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.test.bugs.Bug#all")
    void theTwinPasses(Bug bug) {
        String row = "| " + bug + " |";
        for (Order order : Order.values()) {
            Report report = Simulation.explore(OPTIONS.withSchedules(20_000).withOrder(order), bug.correct());
            assertEquals(Optional.empty(), report.failure());
            row += " " + report.schedules() + (report.exhausted() ? ", all there are" : "") + " |";
        }
        passed.add(row);
    }

    /** Returns the number of schedules until the bug is found; 0 if it is not. */
    private static int run(Bug bug, Strategy strategy, Order order, int schedules, int seed) {
        Settings settings = Settings.exploring(order, seed, 10_000, LONG.toMillis());
        Plan plan = new Plan(schedules, seed, LONG.toMillis(), List.of(strategy), 3, settings);
        var outcome = Explorer.explore("ten bugs", plan, subject(bug.faulty()));
        return outcome.finding() == null ? 0 : outcome.schedules();
    }

    /** Returns the number of points of the first schedule at which there is a choice. */
    private static int choicePoints(Bug bug) {
        Trail trail = new Trail();
        var settings = Settings.exploring(Order.TASKS, 1, 10_000, LONG.toMillis());
        new World(settings, new Choices(Guide.FIFO, trail), false).run(subject(bug.faulty()));
        int points = 0;
        for (int point = 0; point < trail.size(); point++) {
            points += trail.options(point) > 1 ? 1 : 0;
        }
        return points;
    }

    private static World.Subject subject(AsyncFunction<Sim, Void> test) {
        return world -> world.loop().runUntilComplete(test.apply(world.sim()));
    }

    private static int last(List<Integer> sorted) {
        return sorted.get(sorted.size() - 1);
    }

    /** The numbers of schedules until a bug was found, of those seeds from which it was, ascending. */
    private record Found(List<Integer> schedules) {
        static Found of(IntUnaryOperator schedulesFromSeed) {
            List<Integer> all = new ArrayList<>();
            for (int seed = 1; seed <= SEEDS; seed++) {
                int schedules = schedulesFromSeed.applyAsInt(seed);
                if (schedules > 0) {
                    all.add(schedules);
                }
            }
            all.sort(null);
            return new Found(all);
        }

        /** Returns the median and the worst. */
        @Override
        public String toString() {
            if (schedules.isEmpty()) {
                return "–";
            }
            int median = schedules.get(schedules.size() / 2);
            String figures = median == last(schedules) ? "" + median : median + " (" + last(schedules) + ")";
            return schedules.size() == SEEDS ? figures : figures + " " + schedules.size() + " of " + SEEDS;
        }
    }
}
