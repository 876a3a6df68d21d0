package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.AwaitCoroutine;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.TaskObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a task for a limited time, then cancels it and waits for its clean-up.
 *
 * <pre>
 * RUNNING  the time is not up
 * EXPIRED  the time is up: the task was cancelled, and its end by that makes a TimeoutException
 * </pre>
 *
 * <p>The task is one of its own, as one that is awaited: a cancellation of the awaiting task ends the wait and leaves the
 * other one alone. Owned by the thread that runs the awaiting task.
 */
public final class TaskLimit<T> extends MultiWait<T> {
    private final Duration limit;
    private boolean expired;
    private @Nullable TaskObserver watching;

    private TaskLimit(Duration limit, TaskImpl<? extends T> task) {
        super(List.of(task));
        this.limit = limit;
    }

    /**
     * Returns a coroutine whose time does not run yet: one that runs the awaitable inside the awaiting task, or waits for
     * it if it is a task.
     *
     * @param limit how long it may run
     * @param awaitable the awaitable to run or to wait for
     */
    public static <T> Coroutine<T> of(Duration limit, Awaitable<? extends T> awaitable) {
        return awaitable instanceof TaskImpl<? extends T> task
                ? new TaskLimit<T>(limit, task)
                : new Limit<T>(limit, AwaitCoroutine.of(awaitable));
    }

    @Override
    void watch(TaskObserver child) {
        watching = child;
        super.watch(child);
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        if (missing > 0) {
            setTimer(task, Math.max(0, TimerNode.nanos(limit)));
        }
        return enough(task);
    }

    @Override
    public boolean hasLimit() {
        return !expired;
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
        if (missing == 0) {
            return finish(task);
        }
        if (expired) {
            children[0].cancel("timed out after " + limit);
        }
        try {
            return waitOn(task);
        } catch (CancelledError cancelled) {
            return cancelled(task, cancelled);
        }
    }

    @Override
    @Nullable
    Object cancelled(TaskImpl<?> task, CancelledError cancelled) {
        stopTimer(task);
        if (expired) { // both at once: the limit is over, all the same
            children[0].cancel("timed out after " + limit);
        }
        if (watching != null) {
            watching.stopObserving();
        }
        children[0].giveUp();
        throw cancelled;
    }

    private @Nullable Object finish(TaskImpl<?> task) throws Throwable {
        stopTimer(task);
        TaskImpl<?> child = children[0];
        if (expired && child.isCancelled()) {
            TimeoutException timeout = new TimeoutException("timed out after " + limit);
            timeout.initCause(child.cancelledBy());
            child.markSeen();
            throw timeout;
        }
        return child.outcomeFor(task, task.isInnermost(this));
    }

    @Override
    String name() {
        return "withTimeout";
    }

    /** Wakes the task, which then cancels the other one: the time is up. */
    @Override
    public void expire() {
        expired = true;
        wake();
    }
}
