package dev.weft;

/**
 * A function whose result is awaited.
 *
 * @param <A> the argument
 * @param <R> what the coroutine gives
 */
@FunctionalInterface
public interface AsyncFunction<A, R> {
    /**
     * Makes the coroutine.
     *
     * @param a the argument
     * @return the coroutine, not null
     * @throws Exception what the awaiting code is to see
     */
    Coroutine<R> apply(A a) throws Exception;
}
