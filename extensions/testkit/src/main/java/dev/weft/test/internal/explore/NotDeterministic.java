package dev.weft.test.internal.explore;

import dev.weft.test.internal.world.Journal;
import dev.weft.test.internal.world.RunFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells whether two runs of one schedule differ, and where. */
final class NotDeterministic {
    private static final String HINTS =
            "The schedule was the same. The usual causes: the order of a hash map or set whose"
                    + " keys have no hashCode of their own (identity hash), System.nanoTime or currentTimeMillis (use sim.clock()),"
                    + " Math.random or a new Random() (use sim.random()), static state that one run leaves to the next";

    private NotDeterministic() {}

    /**
     * Returns the failure; null if the runs do not differ.
     *
     * @param before a run
     * @param now the same schedule once more, recorded in detail
     * @param again runs it yet again, recorded in detail; called if a step differs and is not known in detail
     */
    static @Nullable RunFailure compare(RunResult before, RunResult now, Supplier<RunResult> again) {
        int at = before.journal().firstDifference(now.journal());
        if (at >= 0) {
            Journal third = again.get().journal();
            int other = now.journal().firstDifference(third);
            return other < 0
                    ? failure(
                            at,
                            before.journal().label(at, now.journal()),
                            now.journal().label(at))
                    : failure(other, now.journal().label(other), third.label(other));
        }
        return before.endedLike(now)
                ? null
                : new RunFailure(
                        RunFailure.Kind.NOT_DETERMINISTIC,
                        "NOT DETERMINISTIC: all " + now.journal().steps() + " steps were the same, but first the run "
                                + before.end() + ", and now it " + now.end() + "\n" + HINTS);
    }

    /** Returns the failure of a schedule that has failed, and does not fail when it is run again. */
    static RunFailure passesNow(RunResult now) {
        return new RunFailure(
                RunFailure.Kind.NOT_DETERMINISTIC,
                "NOT DETERMINISTIC: the schedule has failed, and now the run " + now.end() + "\n" + HINTS);
    }

    private static RunFailure failure(int at, String before, String now) {
        return new RunFailure(
                RunFailure.Kind.NOT_DETERMINISTIC,
                "NOT DETERMINISTIC: step " + (at + 1) + " was " + before + ", now it is " + now + "\n" + HINTS);
    }
}
