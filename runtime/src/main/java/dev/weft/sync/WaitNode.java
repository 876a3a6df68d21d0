package dev.weft.sync;

import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.HandoffWait;
import org.jspecify.annotations.Nullable;

/**
 * One wait for something that a primitive hands out: the coroutine that its users await, what the task is parked on, and its
 * node in the primitive's queue.
 *
 * <pre>
 * new → done                 it was there at once, and the lock was taken once
 *  ↓
 * queued → handed over       by the primitive, which then wakes it, once
 *       ↘ left               the task was cancelled first
 * </pre>
 *
 * <p>Invariant: {@code before} is null exactly if it is not queued. All fields are guarded by the primitive's lock, except
 * that the awaiting thread reads what was given after the wake-up. Wake-ups are run without holding the lock, since they may
 * run a task at once.
 */
final class WaitNode<T> extends HandoffWait<T> {
    private final WaitQueue<T> queue;

    /** What the wait brings along, then what was handed over to it, or a {@link Failure}. */
    private @Nullable Object given;

    @Nullable
    WaitNode<?> before;

    /** Whoever is behind it in the queue; of one that is in none, the next of those who are to be woken together. */
    @Nullable
    WaitNode<?> after;

    WaitNode(WaitQueue<T> queue, @Nullable Object brought) {
        this.queue = queue;
        given = brought;
    }

    private record Failure(Throwable problem) {}

    /** What it has brought along. Holding the lock, before something is handed over. */
    @Nullable
    Object brought() {
        return given;
    }

    /** Hands over the value, to one that is in no queue. Holding the lock; {@link #wakeAll} after it. */
    void grant(@Nullable T value) {
        given = value;
    }

    /** Makes it throw this instead. */
    void fail(Throwable problem) {
        given = new Failure(problem);
    }

    /** Wakes this one and those linked behind it, in order. Not holding the lock. */
    static void wakeAll(@Nullable WaitNode<?> first) {
        WaitNode<?> next = first;
        while (next != null) {
            WaitNode<?> following = next.after;
            next.after = null;
            next.wakeUp();
            next = following;
        }
    }

    @Override
    protected @Nullable Object begin(TaskImpl<?> task) throws Throwable {
        boolean mayPark = true;
        boolean done;
        queue.guard.lock();
        try {
            done = queue.attempt(this, task);
            if (!done) {
                mayPark = mayPark(task, queue.owner());
                if (mayPark) {
                    queue.add(this);
                }
            }
        } finally {
            queue.guard.unlock();
        }
        if (done || (!mayPark && doneOrQueued(task))) {
            WaitNode<?> others = after;
            if (others != null) {
                after = null;
                wakeAll(others);
            }
            return ready(given, task);
        }
        return park(task);
    }

    /** What seldom has to be done before a wait, and not while the lock is held; then the same again. */
    private boolean doneOrQueued(TaskImpl<?> task) throws Exception {
        beforeParking(task);
        queue.guard.lock();
        try {
            boolean done = queue.attempt(this, task);
            if (!done) {
                queue.add(this);
            }
            return done;
        } finally {
            queue.guard.unlock();
        }
    }

    @Override
    protected boolean leave() {
        queue.guard.lock();
        try {
            boolean queued = before != null;
            if (queued) {
                queue.remove(this);
            }
            return queued;
        } finally {
            queue.guard.unlock();
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
    public @Nullable TaskImpl<?> owner() {
        queue.guard.lock();
        try {
            return queue.owner();
        } finally {
            queue.guard.unlock();
        }
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
