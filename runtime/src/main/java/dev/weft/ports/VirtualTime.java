package dev.weft.ports;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A clock that moves only when a loop waits for it. So a day of waiting takes no real time, and the order of events is
 * the same each time. It is both clock and poller of one loop: {@code EventLoop.create(time, time)}.
 *
 * <p>Invariant: the time never goes back, and moves only in {@link #poll} (by as much as the loop would have waited)
 * and {@link #advance}. If a wake-up has come, a poll returns without moving the time.
 *
 * <p>If the loop would wait for ever, only another thread can wake it. Then, and only then, {@link #poll} waits in real
 * time. It throws {@link IllegalStateException} when the patience is over, so that a test does not hang.
 *
 * @since 0.1
 */
public final class VirtualTime implements Clock, Poller {
    private final Semaphore wakeUps = new Semaphore(0);
    private final long patienceMillis;

    /** Nanoseconds since the start; written by the loop's thread, or before it runs. */
    private volatile long now;

    /** Creates a clock at zero whose poll waits at most ten real seconds for other threads. */
    public VirtualTime() {
        this(Duration.ofSeconds(10));
    }

    /**
     * Creates a clock at zero.
     *
     * @param patience how long, in real time, a poll waits at most for a wake-up from another thread when no timer is
     *     set
     */
    public VirtualTime(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    /** {@return the virtual time in nanoseconds since this clock was created} Any thread. */
    @Override
    public long nanoTime() {
        return now;
    }

    /** {@return false} */
    @Override
    public boolean isRealTime() {
        return false;
    }

    /** {@return the virtual time that has passed since this clock was created} Any thread. */
    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /**
     * Moves the clock forward without waiting. Call it on the loop's thread, or while no loop runs.
     *
     * @param duration how far to move it; not negative
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + duration);
        }
        move(duration.toNanos());
    }

    /**
     * Moves the time, as far as the loop would wait; waits in real time if only another thread can wake the loop.
     *
     * @param nanos how far, in nanoseconds; {@link Long#MAX_VALUE} if no timer is set
     * @throws IllegalStateException if nobody wakes the loop while the patience lasts, or the thread is interrupted
     */
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

    /** Ends the wait of the loop, or the next one, in real time. Any thread. */
    @Override
    public void wakeUp() {
        wakeUps.release();
    }

    /** Called only by the loop's thread, or by the loop's owner while it does not run. So no update is lost. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void move(long nanos) {
        now += nanos;
    }
}
