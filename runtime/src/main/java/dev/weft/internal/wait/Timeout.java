package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.TaskImpl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a child for a limited time, then cancels it and waits for its clean-up.
 *
 * <pre>
 * RUNNING  the time is not up, and the awaiting task was not cancelled
 * EXPIRED  the time is up: the child was cancelled, and its end makes a TimeoutException
 * </pre>
 *
 * <p>The awaiting task's own cancellation is passed on to the child, as if the child ran in its place. It takes
 * precedence over the timeout. Owned by the loop's thread.
 */
public final class Timeout<T> extends MultiWait<T> implements Deadline.Owner {
    private final Duration limit;
    private final Deadline timer = new Deadline(this);
    private boolean expired;

    /** The awaiting task's own cancellation. */
    private @Nullable CancelledError own;

    /** Whether that cancellation was passed on to the child. */
    private boolean passedOn;

    /**
     * Creates a wait whose time does not run yet.
     *
     * @param limit how long the child may run
     * @param child the awaitable to run
     */
    public Timeout(Duration limit, Awaitable<? extends T> child) {
        super(List.of(child));
        this.limit = limit;
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        if (missing > 0) {
            task.loopFor(name()).addTimer(timer, Math.max(0, TimerNode.nanos(limit)));
        }
        return enough(task);
    }

    @Override
    public boolean hasLimit() {
        return !expired && own == null;
    }

    @Override
    public boolean cancelsWhatItAwaits() {
        return true;
    }

    @Override
    void childDone(TaskImpl<?> child) {
        wake();
    }

    @Override
    @Nullable
    Object enough(TaskImpl<?> task) throws Throwable {
        while (missing > 0) {
            if (own != null) {
                passedOn = true;
                children[0].cancel(own.getMessage());
            } else if (expired) {
                children[0].cancel("timed out after " + limit);
            }
            try {
                return waitOn(task);
            } catch (CancelledError cancelled) {
                own = cancelled;
            }
        }
        return finish(task);
    }

    @Override
    @Nullable
    Object cancelled(TaskImpl<?> task, CancelledError cancelled) throws Throwable {
        own = cancelled;
        return enough(task);
    }

    private @Nullable Object finish(TaskImpl<?> task) throws Throwable {
        task.loopFor(name()).removeTimer(timer);
        TaskImpl<?> child = children[0];
        if (child.isCancelled()) {
            if (own != null) {
                Cancellations.drop(child.cancelledBy(), own);
                throw own;
            }
            if (expired) {
                TimeoutException timeout = new TimeoutException("timed out after " + limit);
                timeout.initCause(child.cancelledBy());
                throw timeout;
            }
        }
        if (own != null && (!passedOn || child.isCancelRequested())) {
            // The child already had its outcome. The next await throws the cancellation, so neither is lost.
            task.cancelHere(own.getMessage());
        }
        return child.outcomeFor(task, task.isInnermost(this));
    }

    @Override
    String name() {
        return "withTimeout";
    }

    /** Wakes the task, which then cancels the child: the time is up. */
    @Override
    public void expire() {
        expired = true;
        wake();
    }
}
