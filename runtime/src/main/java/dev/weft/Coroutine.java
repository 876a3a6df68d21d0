package dev.weft;

import dev.weft.abi.Activation;

/**
 * A computation that has not begun: it runs when it is awaited, inside the awaiting task, or when
 * it is handed to {@link Weft#start(Coroutine)}, {@link Weft#gather(Awaitable[]) gather} and their
 * like, which make a {@link Task} of it.
 *
 * <p>It is for single use: awaiting it a second time is an {@link IllegalStateException}. It may be
 * made on one thread and run on another if it is handed over safely.
 *
 * @param <T> the type of the result
 */
public abstract sealed class Coroutine<T> implements Awaitable<T> permits Activation {
    /** For the runtime: coroutines are made by async methods, and by the methods of {@link Weft}. */
    protected Coroutine() {}
}
