package dev.weft;

import dev.weft.internal.task.TimerHandleImpl;

/**
 * A handle to a callback that an {@link EventLoop} will run after a delay. All methods may be called from any thread.
 *
 * @since 0.1
 */
public sealed interface TimerHandle permits TimerHandleImpl {
    /** Cancels the callback: it does not begin any more. Does nothing if it has begun. */
    void cancel();

    /** {@return whether {@link #cancel} was called} */
    boolean isCancelled();
}
