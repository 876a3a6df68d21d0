package dev.weft.internal.observe;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.LoopMonitor;

/**
 * What is counted of a loop for those who look at it from other threads. The loop's thread does nothing for it, unless
 * somebody wants each step to be timed.
 */
public final class LoopMetrics implements LoopMonitor {
    private final LoopEngine loop;

    /** Whether the run under way is watched. Owned by the loop's thread. */
    private boolean watched;

    /** The longest step known, in nanoseconds. Written by the loop's thread and by the watchdog, under the lock. */
    private volatile long longest;

    /** All steps up to the one with the number {@code seen}. Guarded by this. */
    private long steps;

    private int seen;

    /** Whether somebody wants steps to be timed, apart from a flight recording. Guarded by this. */
    private boolean timed;

    /** Whether the loop's lag is being measured. Guarded by this. */
    private boolean lagging;

    /**
     * What is counted of a loop.
     *
     * @param loop the loop, which need not be complete yet
     */
    public LoopMetrics(LoopEngine loop) {
        this.loop = loop;
    }

    @Override
    public void runBegins(boolean realTime) {
        JfrSupport.look();
        chooseTimer();
        watched = Watchdog.watch(this, realTime);
    }

    @Override
    public void runEnds() {
        if (watched) {
            Watchdog.unwatch(this);
        }
    }

    LoopEngine loop() {
        return loop;
    }

    /** Returns the number of steps. To be called now and then, since the loop's own count is an {@code int}. */
    synchronized long steps() {
        int now = loop.step();
        steps += Integer.toUnsignedLong(now - seen);
        seen = now;
        return steps;
    }

    long longest() {
        return longest;
    }

    /** Records how long a step has taken, or has taken so far. */
    void recordDuration(long nanos) {
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
        chooseTimer();
    }

    /** Has steps timed while somebody wants that: over JMX, or for a flight recording. */
    synchronized void chooseTimer() {
        boolean recorded = JfrSupport.wantsCallbacks();
        if (recorded || timed) {
            loop.setStepTimer(recorded ? new FlightStopwatch(this, timed) : new Stopwatch(this));
        } else {
            loop.setStepTimer(null);
        }
    }

    /** Returns whether nobody is measuring the loop's lag; then the caller does from now on. */
    synchronized boolean beginLag() {
        boolean free = !lagging;
        lagging = true;
        return free;
    }

    synchronized void endLag() {
        lagging = false;
    }
}
