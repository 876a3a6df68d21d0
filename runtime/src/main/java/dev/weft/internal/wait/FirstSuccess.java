package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.TaskImpl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first result that is good, cancels the others, and waits for their end.
 *
 * <pre>
 * WAITING  no child has succeeded so far
 *    ↓     a child has succeeded, or the awaiting task was cancelled: the others are cancelled
 * ENDING   waits for the others
 * </pre>
 *
 * <p>A result takes precedence over a cancellation of the awaiting task; then the next await throws that. Owned by the
 * loop's thread.
 */
public final class FirstSuccess<T> extends MultiWait<T> {
    private @Nullable TaskImpl<?> winner;

    /** Those that have failed or were cancelled, in the order in which they ended. */
    private final List<TaskImpl<?>> losers = new ArrayList<>();

    /** The number of losers that had ended before the winner. */
    private int endedBefore;

    private @Nullable CancelledError own;

    private FirstSuccess(Collection<? extends Awaitable<?>> all) {
        super(all);
    }

    /**
     * Returns a wait that has not begun.
     *
     * @param all the awaitables
     */
    public static <T> Coroutine<T> of(Collection<? extends Awaitable<? extends T>> all) {
        return new FirstSuccess<>(all);
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        if (children.length == 0) {
            throw new NoSuchElementException("firstSuccess of nothing");
        }
        for (TaskImpl<?> child : children) {
            if (child.isDone()) {
                note(child);
            }
        }
        return enough(task);
    }

    @Override
    public boolean cancelsWhatItAwaits() {
        return true;
    }

    /** A wait for the first of several closes no cycle. */
    @Override
    public Iterable<TaskImpl<?>> awaited() {
        return List.of();
    }

    @Override
    public Iterable<TaskImpl<?>> watched() {
        return super.awaited();
    }

    @Override
    void childDone(TaskImpl<?> child) {
        if (note(child) || missing == 0) {
            wake();
        }
    }

    /** Returns whether this child is the winner. */
    private boolean note(TaskImpl<?> child) {
        boolean good = child.failure() == null && !child.isCancelled();
        if (!good) {
            if (!losers.contains(child)) {
                losers.add(child);
            }
        } else if (winner == null) {
            winner = child;
            endedBefore = losers.size();
            return true;
        }
        return false;
    }

    @Override
    @Nullable
    Object enough(TaskImpl<?> task) throws Throwable {
        while (missing > 0) {
            if (winner != null || own != null) {
                cancelChildren(own == null ? "another one has succeeded" : own.getMessage());
            }
            try {
                return waitOn(task);
            } catch (CancelledError cancelled) {
                own = task.outermost(own, cancelled);
            }
        }
        return finish(task);
    }

    @Override
    @Nullable
    Object cancelled(TaskImpl<?> task, CancelledError cancelled) throws Throwable {
        own = task.outermost(own, cancelled);
        return enough(task);
    }

    private @Nullable Object finish(TaskImpl<?> task) throws Throwable {
        TaskImpl<?> first = winner;
        CancelledError cancelled = own;
        if (first != null) {
            for (int i = 0; i < losers.size(); i++) {
                if (i < endedBefore) {
                    losers.get(i).markSeen();
                } else {
                    losers.get(i).disown(); // what fails in a clean-up is nobody's
                }
            }
            if (cancelled != null) {
                task.cancelAgain(cancelled);
            }
            return first.outcomeFor(task, task.isInnermost(this));
        }
        throw cancelled == null ? failures(task) : withFailures(cancelled);
    }

    private Throwable withFailures(CancelledError cancelled) {
        for (TaskImpl<?> child : losers) {
            child.markSeen();
            if (child.isCancelled()) {
                Cancellations.drop(child.cancelledBy(), cancelled);
            } else if (child.failure() != null) {
                cancelled.addSuppressed(child.shownFailure());
            }
        }
        return cancelled;
    }

    /** Returns the failure of the child that ended first, with those of the others suppressed in it. */
    private Throwable failures(TaskImpl<?> task) {
        TaskImpl<?> child = losers.get(0);
        Throwable first = problem(child);
        child.traceAwaited(first, task, task.isInnermost(this));
        for (TaskImpl<?> other : losers) {
            Throwable later = other == child ? first : problem(other);
            if (later != first) {
                first.addSuppressed(later);
            }
        }
        return first;
    }

    private static Throwable problem(TaskImpl<?> child) {
        child.markSeen();
        return child.isCancelled() ? child.cancellation() : child.shownFailure();
    }

    @Override
    String name() {
        return "firstSuccess";
    }
}
