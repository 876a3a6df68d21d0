package dev.weft.ports;

/**
 * Decides what an event loop leaves open: which ready node runs next, whether time passes while nodes are ready, how
 * late a timer is, and how long a task may go on with ready sources. For test kits. A loop without a schedule is first
 * in, first out, and pays nothing for this.
 *
 * <p>All methods are called on the loop's thread, between steps, but for {@link #late} and {@link #logged}, which may be
 * called during a step. An exception of the others ends the run of the loop: it is thrown by the method that runs the
 * loop.
 *
 * <p>A loop with a schedule polls its {@link Poller} before each step, and calls {@link Poller#wakeUp} for each message
 * that another thread posts, on that thread. So the poller decides when events arrive, and sees who sends them.
 *
 * @since 0.1
 */
public interface Schedule {
    /**
     * Chooses the node that runs next.
     *
     * @param ready the ready nodes, oldest first; at least two
     * @return the position of the node, at least 0 and less than {@code ready.size()}; 0 is the oldest
     */
    int next(Ready ready);

    /**
     * {@return whether the loop is so slow that time passes before the next step, up to the first timer} Called only if
     * a timer is set that is not due.
     */
    default boolean timePasses() {
        return false;
    }

    /**
     * {@return how much later a timer fires than it was set to, in nanoseconds; not negative} Called when it is set.
     *
     * @param nanos the delay that it was set to, in nanoseconds; may be negative
     */
    default long late(long nanos) {
        return 0;
    }

    /**
     * {@return how many awaits of ready sources the step that begins may pass before it must yield; at least 1} The
     * first ones pass, the last one yields.
     */
    default int budget() {
        return 128;
    }

    /**
     * Called before each step, when the node is chosen, even if there was no choice. The node is still ready.
     *
     * @param ready the ready nodes
     * @param chosen the position of the node that runs now
     */
    default void begins(Ready ready, int chosen) {}

    /**
     * Called after each step.
     *
     * @param readyAwaits how many awaits of ready sources it has passed: if none, its budget made no difference
     */
    default void ended(int readyAwaits) {}

    /**
     * Called when a failure is logged that nobody has handled: the loop has no handler, or the handler has failed.
     *
     * @param subject what has failed: a task or a callback
     * @param failure the failure; if the handler has failed, it is that of the handler, with the other one suppressed
     */
    default void logged(Object subject, Throwable failure) {}

    /**
     * The ready nodes of a loop at one moment: steps of tasks, and callbacks. Valid during the call only.
     *
     * @since 0.1
     */
    interface Ready {
        /** {@return the number of ready nodes} */
        int size();

        /**
         * {@return whether a node is the step of a task; otherwise it is a callback}
         *
         * @param i the position
         */
        boolean isTask(int i);

        /**
         * {@return the number of a task among the tasks of its loop, from 1 on; 0 for a callback}
         *
         * @param i the position
         */
        long id(int i);

        /**
         * {@return a description of what the node does next, for people}
         *
         * @param i the position
         */
        String label(int i);
    }
}
