package dev.weft.ports;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parks the polling thread.
 *
 * <p>Invariant: a wake-up sets {@code woken} before it unparks, and only a poll clears it; so a
 * wake-up that comes before the poll makes that poll return at once, and none is lost.
 */
final class ParkingPoller implements Poller {
    private final AtomicBoolean woken = new AtomicBoolean();

    /** The thread that polls; written by it, read by wakers after they set {@code woken}. */
    private volatile @Nullable Thread waiting;

    @Override
    public void poll(long nanos) {
        if (nanos <= 0) {
            return;
        }
        // An interrupted thread does not park: it would spin until somebody looks at the interrupt.
        boolean interrupted = Thread.interrupted();
        waiting = Thread.currentThread();
        try {
            if (!woken.get()) {
                if (nanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, nanos);
                }
            }
        } finally {
            waiting = null;
            woken.set(false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void wakeUp() {
        if (!woken.getAndSet(true)) {
            Thread thread = waiting;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }
}
