package dev.weft.internal.loop;

/** Somebody who watches a loop from outside. The loop tells when it runs; nothing more, so that watching costs nothing. */
public interface LoopMonitor {
    /**
     * A run of the loop begins. Called on the loop's thread.
     *
     * @param realTime whether its clock is the machine's
     */
    void runBegins(boolean realTime);

    /** The run has ended. Called on the thread that was the loop's. */
    void runEnds();
}
