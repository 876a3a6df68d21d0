package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.TaskImpl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs something for a limited time; then cancels it and waits for its clean-up.
 *
 * <pre>
 * RUNNING  the limit has not come, nobody has cancelled
 * EXPIRED  the limit has come: the child was cancelled, its end makes a TimeoutException
 * </pre>
 *
 * <p>The awaiting task's own cancellation is passed on to the child, as if that ran in its place, and goes before the
 * timeout: then it is the outer party that ends all this. Owned by the loop's thread.
 */
public final class Timeout<T> extends MultiWait<T> implements Deadline.Owner {
    private final Duration limit;
    private final Deadline timer = new Deadline(this);
    private boolean expired;

    /** The awaiting task's own cancellation. */
    private @Nullable CancelledError own;

    /** Whether the child was asked to end because of that. */
    private boolean passedOn;

    /**
     * A limit that does not run yet.
     *
     * @param limit how long
     * @param child what to run
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
                throw own;
            }
            if (expired) {
                throw new TimeoutException("timed out after " + limit);
            }
        }
        if (own != null && (!passedOn || child.isCancelRequested())) {
            // The child had its outcome already: nothing is lost, the next await throws.
            task.cancelHere(own.getMessage());
        }
        return child.outcomeFor(task, task.isInnermost(this));
    }

    @Override
    String name() {
        return "withTimeout";
    }

    /** The limit has come. */
    @Override
    public void expire() {
        expired = true;
        wake();
    }
}
