package dev.weft.test.internal.explore;

import dev.weft.AsyncFunction;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.Simulation.Failure;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import dev.weft.test.Strategy;
import dev.weft.test.internal.choice.Replay;
import dev.weft.test.internal.report.Lanes;
import dev.weft.test.internal.report.Text;
import dev.weft.test.internal.world.RunFailure;
import dev.weft.test.internal.world.Settings;
import dev.weft.test.internal.world.World.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs tests once or under many schedules, each on a thread of its own that is watched. */
public final class Explorer {
    private static final long DEFAULT_LIMIT_MILLIS = 60_000;
    private static final int EXPLORED_STEPS = 10_000;

    private Explorer() {}

    /** See {@link dev.weft.test.Simulation#explore}. */
    public static Report explore(Options options, AsyncFunction<Sim, Void> test) {
        Settings settings = Settings.exploring(options.order(), options.seed(), EXPLORED_STEPS, DEFAULT_LIMIT_MILLIS);
        Plan plan = new Plan(
                options.schedules(),
                options.seed(),
                millis(options.limit()),
                List.of(Strategy.PORTFOLIO),
                options.depth(),
                settings);
        Subject subject = subject(test);
        Outcome outcome = options.replay().isEmpty()
                ? explore("weft-simulation", plan, subject)
                : replay("weft-simulation", plan, Replay.parse(options.replay()), subject);
        return new Report(
                outcome.schedules(),
                outcome.exhausted(),
                Optional.ofNullable(outcome.finding())
                        .map(found -> new Failure(
                                found.thrown(),
                                found.replay().toString(),
                                found.deviations(),
                                Lanes.text(found.events(), Text.of(found.thrown())))));
    }

    /** See {@link dev.weft.test.Simulation#run}. */
    public static void run(AsyncFunction<Sim, Void> test) {
        Throwable failure = runOnce("weft-simulation", Settings.once(Order.TIMING, 1), subject(test));
        if (failure instanceof AssertionError error) {
            throw error;
        }
        if (failure instanceof RuntimeException aborted && RunResult.isAbort(aborted)) {
            throw aborted;
        }
        if (failure != null) {
            throw new AssertionError(Text.of(failure), failure);
        }
    }

    private static long millis(Duration limit) {
        try {
            return limit.toMillis();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    private static Subject subject(AsyncFunction<Sim, Void> test) {
        return world -> world.loop().runUntilComplete(test.apply(world.sim()));
    }

    /** Runs a test once, first in, first out. Returns its failure, or null. */
    public static @Nullable Throwable runOnce(String name, Settings settings, Subject subject) {
        Runner runner = new Runner(subject);
        try {
            return KitThread.call(
                            name,
                            () -> Optional.ofNullable(runner.runOnce(settings).failure()),
                            runner,
                            settings.limitMillis())
                    .orElse(null);
        } catch (RunFailure hangs) {
            return hangs;
        }
    }

    /** Runs a test under many schedules. */
    public static Outcome explore(String name, Plan plan, Subject subject) {
        Runner runner = new Runner(subject);
        return KitThread.call(
                name,
                () -> new Exploration(runner, plan).run(),
                runner,
                plan.settings().limitMillis());
    }

    /**
     * Runs a test under one schedule.
     *
     * @throws IllegalArgumentException if the schedule does not fit the test
     */
    public static Outcome replay(String name, Plan plan, Replay replay, Subject subject) {
        Runner runner = new Runner(subject);
        Settings settings = plan.settings().under(replay.order());
        Long seed = replay.seed();
        Plan one = new Plan(
                1,
                plan.seed(),
                plan.millis(),
                plan.strategies(),
                plan.depth(),
                seed == null ? settings : settings.withSeed(seed));
        return KitThread.call(name, () -> new Exploration(runner, one).replay(replay), runner, settings.limitMillis());
    }
}
