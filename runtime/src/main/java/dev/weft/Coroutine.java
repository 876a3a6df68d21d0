package dev.weft;

import dev.weft.abi.Activation;

/**
 * A computation that has not begun. It runs inside the awaiting task when it is awaited. It runs as a {@link Task} of
 * its own when it is handed to {@link Weft#start(Coroutine)}, {@link Weft#gather(Awaitable[]) gather} and the like.
 *
 * <p>It is for single use: awaiting it a second time throws {@link IllegalStateException}. It may be made on one thread
 * and run on another if it is published safely.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public abstract sealed class Coroutine<T> implements Awaitable<T> permits Activation {
    /** For the runtime only. Coroutines are made by async methods and by the methods of {@link Weft}. */
    protected Coroutine() {}
}
