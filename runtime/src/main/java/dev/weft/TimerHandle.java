package dev.weft;

import dev.weft.internal.task.TimerHandleImpl;

/**
 * A handle to a callback that an {@link EventLoop} will run after a delay. All methods may be called from any thread.
 */
public sealed interface TimerHandle permits TimerHandleImpl {
    /** Cancels the callback. Does nothing if it has run. */
    void cancel();

    /** Returns whether the callback was cancelled. */
    boolean isCancelled();
}
