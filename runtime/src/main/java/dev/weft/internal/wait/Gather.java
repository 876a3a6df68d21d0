package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.DeadlockException;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for all tasks and returns their results in order.
 *
 * <pre>
 * WAITING  no child has failed so far
 *    ↓     a child failed, or the awaiting task was cancelled: the others are cancelled
 * ENDING   {@code failure} will be thrown; still waits for the others
 * </pre>
 *
 * <p>The failure of a child takes precedence over a cancellation. The next await then throws the cancellation, so
 * neither is lost. That a child was cancelled does not: who cancels both does not want to hear of the child.
 *
 * <p>A cancellation while it is ENDING cancels the others again: one of them may have swallowed the first one. Owned by
 * the loop's thread.
 */
public class Gather<T> extends MultiWait<List<T>> {
    private @Nullable Throwable failure;

    /** The child that failed with {@code failure}. */
    private @Nullable TaskImpl<?> failed;

    /** A cancellation of the awaiting task, if {@code failure} is a child's. */
    private @Nullable CancelledError late;

    /**
     * Creates a wait that has not begun.
     *
     * @param all the awaitables
     */
    public Gather(Collection<? extends Awaitable<?>> all) {
        super(all);
    }

    /** Returns a wait that has not begun. */
    public static <T> Coroutine<List<T>> of(Collection<? extends Awaitable<? extends T>> all) {
        return new Gather<>(all);
    }

    @Override
    @Nullable
    final Object begin(TaskImpl<?> task) throws Throwable {
        for (TaskImpl<?> child : children) {
            if (child.isDone()) {
                note(child);
            }
        }
        try {
            Deadlocks.checkAll(task, this);
        } catch (DeadlockException deadlock) {
            // It is treated as a child's failure: the children end first, which opens the cycle.
            failure = failure == null ? deadlock : failure;
        }
        return enough(task);
    }

    @Override
    public final boolean cancelsWhatItAwaits() {
        return true;
    }

    @Override
    final void childDone(TaskImpl<?> child) {
        if (note(child) || missing == 0) {
            wake();
        }
    }

    /** Keeps the failure of a child that has ended. Returns true if it is the first. */
    private boolean note(TaskImpl<?> child) {
        Throwable first = failure;
        Throwable own = child.isCancelled() ? child.cancellation() : child.failure();
        // Cancelling one child may cancel a source that another child awaits. That is not a new failure.
        if (own == null) {
            return false;
        }
        child.markSeen();
        if (first != null && own instanceof CancellationException) {
            Cancellations.drop(own, first);
            return false;
        }
        if (first == null || first instanceof CancelledError) {
            late = first == null ? null : (CancelledError) first;
            Cancellations.drop(first, own);
            failure = own;
            failed = child;
            return first == null;
        }
        if (own != first) {
            child.passAlongWith(first, failed);
        }
        return false;
    }

    @Override
    @Nullable
    final Object enough(TaskImpl<?> task) throws Throwable {
        while (missing > 0) {
            if (failure != null) {
                cancelOthers(failure instanceof CancelledError own ? own.getMessage() : "a sibling failed");
            }
            try {
                return waitOn(task);
            } catch (CancelledError cancelled) {
                keep(task, cancelled);
            }
        }
        return finish(task);
    }

    @Override
    @Nullable
    final Object cancelled(TaskImpl<?> task, CancelledError cancelled) throws Throwable {
        keep(task, cancelled);
        return enough(task);
    }

    private void keep(TaskImpl<?> task, CancelledError cancelled) {
        if (failure == null || failure instanceof CancelledError || isOnlyACancelledChild(failure)) {
            if (failure instanceof CancelledError before) {
                failure = task.outermost(before, cancelled);
            } else {
                Cancellations.drop(failure, cancelled);
                failure = cancelled;
            }
            failed = null;
        } else {
            late = task.outermost(late, cancelled);
        }
    }

    private boolean isOnlyACancelledChild(Throwable problem) {
        return failed != null && failed.isCancelled() && problem.getSuppressed().length == 0;
    }

    /** Called before the children are cancelled. */
    void ending() {}

    private void cancelOthers(@Nullable String reason) {
        ending();
        cancelChildren(reason);
    }

    private List<T> finish(TaskImpl<?> task) throws Throwable {
        Throwable problem = failure;
        if (problem != null) {
            if (late != null) {
                task.cancelAgain(late);
            }
            if (failed != null && problem == failed.failure()) {
                failed.traceAwaited(problem, task, task.isInnermost(this));
            }
            throw problem;
        }
        List<T> results = new ArrayList<>(children.length);
        for (TaskImpl<?> child : children) {
            @SuppressWarnings("unchecked")
            T result = (T) child.resultNow();
            results.add(result);
        }
        return Collections.unmodifiableList(results);
    }

    @Override
    final String name() {
        return "gather";
    }
}
