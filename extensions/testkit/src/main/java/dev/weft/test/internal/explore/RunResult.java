package dev.weft.test.internal.explore;

import dev.weft.test.internal.choice.Deviations;
import dev.weft.test.internal.choice.Trail;
import dev.weft.test.internal.report.Text;
import dev.weft.test.internal.world.Journal;
import dev.weft.test.internal.world.RunFailure;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown.
 *
 * @param failure the failure; null if the run has passed
 * @param trail its choice points; overwritten by the next run
 * @param journal what happened
 * @param usedRandom whether it depends on the seed
 * @param tree the tasks at the failure, if the run is recorded in detail
 */
record RunResult(@Nullable Throwable failure, Trail trail, Journal journal, boolean usedRandom, String tree) {
    boolean failed() {
        return failure != null && !isAborted();
    }

    /** Returns whether an assumption of the test does not hold. */
    boolean isAborted() {
        return failure != null && isAbort(failure);
    }

    /** Returns whether a failure says that an assumption does not hold. By name: JUnit need not be there. */
    static boolean isAbort(Throwable failure) {
        return failure.getClass().getName().equals("org.opentest4j.TestAbortedException");
    }

    /** Returns whether another run has passed, too, or has failed in the same way. */
    boolean endedLike(RunResult other) {
        Throwable theirs = other.failure;
        return theirs == null ? failure == null : failedLike(theirs);
    }

    /** Returns how the run has ended, for people. */
    String end() {
        return failure == null ? "passed" : "failed with " + Text.of(failure);
    }

    Deviations deviations() {
        return trail.deviations();
    }

    /** Returns whether another run has failed in the same way, as far as a program can tell. */
    boolean failedLike(Throwable other) {
        if (failure instanceof RunFailure mine && other instanceof RunFailure theirs) {
            return mine.isLike(theirs);
        }
        return failure != null && failure.getClass() == other.getClass();
    }
}
