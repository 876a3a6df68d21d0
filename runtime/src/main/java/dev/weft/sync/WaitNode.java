package dev.weft.sync;

import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.HandoffWait;
import org.jspecify.annotations.Nullable;

/**
 * One wait for something that a primitive hands out. It is three things in one object: the coroutine that users await,
 * the source that the task is parked on, and the node in the primitive's queue.
 *
 * <pre>
 * new → done                 it was available at once, and the lock was taken once
 *  ↓
 * queued → handed over       by the primitive, which then wakes it, once
 *       ↘ left               the task was cancelled first
 * </pre>
 *
 * <p>Invariant: {@code before} is null exactly if the node is not queued. All fields are guarded by the primitive's
 * lock. The awaiting thread reads {@code given} without it, after the wake-up. Wake-ups run without the lock, because
 * they may run a task at once.
 */
final class WaitNode<T> extends HandoffWait<T> {
    private final WaitQueue<T> queue;

    /** First the object that the wait brings along, then the value that was handed over to it or a {@link Failure}. */
    private @Nullable Object given;

    @Nullable
    WaitNode<?> before;

    /**
     * The next node in the queue. In a node that is not queued: the next one of those that are to be woken together.
     */
    @Nullable
    WaitNode<?> after;

    WaitNode(WaitQueue<T> queue, @Nullable Object brought) {
        this.queue = queue;
        given = brought;
    }

    private record Failure(Throwable problem) {}

    /** Returns the object that the wait brings along. Called with the lock held, before a value is handed over. */
    @Nullable
    Object brought() {
        return given;
    }

    /**
     * Hands over a value to a node that is not queued. Called with the lock held; call {@link #wakeAll} after
     * unlocking.
     */
    void grant(@Nullable T value) {
        given = value;
    }

    /** Makes the wait throw this failure instead of returning a value. */
    void fail(Throwable problem) {
        given = new Failure(problem);
    }

    /** See {@link WaitQueue#beforeWaking}. */
    static void checkStack() {
        reserveStack();
    }

    /** Wakes this node and the nodes linked behind it, in order. Called without the lock. */
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
        try {
            return takeOrPark(task);
        } catch (Exception failure) { // it came without waiting; the task's own cancellation is no Exception
            return readyFailing(failure, task);
        }
    }

    private @Nullable Object takeOrPark(TaskImpl<?> task) throws Exception {
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

    /** Does the checks that are seldom needed before a wait and must not run under the lock. Then tries again. */
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
