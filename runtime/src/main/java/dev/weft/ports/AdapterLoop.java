package dev.weft.ports;

import dev.weft.EventLoop;

/**
 * A loop as adapters see it: who is on its thread, whom it tells of failures, and what it does when it ends.
 *
 * @since 0.1
 */
public interface AdapterLoop {
    /**
     * {@return this view of a loop}
     *
     * @param loop the loop
     */
    static AdapterLoop of(EventLoop loop) {
        return (AdapterLoop) loop;
    }

    /**
     * {@return whether the caller is on the loop's thread, and in its place if it is on a {@link Host}} Any thread.
     */
    boolean isHere();

    /**
     * Reports a failure that no other code sees, as {@link EventLoop#onUncaught} says. Called on the loop's thread, also when
     * the loop is closed. Throws nothing.
     *
     * @param subject what has failed
     * @param failure its failure
     */
    void report(Object subject, Throwable failure);

    /**
     * Runs this when the loop is closed, after its last task has ended and before its poller is closed; once, on the loop's
     * thread. If the loop's host has ended first, whoever finds that out runs it. What it throws is reported. Called on the
     * loop's thread, while the loop is open.
     *
     * @param cleanUp lets go of what the adapter holds for the loop; must not wait
     */
    void atEnd(Runnable cleanUp);
}
