package dev.weft.test;

/**
 * A way to choose the schedules of an exploration.
 *
 * @since 0.1
 */
public enum Strategy {
    /** One schedule: first in, first out. */
    FIFO,

    /** All schedules with one deviation from first in, first out, then with two, and so on; earliest first. */
    DEVIATIONS,

    /** Random walk: each choice is independent of the others. */
    WALK,

    /**
     * Random priorities that change at a few random points. Finds a bug that needs d ordered events with a known
     * probability (Burckhardt, Kothari, Musuvathi, Nagarakatte: "A Randomized Scheduler with Probabilistic Guarantees of
     * Finding Bugs", ASPLOS 2010).
     */
    PCT,

    /** All schedules, depth first. */
    EXHAUSTIVE,

    /** {@link #DEVIATIONS} for a tenth of the schedules, then {@link #DEVIATIONS}, {@link #WALK} and {@link #PCT} in turn. */
    PORTFOLIO
}
