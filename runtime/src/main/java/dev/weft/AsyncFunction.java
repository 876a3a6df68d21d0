package dev.weft;

/**
 * A function whose result is awaited. It is called in the task that awaits the result, if a method does not say
 * otherwise.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the coroutine's result
 * @since 0.1
 */
@FunctionalInterface
public interface AsyncFunction<A, R> {
    /**
     * Makes the coroutine.
     *
     * @param a the argument
     * @return the coroutine, not null
     * @throws Exception if the coroutine cannot be made; the await throws it
     */
    Coroutine<R> apply(A a) throws Exception;
}
