package dev.weft.ports;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A clock that moves only when a loop waits for it: what takes a day runs in no time, and in the
 * same order each time. It is clock and poller of one loop: {@code EventLoop.create(time, time)}.
 *
 * <p>Invariant: the time never goes back, and moves only in {@link #poll} (by as much as the loop
 * would have waited) and {@link #advance}. A wake-up that has come makes a poll return without
 * moving it.
 *
 * <p>Where the loop would wait for ever, only another thread can go on; then, and only then, {@link
 * #poll} really waits, and fails after a bound of real time rather than hang.
 */
public final class VirtualTime implements Clock, Poller {
    private final Semaphore wakeUps = new Semaphore(0);
    private final long patienceMillis;

    /** Nanoseconds since the start; written by the loop's thread, or before it runs. */
    private volatile long now;

    /** A clock at zero whose poll waits up to ten real seconds for other threads. */
    public VirtualTime() {
        this(Duration.ofSeconds(10));
    }

    /**
     * A clock at zero.
     *
     * @param patience how long, in real time, a poll that nothing here can end waits for a wake-up
     *     from another thread
     */
    public VirtualTime(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean isRealTime() {
        return false;
    }

    /** The virtual time that has passed since this clock was made. */
    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /**
     * Moves the clock forward without waiting. Call it on the loop's thread, or while no loop runs.
     *
     * @param duration by how much; not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        move(duration.toNanos());
    }

    @Override
    public void poll(long nanos) {
        if (wakeUps.drainPermits() > 0 || nanos <= 0) {
            return;
        }
        if (nanos != Long.MAX_VALUE) {
            move(nanos);
            return;
        }
        try {
            if (!wakeUps.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "nothing is ready, no timer is set, and no other thread woke the loop within "
                                + patienceMillis
                                + " ms: what it waits for does not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nothing was ready", e);
        }
    }

    @Override
    public void wakeUp() {
        wakeUps.release();
    }

    /** Only the loop's thread, or its owner while it rests, gets here: no update is lost. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void move(long nanos) {
        now += nanos;
    }
}
