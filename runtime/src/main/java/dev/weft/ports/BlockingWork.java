package dev.weft.ports;

import java.util.concurrent.Future;

/**
 * Does the blocking work of an event loop's tasks, see {@code Weft.blocking}. For test kits, which decide when work runs.
 * A loop without one uses threads of its own.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface BlockingWork {
    /**
     * Accepts work. Called on the loop's thread.
     *
     * @param work does the work, and wakes the task at its end; throws nothing. It must run on another thread than the
     *     loop's, at most once
     * @return the work as a future, which the loop cancels, with interruption, if the task is cancelled
     */
    Future<?> submit(Runnable work);
}
