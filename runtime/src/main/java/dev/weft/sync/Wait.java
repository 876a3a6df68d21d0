package dev.weft.sync;

import dev.weft.Handover;
import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * One wait for something that a primitive hands out: the coroutine that its users await, what the task is parked on, and its
 * node in the primitive's queue.
 *
 * <pre>
 * new → done                 it was there at once, and the monitor was entered once
 *  ↓
 * queued → handed over       by the primitive, which then wakes it, once
 *       ↘ left               the task was cancelled first
 * </pre>
 *
 * <p>Invariant: {@code before} is null exactly if it is not queued. All fields are guarded by the primitive's monitor, except
 * that the awaiting thread reads what was given after the wake-up. Wake-ups are run without holding the monitor, since they may
 * run a task at once.
 */
final class Wait<T> extends Handover<T> {
    private final WaitQueue<T> queue;

    /** What the wait brings along, then what was handed over to it, or a {@link Failure}. */
    private @Nullable Object given;

    @Nullable
    Wait<?> before;

    /** Whoever is behind it in the queue; of one that is in none, the next of those who are to be woken together. */
    @Nullable
    Wait<?> after;

    Wait(WaitQueue<T> queue, @Nullable Object brought) {
        this.queue = queue;
        given = brought;
    }

    private record Failure(Throwable problem) {}

    /** What it has brought along. Holding the monitor, before something is handed over. */
    @Nullable
    Object brought() {
        return given;
    }

    /** Hands over the value, to one that is in no queue. Holding the monitor; {@link #wakeAll} after it. */
    void grant(@Nullable T value) {
        given = value;
    }

    /** Makes it throw this instead. */
    void fail(Throwable problem) {
        given = new Failure(problem);
    }

    /** Wakes this one and those linked behind it, in order. Not holding the monitor. */
    static void wakeAll(@Nullable Wait<?> first) {
        Wait<?> next = first;
        while (next != null) {
            Wait<?> following = next.after;
            next.after = null;
            next.wakeUp();
            next = following;
        }
    }

    @Override
    protected @Nullable Object begin(Task<?> task) throws Throwable {
        boolean mayPark = true;
        boolean done;
        synchronized (queue.monitor) {
            done = queue.attempt(this, task);
            if (!done) {
                mayPark = mayPark(task, queue.owner());
                if (mayPark) {
                    queue.add(this);
                }
            }
        }
        if (done || (!mayPark && doneOrQueued(task))) {
            Wait<?> others = after;
            if (others != null) {
                after = null;
                wakeAll(others);
            }
            return ready(given, task);
        }
        return park(task);
    }

    /** What seldom has to be done before a wait, and not while the monitor is held; then the same again. */
    private boolean doneOrQueued(Task<?> task) throws Exception {
        beforeParking(task);
        synchronized (queue.monitor) {
            boolean done = queue.attempt(this, task);
            if (!done) {
                queue.add(this);
            }
            return done;
        }
    }

    @Override
    protected boolean leave() {
        synchronized (queue.monitor) {
            boolean queued = before != null;
            if (queued) {
                queue.remove(this);
            }
            return queued;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // by grant() only
    protected @Nullable T received() throws Throwable {
        if (given instanceof Failure failure) {
            throw failure.problem;
        }
        return (T) given;
    }

    @Override
    protected @Nullable Task<?> owner() {
        synchronized (queue.monitor) {
            return queue.owner();
        }
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
