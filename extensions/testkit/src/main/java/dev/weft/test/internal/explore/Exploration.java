package dev.weft.test.internal.explore;

import dev.weft.NotWovenError;
import dev.weft.test.Order;
import dev.weft.test.internal.choice.Deviations;
import dev.weft.test.internal.choice.Guide;
import dev.weft.test.internal.choice.Kind;
import dev.weft.test.internal.choice.Replay;
import dev.weft.test.internal.choice.Script;
import dev.weft.test.internal.choice.Trail;
import dev.weft.test.internal.search.Search;
import dev.weft.test.internal.search.Searches;
import dev.weft.test.internal.world.RunFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One exploration: runs schedules until one fails, or the plan ends it. On the runner's thread. */
final class Exploration {
    /** One schedule in so many is run twice, to see whether the runs are the same. */
    private static final int CHECKED_ONE_IN = 64;

    /** The number of schedules that are tried to find a failure with timing alone. */
    private static final int TIMING_SCHEDULES = 2_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Runner runner;
    private final Plan plan;

    Exploration(Runner runner, Plan plan) {
        this.runner = runner;
        this.plan = plan;
    }

    Outcome run() throws Throwable {
        Search search = search(plan);
        long began = System.nanoTime();
        int ran = 0;
        boolean outOfTime = false;
        Guide guide = search.next();
        while (guide != null && ran < plan.schedules() && !outOfTime) {
            RunResult result = runner.run(plan.settings(), guide);
            ran++;
            if (ran == 1 && (result.isAborted() || result.failure() instanceof NotWovenError)) {
                throw Objects.requireNonNull(result.failure());
            }
            if (result.failed()) {
                return new Outcome(ran, false, "", false, finding(result, ran, search.strategy()));
            }
            search.ran(result.trail());
            if (ran % CHECKED_ONE_IN == 1) {
                Deviations schedule = result.deviations();
                AssertionError differs = check(result, schedule);
                if (differs != null) {
                    return new Outcome(
                            ran, false, "", false, undetermined(differs, result, schedule, ran, search.strategy()));
                }
            }
            outOfTime = isOver(began);
            guide = search.next();
        }
        boolean exhausted = search.isExhausted();
        return new Outcome(ran, exhausted, search.covered(), outOfTime && !exhausted, null);
    }

    /** Runs one schedule. */
    Outcome replay(Replay replay) {
        Script script = new Script(replay.deviations());
        RunResult result = runner.run(plan.settings(), script);
        if (script.misfits() > 0) {
            throw misfit(replay, script.misfits(), result.failure());
        }
        if (!result.failed()) {
            return new Outcome(1, false, "the schedule " + replay + " does not fail", false, null);
        }
        Throwable failure = Objects.requireNonNull(result.failure());
        AssertionError differs = check(result, replay.deviations());
        Finding finding = differs != null
                ? undetermined(differs, result, replay.deviations(), 1, "replay")
                : described(failure, replay.deviations(), "", 1, "replay");
        return new Outcome(1, false, "", false, finding);
    }

    private static IllegalArgumentException misfit(Replay replay, int misfits, @Nullable Throwable failure) {
        return new IllegalArgumentException(
                "the schedule \"" + replay + "\" does not fit this test: " + misfits + " of its "
                        + replay.deviations().size()
                        + " deviations are at points, or choose options, that the run does not have. The test or the code has"
                        + " changed since; let the exploration find the failure anew"
                        + (failure == null ? "" : ". The run fails all the same: " + failure),
                failure);
    }

    private boolean isOver(long began) {
        return (System.nanoTime() - began) / NANOS_PER_MILLI >= plan.millis();
    }

    private static Search search(Plan plan) {
        return Searches.exploring(plan.strategies(), plan.schedules(), plan.seed(), plan.depth());
    }

    /** Runs a schedule once more, and returns the failure if it runs in another way. */
    private @Nullable AssertionError check(RunResult before, Deviations schedule) {
        RunResult again = runner.runInDetail(plan.settings(), schedule);
        return NotDeterministic.compare(before, again, () -> runner.runInDetail(plan.settings(), schedule));
    }

    private Finding finding(RunResult failed, int schedule, String strategy) {
        Throwable failure = Objects.requireNonNull(failed.failure());
        Deviations found = failed.deviations();
        AssertionError differs = check(failed, found);
        if (differs != null) {
            differs.addSuppressed(failure);
            return undetermined(differs, failed, found, schedule, strategy);
        }
        Deviations smallest = new Shrinker(runner, plan.settings(), failure, found).shrink();
        return described(failure, smallest, null, schedule, strategy);
    }

    private Finding undetermined(
            Throwable differs, RunResult result, Deviations schedule, int number, String strategy) {
        return new Finding(differs, replay(result, schedule), schedule.size(), "", number, strategy, List.of(), "");
    }

    /** Runs the schedule a last time, in detail, and says what it needs. */
    private Finding described(
            Throwable failure, Deviations schedule, @Nullable String needs, int number, String strategy) {
        RunResult shown = runner.runInDetail(plan.settings(), schedule);
        Throwable thrown = shown.failure();
        if (thrown == null || !shown.failedLike(failure)) {
            RunFailure differs = NotDeterministic.passesNow(shown);
            differs.addSuppressed(failure);
            return undetermined(differs, shown, schedule, number, strategy);
        }
        String label = needs != null ? needs : needs(shown, thrown);
        return new Finding(
                thrown,
                replay(shown, schedule),
                schedule.size(),
                label,
                number,
                strategy,
                shown.journal().events(),
                shown.tree());
    }

    private Replay replay(RunResult result, Deviations schedule) {
        return new Replay(
                plan.settings().order(), result.usedRandom() ? plan.settings().seed() : null, schedule);
    }

    private String needs(RunResult shown, Throwable failure) {
        Set<Kind> kinds = kinds(shown.trail());
        if (kinds.contains(Kind.NODE) || kinds.contains(Kind.HOLD)) {
            RunResult timed = byTimingAlone(failure);
            kinds = timed == null ? kinds : kinds(timed.trail());
        }
        return kinds.stream().map(Kind::need).distinct().collect(Collectors.joining(", "));
    }

    private static Set<Kind> kinds(Trail trail) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (int point = 0; point < trail.size(); point++) {
            if (trail.deviates(point)) {
                kinds.add(trail.kind(point));
            }
        }
        return kinds;
    }

    /** Returns a run that fails in the same way where only timing may change, shrunk; null if none was found. */
    private @Nullable RunResult byTimingAlone(Throwable failure) {
        Plan timing = plan.under(Order.TIMING, TIMING_SCHEDULES);
        Search search = search(timing);
        long began = System.nanoTime();
        Guide guide = search.next();
        for (int ran = 0; guide != null && ran < TIMING_SCHEDULES; ran++) {
            RunResult result = runner.run(timing.settings(), guide);
            if (result.failedLike(failure)) {
                Deviations smallest = new Shrinker(runner, timing.settings(), failure, result.deviations()).shrink();
                return runner.runInDetail(timing.settings(), smallest);
            }
            search.ran(result.trail());
            if (isOver(began)) {
                return null;
            }
            guide = search.next();
        }
        return null;
    }
}
