package dev.weft;

import dev.weft.internal.task.TimerHandleImpl;

/** A callback that an {@link EventLoop} will run at a time, and the means to call it off. All methods may be called from any thread. */
public sealed interface TimerHandle permits TimerHandleImpl {
    /** Calls it off; does nothing if it has run. */
    void cancel();

    /** Returns whether it was called off. */
    boolean isCancelled();
}
