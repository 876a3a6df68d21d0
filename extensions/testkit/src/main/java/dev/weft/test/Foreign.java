package dev.weft.test;

/**
 * What happens if a thread that the simulation does not know wakes the loop or posts to it.
 *
 * @since 0.1
 */
public enum Foreign {
    /** The test fails, and the message names the thread. */
    REFUSE,

    /**
     * The loop waits for other threads, in real time, while nothing is ready. So the run is not reproducible.
     *
     * <p>While a task awaits a stage or an awaiter that is not the loop's own, virtual time passes only by
     * {@link Sim#advance}, or after a second of real idleness.
     */
    WAIT
}
