package dev.weft.sync;

import dev.weft.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits: who wants one when there is none waits, and they go to those who wait longest.
 *
 * <p>Invariant: while somebody waits no permit is available. Guarded by {@code this.monitor}; may be used from any
 * thread and by tasks of several loops.
 */
public final class AsyncSemaphore {
    private final Object monitor = new Object();
    private final WaitQueue<Wait<Permit>> waiting = new WaitQueue<>(monitor);
    private int available;

    /**
     * A semaphore.
     *
     * @param permits how many permits there are; not negative
     */
    public AsyncSemaphore(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("negative number of permits: " + permits);
        }
        available = permits;
    }

    /** {@return a coroutine that waits for a permit, and gives it} A cancelled wait takes none. */
    public Coroutine<Permit> acquire() {
        return new Acquire();
    }

    /** {@return a permit, or null if none is available now} */
    public @Nullable Permit tryAcquire() {
        synchronized (monitor) {
            if (available == 0) {
                return null;
            }
            available--;
            return new Permit(this::release, null);
        }
    }

    /** {@return how many permits could be taken now} */
    public int availablePermits() {
        synchronized (monitor) {
            return available;
        }
    }

    private void release(Permit permit) {
        Wait<?> next;
        synchronized (monitor) {
            next = handOver();
        }
        Wait.wakeUp(next);
    }

    private @Nullable Wait<?> handOver() {
        Wait<Permit> next = waiting.poll();
        if (next == null) {
            available++;
        } else {
            next.grant(new Permit(this::release, null));
        }
        return next;
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return "semaphore: " + available + " available, " + waiting.size() + " waiting";
        }
    }

    private final class Acquire extends Wait<Permit> {
        Acquire() {
            super(waiting);
        }

        @Override
        boolean attempt() {
            if (available == 0) {
                return false;
            }
            available--;
            grant(new Permit(AsyncSemaphore.this::release, null));
            return true;
        }

        @Override
        @Nullable
        Wait<?> giveBack() {
            return handOver();
        }

        @Override
        public String toString() {
            return AsyncSemaphore.this.toString();
        }
    }
}
