package dev.weft;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task that ends: its outcome, and those who wait for it.
 *
 * <p>Invariant: once {@code phase} is SUCCEEDED, FAILED or CANCELLED, {@code value} is the result,
 * the failure, or the {@link CancelledError}, and neither changes; {@code observers} is null.
 *
 * <p>Memory: what the task did happens before what a thread does that has seen that it ended.
 */
abstract sealed class Completion extends Parking permits Running {
    /**
     * The first of a doubly linked list; its {@code before} is the last one, so that they are notified
     * in order. Owned by the loop's thread.
     */
    private @Nullable Observer observers;

    /** Whether somebody has seen the outcome, or will; a hint, written by any thread. */
    boolean observed;

    /** Whether tasks may have waited for something that this one holds, a lock say; written by their threads. */
    boolean contended;

    /** Whether the failure's trace has got the chain of the first task that awaited it. */
    private boolean traced;

    final boolean ended() {
        return (byte) PHASE.getAcquire(this) >= SUCCEEDED;
    }

    /** Publishes the outcome and tells those who wait. On the thread that ran the last slice. */
    final void end() {
        byte last = SUCCEEDED;
        if (failing) {
            last = value instanceof CancelledError ? CANCELLED : FAILED;
        }
        PHASE.setRelease(this, last);
        Observer observer = observers;
        observers = null;
        while (observer != null) {
            Observer following = observer.after;
            observer.before = null;
            observer.after = null;
            observer.completed();
            observer = following;
        }
        finished();
    }

    /** Ends a task that does not run, in the place of its coroutine, which never goes on. On the loop's thread. */
    final void abandon(Throwable why) {
        if (phase == PARKED) {
            abandonSource();
        }
        waitingFor = null;
        head = null;
        value = why;
        failing = true;
        end();
    }

    /** The outcome is published. */
    abstract void finished();

    final void addObserver(Observer observer) {
        observed = true;
        Observer first = observers;
        if (first == null) {
            observers = observer;
            observer.before = observer;
        } else {
            Observer last = Unchecked.present(first.before);
            observer.before = last;
            last.after = observer;
            first.before = observer;
        }
    }

    final boolean hasObservers() {
        return observers != null;
    }

    /** A waiter was cancelled: if it was the only one, a failure that comes now will be nobody's again. */
    final void unobserve() {
        if (observers == null && !ended()) {
            observed = false;
        }
    }

    final void removeObserver(Observer observer) {
        Observer before = observer.before;
        Observer after = observer.after;
        Observer first = observers;
        if (observer == first) {
            observers = after;
        } else {
            Unchecked.present(before).after = after;
        }
        if (after != null) {
            after.before = before;
        } else if (observer != first && first != null) {
            first.before = before;
        }
        observer.before = null;
        observer.after = null;
    }

    /** The failure of a failed task, or null. */
    final @Nullable Throwable failure() {
        return (byte) PHASE.getAcquire(this) == FAILED ? (Throwable) value : null;
    }

    /** The exception that tells others of a cancelled task. */
    final CancellationException cancellation() {
        return new CancellationException(value instanceof CancelledError error ? error.getMessage() : null);
    }

    /** What a task that awaits this ended one gets. */
    final @Nullable Object outcomeFor(Task<?> awaiting, boolean suspended) throws Throwable {
        observed = true;
        byte how = (byte) PHASE.getAcquire(this);
        if (how == SUCCEEDED) {
            return value;
        }
        if (how == CANCELLED) {
            CancellationException cancelled = cancellation();
            if (suspended) { // else it has been made below the methods that await
                Traces.received(cancelled, awaiting, true);
            }
            throw cancelled;
        }
        Throwable failure = Unchecked.value(value);
        if (firstAwaited()) {
            Traces.received(failure, awaiting, suspended);
        }
        throw failure;
    }

    /** True the first time it is called. */
    final boolean firstAwaited() {
        boolean first = !traced;
        traced = true;
        return first;
    }

    /** What ordinary code gets from this ended task: the value, or the original exception. */
    final @Nullable Object outcome() throws Throwable {
        observed = true;
        byte how = (byte) PHASE.getAcquire(this);
        if (how == SUCCEEDED) {
            return value;
        }
        if (how == CANCELLED) {
            throw cancellation();
        }
        throw Unchecked.<Throwable>value(value);
    }
}
