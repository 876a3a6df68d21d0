package dev.weft;

/**
 * A resource whose closing may suspend. In woven code every {@code close()} on it, and so every try-with-resources over
 * it, awaits {@link #closeAsync()}.
 */
public interface AsyncCloseable extends AutoCloseable {
    /**
     * Closes the resource.
     *
     * @return the coroutine that does, to be awaited
     */
    Coroutine<Void> closeAsync();

    /**
     * Stands for {@code await(closeAsync())} in woven code, where it is not really called.
     *
     * @throws NotWovenError where it is
     */
    @Override
    default void close() {
        throw NotWovenError.ofCallerOf(
                AsyncCloseable.class,
                "calls close() of " + getClass().getName()
                        + ", which only async methods can await: the call is in no async"
                        + " method, or was not woven, or was woven while that type was not on the class path");
    }
}
