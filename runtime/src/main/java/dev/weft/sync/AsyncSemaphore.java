package dev.weft.sync;

import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits. A task that acquires a permit when none is available waits. A returned permit goes to the task
 * that has waited longest.
 *
 * <p>Invariant: while a task waits, no permit is available. Guarded by {@code guard}; may be used from any thread and
 * by tasks of several loops.
 *
 * @since 0.1
 */
public final class AsyncSemaphore {
    private final SpinLock guard = new SpinLock();
    private final WaitQueue<Permit> waiting = new WaitQueue<>(guard) {
        @Override
        boolean attempt(WaitNode<Permit> wait, TaskImpl<?> task) {
            if (wait.brought() == null) {
                wait.grant(Permit.awaited(source, null)); // now: handing over allocates nothing
            }
            if (available == 0) {
                return false;
            }
            permitOf(wait).handedOver(task);
            available--;
            return true;
        }

        @Override
        public String toString() {
            return AsyncSemaphore.this.toString();
        }
    };
    private final Permit.Source source = this::release;
    private int available;

    /**
     * Creates a semaphore.
     *
     * @param permits the number of permits; not negative
     * @throws IllegalArgumentException if {@code permits} is negative
     */
    public AsyncSemaphore(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("negative number of permits: " + permits);
        }
        available = permits;
    }

    /**
     * {@return a coroutine that waits for a permit} Its value is the permit; closing the permit returns it. A cancelled
     * wait takes no permit.
     */
    @CheckReturnValue
    public Coroutine<Permit> acquire() {
        return new WaitNode<>(waiting, null);
    }

    /** {@return a permit, or null if none is available now} */
    public @Nullable Permit tryAcquire() {
        guard.lock();
        try {
            if (available == 0) {
                return null;
            }
            Permit permit = Permit.unheld(source, null);
            available--;
            return permit;
        } finally {
            guard.unlock();
        }
    }

    /** {@return the number of permits that are available now} */
    public int availablePermits() {
        guard.lock();
        try {
            return available;
        } finally {
            guard.unlock();
        }
    }

    private void release(Permit permit) {
        WaitNode<?> next;
        guard.lock();
        try {
            waiting.beforeWaking();
            next = permit.isOpen() ? handOver() : null;
            permit.markClosed();
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(next);
    }

    private @Nullable WaitNode<?> handOver() {
        WaitNode<Permit> next = waiting.first();
        if (next == null) {
            available++;
        } else {
            permitOf(next).handedOver(next.task());
            waiting.remove(next);
        }
        return next;
    }

    private static Permit permitOf(WaitNode<Permit> wait) {
        return Objects.requireNonNull((Permit) wait.brought());
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "semaphore: " + available + " available, " + waiting.size() + " waiting";
        } finally {
            guard.unlock();
        }
    }
}
