package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.DeadlockException;
import dev.weft.Task;
import dev.weft.WaitResult;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.TaskObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until enough of several tasks are done, or a limit is over, and returns which tasks are done. It does not
 * cancel the tasks. It throws only the awaiting task's own cancellation, or a {@link DeadlockException}.
 */
public final class WaitUntil<T> extends MultiWait<WaitResult<T>> {
    /** The condition that ends the wait. */
    public enum Until {
        ALL("waitAll"),
        FIRST("waitFirst"),
        FIRST_FAILURE("waitFirstFailure");

        private final String method;

        Until(String method) {
            this.method = method;
        }
    }

    private final Until until;

    /** The limit in nanoseconds; negative for no limit. */
    private final long limit;

    private final List<TaskObserver> watching = new ArrayList<>();
    private boolean satisfied;

    private WaitUntil(Collection<? extends Awaitable<?>> all, Until until, long limit) {
        super(all);
        this.until = until;
        this.limit = limit;
    }

    /**
     * Returns a wait that has not begun.
     *
     * @param all the awaitables
     * @param until the condition that ends the wait
     * @param limit the limit in nanoseconds; negative for no limit
     */
    public static <T> Coroutine<WaitResult<T>> of(
            Collection<? extends Awaitable<? extends T>> all, Until until, long limit) {
        return new WaitUntil<>(all, until, limit);
    }

    @Override
    void watch(TaskObserver child) {
        watching.add(child);
        super.watch(child);
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        for (TaskImpl<?> child : children) {
            satisfied |= child.isDone() && counts(child);
        }
        if (satisfied || missing == 0) {
            return result();
        }
        try {
            Deadlocks.checkAll(task, this);
        } catch (DeadlockException deadlock) {
            giveUp(task);
            throw deadlock;
        }
        if (limit >= 0) {
            setTimer(task, limit);
        }
        try {
            return waitOn(task);
        } catch (CancelledError cancelled) {
            return cancelled(task, cancelled);
        }
    }

    /** Only an unlimited {@code waitAll} depends on every task. */
    @Override
    public Iterable<TaskImpl<?>> awaited() {
        return until == Until.ALL && limit < 0 ? super.awaited() : List.of();
    }

    @Override
    public Iterable<TaskImpl<?>> watched() {
        return super.awaited();
    }

    @Override
    void childDone(TaskImpl<?> child) {
        satisfied |= counts(child);
        if (satisfied || missing == 0) {
            wake();
        }
    }

    private boolean counts(TaskImpl<?> done) {
        return until == Until.FIRST || (until == Until.FIRST_FAILURE && done.status() == Task.Status.FAILED);
    }

    @Override
    Object enough(TaskImpl<?> task) {
        leave(task);
        return result();
    }

    @Override
    @Nullable
    Object cancelled(TaskImpl<?> task, CancelledError cancelled) {
        giveUp(task);
        throw cancelled;
    }

    /** Ends the wait without a result: nobody learns from it how the children end. */
    private void giveUp(TaskImpl<?> task) {
        leave(task);
        for (TaskImpl<?> child : children) {
            child.giveUp();
        }
    }

    private void leave(TaskImpl<?> task) {
        stopTimer(task);
        if (missing > 0) { // otherwise all children have reported, and no task keeps an observer
            for (TaskObserver child : watching) {
                child.stopObserving();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private WaitResult<T> result() {
        Set<Task<T>> done = setFor(children.length - missing);
        Set<Task<T>> pending = setFor(missing);
        for (TaskImpl<?> child : children) {
            boolean ended = child.isDone();
            (ended ? done : pending).add((Task<T>) child);
            if (ended) {
                child.markSeen();
            }
        }
        return new WaitResult<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
    }

    private static <E> Set<E> setFor(int size) {
        return new LinkedHashSet<>(size + size / 3 + 1);
    }

    @Override
    String name() {
        return until.method;
    }
}
