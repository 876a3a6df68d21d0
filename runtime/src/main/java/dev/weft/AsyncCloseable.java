package dev.weft;

/**
 * A resource whose closing may suspend. In woven code each call of {@code close()} on it awaits {@link #closeAsync()}.
 * So does each try-with-resources statement over it.
 */
public interface AsyncCloseable extends AutoCloseable {
    /**
     * Closes the resource.
     *
     * @return the coroutine that closes the resource, to be awaited
     */
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
                "calls close() of " + getClass().getName()
                        + ", which only async methods can await: the call is in no async"
                        + " method, or was not woven, or was woven while that type was not on the class path");
    }
}
