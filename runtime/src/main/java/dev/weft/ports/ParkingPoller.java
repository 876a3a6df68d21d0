package dev.weft.ports;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Parks the polling thread.
 *
 * <p>After a wake-up, the next poll spins for a moment before it parks. A thread that has just posted often posts
 * again, and unparking a thread costs the poster as much as a thousand posts. The moment is shorter than parking and
 * unparking takes, so little is lost if no wake-up comes (A. R. Karlin et al., "Competitive randomized algorithms for
 * nonuniform problems", 1990). A loop that only waits for timers never spins. A loop on a single processor does not
 * spin either, because it would keep other threads from posting.
 *
 * <p>Invariant: a wake-up sets {@code woken} before it unparks, and only a poll clears it. So a wake-up that comes
 * before the poll makes that poll return at once, and no wake-up is lost.
 */
final class ParkingPoller implements Poller {
    /** The number of looks for a wake-up before parking. */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 100 : 0;

    /** 1 after a wake-up, otherwise 0. An {@code AtomicBoolean} would slow the start. */
    private final AtomicInteger woken = new AtomicInteger();

    /** Whether a wake-up ended the last poll. Owned by the polling thread. */
    private boolean busy;

    /** The thread that polls. Written by that thread; read by the waking threads after they set {@code woken}. */
    private volatile @Nullable Thread waiting;

    @Override
    public void poll(long nanos) {
        if (nanos <= 0) {
            return;
        }
        // An interrupted thread does not park; it would spin until the interrupt is cleared.
        boolean interrupted = Thread.interrupted();
        if (busy) {
            spin();
        }
        waiting = Thread.currentThread();
        try {
            if (woken.get() == 0) {
                if (nanos == Long.MAX_VALUE) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, nanos);
                }
            }
        } finally {
            waiting = null;
            busy = woken.getAndSet(0) != 0;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void spin() {
        for (int i = 0; i < SPINS && woken.get() == 0; i++) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void wakeUp() {
        if (woken.getAndSet(1) == 0) {
            Thread thread = waiting;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }
}
