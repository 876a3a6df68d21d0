package dev.weft;

/**
 * What is counted of a loop for those who look at it from other threads. The loop's thread does nothing for it, unless
 * somebody wants each step to be timed.
 */
final class Vitals {
    private final LoopCore loop;

    /** The longest step known, in nanoseconds. Written by the loop's thread and by the watchdog, under the lock. */
    private volatile long longest;

    /** All steps up to the one with the number {@code seen}. Guarded by this. */
    private long steps;

    private int seen;

    /** Whether somebody wants steps to be timed, apart from a flight recording. Guarded by this. */
    private boolean timed;

    /** Whether the loop's lag is being measured. Guarded by this. */
    private boolean lagging;

    Vitals(LoopCore loop) {
        this.loop = loop;
    }

    /** The number of steps. Has to be asked now and then, since the loop's own count is an {@code int}. */
    synchronized long steps() {
        int now = loop.step();
        steps += Integer.toUnsignedLong(now - seen);
        seen = now;
        return steps;
    }

    long longest() {
        return longest;
    }

    /** A step has taken so long, or does so far. */
    void took(long nanos) {
        if (nanos > longest) {
            synchronized (this) {
                longest = Math.max(longest, nanos);
            }
        }
    }

    synchronized boolean isTimed() {
        return timed;
    }

    synchronized void setTimed(boolean wanted) {
        timed = wanted;
        choose();
    }

    /** Times steps while somebody wants that: over JMX, or for a flight recording. */
    synchronized void choose() {
        boolean recorded = Flight.wantsCallbacks();
        if (recorded || timed) {
            loop.stopwatch = recorded ? new FlightStopwatch(this, timed) : new Stopwatch(this);
        } else {
            loop.stopwatch = null;
        }
    }

    /** Whether nobody is waiting for the loop's lag; then the caller does. */
    synchronized boolean beginLag() {
        boolean free = !lagging;
        lagging = true;
        return free;
    }

    synchronized void endLag() {
        lagging = false;
    }

    int loopId() {
        return loop.id;
    }
}
