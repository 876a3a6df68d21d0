package dev.weft.internal.wait;

import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.ThreadState;
import dev.weft.internal.task.WaitSource;
import org.jspecify.annotations.Nullable;

/**
 * What one task at a time waits for, until code on any thread signals a change. The await has no value; the task looks at
 * what has changed.
 *
 * <p>Invariant: a task is kept here exactly while it waits. Who leaves before it is woken has changed nothing; otherwise
 * exactly one wake-up follows. The task is guarded by {@code guard}, as are the fields that the subclass changes with it.
 */
public abstract class SignalWait implements WaitSource {
    /** For the subclass, too. */
    protected final SpinLock guard = new SpinLock();

    private @Nullable TaskImpl<?> waiting;

    /** For subclasses. */
    protected SignalWait() {}

    @Override
    public final boolean abandon() {
        guard.lock();
        try {
            return takeWaiting() != null;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public final @Nullable Object outcome() {
        return null;
    }

    // ---- with the lock held

    /**
     * Lets a task wait, which must park.
     *
     * @param task the task; null if none waits
     */
    protected final void waits(@Nullable TaskImpl<?> task) {
        waiting = task;
    }

    /**
     * Checks, before anything changes, that the stack is long enough to wake who waits.
     *
     * @throws StackOverflowError if it is too short
     */
    protected final void beforeWaking() {
        if (waiting != null) {
            ThreadState.reserveStack();
        }
    }

    /** Takes out the task that waits, which is to be woken; null if none does. */
    protected final @Nullable TaskImpl<?> takeWaiting() {
        TaskImpl<?> task = waiting;
        waiting = null;
        return task;
    }

    // ---- without it

    /** Wakes a task that was taken out, if there was one. It may run inside of the call. */
    protected final void wake(@Nullable TaskImpl<?> taken) {
        if (taken != null) {
            taken.wakeFrom(this);
        }
    }
}
