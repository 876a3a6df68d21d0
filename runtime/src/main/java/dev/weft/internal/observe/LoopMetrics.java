package dev.weft.internal.observe;

import dev.weft.internal.loop.LoopEngine;

/**
 * The metrics of a loop, for readers on other threads. The loop reports only the begin and the end of its runs; its thread
 * does nothing more unless the timing of steps is on.
 */
public final class LoopMetrics {
    private final LoopEngine loop;

    /** Whether the current run is watched. Owned by the loop's thread. */
    private boolean watched;

    /**
     * The duration of the longest known step, in nanoseconds. Written by the loop's thread and by the watchdog, under
     * the lock.
     */
    private volatile long longest;

    /** The number of all steps up to the one with the number {@code seen}. Guarded by this. */
    private long steps;

    private int seen;

    /** Whether timing was turned on over JMX; a flight recording does not count. Guarded by this. */
    private boolean timed;

    /** Whether the loop's lag is being measured. Guarded by this. */
    private boolean lagging;

    /**
     * Creates the metrics of a loop.
     *
     * @param loop the loop, which need not be fully constructed yet
     */
    public LoopMetrics(LoopEngine loop) {
        this.loop = loop;
    }

    /** Ends the threads that watch loops soon, unless a loop runs, and takes the events away from Flight Recorder. */
    public static void release() {
        Watchdog.release();
        StepHooks.leave();
    }

    /**
     * A run of the loop begins. Called on its thread.
     *
     * @param realTime whether the loop's clock is the machine's
     */
    public void runBegins(boolean realTime) {
        StepHooks.look();
        chooseTimer();
        watched = Watchdog.watch(this, realTime);
    }

    /** The run has ended. Called on the thread that was the loop's. */
    public void runEnds() {
        if (watched) {
            Watchdog.unwatch(this);
        }
    }

    LoopEngine loop() {
        return loop;
    }

    /**
     * Returns the number of steps. Must be called at intervals, because the loop's own count is an {@code int} that
     * wraps.
     */
    synchronized long steps() {
        int now = loop.step();
        steps += Integer.toUnsignedLong(now - seen);
        seen = now;
        return steps;
    }

    long longest() {
        return longest;
    }

    /** Records the duration of a step, or of a running step so far, in nanoseconds. */
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

    /** Turns the timing of steps on if it is wanted over JMX or for a flight recording, otherwise off. */
    synchronized void chooseTimer() {
        boolean recorded = StepHooks.recording && JfrSupport.wantsCallbacks();
        if (recorded || timed) {
            loop.setStepTimer(Stopwatch.of(this, recorded, timed));
        } else {
            loop.setStepTimer(null);
        }
    }

    /** Begins a measurement of the lag. Returns false if another one is under way. */
    synchronized boolean beginLag() {
        boolean free = !lagging;
        lagging = true;
        return free;
    }

    synchronized void endLag() {
        lagging = false;
    }
}
