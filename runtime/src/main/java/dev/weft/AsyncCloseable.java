package dev.weft;

/**
 * A resource whose closing may suspend. In woven code each call of {@code close()} on it awaits {@link #closeAsync()}.
 * So does each try-with-resources statement over it.
 *
 * @since 0.1
 */
public interface AsyncCloseable extends AutoCloseable {
    /**
     * Closes the resource. An implementation says what becomes of it if the close is cancelled. What was opened should
     * be let go of even then: woven code awaits a close also in a task that is cancelled.
     *
     * @return the coroutine that closes the resource, to be awaited
     */
    @CheckReturnValue
    Coroutine<Void> closeAsync();

    /**
     * Stands for {@code await(closeAsync())} in woven code. The weaver replaces the call.
     *
     * @throws NotWovenError if it is really called: the calling code was not woven
     */
    @Override
    default void close() {
        throw NotWovenError.ofCallerOf(
                AsyncCloseable.class,
                "calls close() of " + getClass().getName() + ", which woven code awaits, but this call was not woven",
                "Its method is not @Async, or the weaver saw neither AsyncCloseable nor an interface as the type it is"
                        + " called on, or a method reference makes it",
                "Call it in an @Async method, or await closeAsync()");
    }
}
