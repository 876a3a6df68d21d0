package dev.weft.internal.loop;

/**
 * Watches a loop from outside. The loop reports only the begin and the end of its runs, so that watching costs nothing.
 */
public interface LoopMonitor {
    /**
     * Notifies the monitor that a run of the loop begins. Called on the loop's thread.
     *
     * @param realTime whether the loop's clock is the machine's
     */
    void runBegins(boolean realTime);

    /** Notifies the monitor that the run has ended. Called on the thread that was the loop's. */
    void runEnds();
}
