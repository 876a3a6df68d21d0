package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A computation that has not begun: it runs when it is awaited, inside the awaiting task, or when
 * it is handed to {@link Weft#start(Coroutine)}, {@link Weft#gather(Awaitable[]) gather} and their
 * like, which make a {@link Task} of it.
 *
 * <p>It is for single use: awaiting it a second time is an {@link IllegalStateException}. It may be
 * made on one thread and run on another if it is handed over safely.
 *
 * @param <T> what awaiting it gives
 */
public abstract non-sealed class Coroutine<T> implements Awaitable<T> {
    Coroutine() {}

    /**
     * Runs this in a task until it ends or suspends.
     *
     * @return the value, or {@link Frame#SUSPENDED}
     */
    abstract @Nullable Object start(Task<?> task) throws Throwable;

    /** What is thrown when this is used again. */
    final IllegalStateException alreadyUsed() {
        return new IllegalStateException(
                "this coroutine was already awaited or started, and it is for single use: " + this);
    }
}
