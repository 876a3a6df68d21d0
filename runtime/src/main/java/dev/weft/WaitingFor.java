package dev.weft;

import org.jspecify.annotations.Nullable;

/** What a parked task waits for. Called by the thread that runs the task. */
interface WaitingFor {
    /**
     * Gives up waiting, because the task is cancelled.
     *
     * @return false if the wake-up is already on its way: then it counts, not the cancellation
     */
    boolean abandon();

    /** Gives what the await is to give, after the wake-up. */
    @Nullable
    Object outcome() throws Throwable;
}
