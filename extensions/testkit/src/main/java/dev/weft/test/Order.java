package dev.weft.test;

/**
 * What an exploration may change. Each order includes those before it.
 *
 * @since 0.1
 */
public enum Order {
    /**
     * Only what can happen on this loop in production: slow steps, late timers, the times at which blocking work ends, the
     * budget of ready awaits, and the choices of the test. Ready tasks run first in, first out.
     */
    TIMING,

    /**
     * Also the order of ready tasks, among one another and against callbacks. Callbacks keep their own order. Another loop
     * may show such an order.
     */
    TASKS,

    /** Also the order of callbacks. */
    ANY
}
