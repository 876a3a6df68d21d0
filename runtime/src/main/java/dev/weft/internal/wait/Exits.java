package dev.weft.internal.wait;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Runs what was deferred to the end of a group, inside the task that ends it: the last that was deferred is the first to
 * run, and each runs whatever the others have thrown. Its value is the first failure, with later ones suppressed, or null.
 *
 * <p>Owned by the thread of the group's loop.
 */
final class Exits extends Frame<Throwable> {
    /** What was deferred, the last one first. */
    private final ArrayDeque<Coroutine<?>> left;

    private @Nullable Throwable failure;

    /** A cancellation of the task that has ended one of them. */
    private @Nullable CancelledError cancelled;

    Exits(ArrayDeque<Coroutine<?>> deferred) {
        left = deferred;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) {
        if (state > 0) {
            try {
                Suspension.resumed(driver);
            } catch (Throwable thrown) {
                note(thrown, (TaskImpl<?>) driver);
            }
        }
        Coroutine<?> next;
        while ((next = left.poll()) != null) {
            try {
                if (Suspension.await(next, driver) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
            } catch (Throwable thrown) {
                note(thrown, (TaskImpl<?>) driver);
            }
        }
        return failure;
    }

    private void note(Throwable thrown, TaskImpl<?> task) {
        if (thrown instanceof CancelledError error) {
            cancelled = task.outermost(cancelled, error);
        } else if (failure == null) {
            failure = thrown;
        } else if (failure != thrown) {
            failure.addSuppressed(thrown);
        }
    }

    @Nullable
    CancelledError cancelled() {
        return cancelled;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null; // that of the group's end is there already
    }
}
