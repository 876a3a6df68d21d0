package dev.weft.test;

/**
 * How the work of {@code Weft.blocking} runs in a test.
 *
 * @since 0.1
 */
public enum Blocking {
    /**
     * One thing at a time: the work runs on a thread of its own, and the loop and its time stand still meanwhile. The
     * schedule chooses when.
     */
    STEPPED,

    /** The work runs beside the loop, in real time. So the run is not reproducible. */
    FREE
}
