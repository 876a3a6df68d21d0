package dev.weft;

/**
 * A function without arguments that makes a coroutine. It is called when that coroutine is to run.
 *
 * @param <T> the type of the coroutine's result
 */
@FunctionalInterface
public interface AsyncCallable<T> {
    /**
     * Makes the coroutine.
     *
     * @return the coroutine, not null
     * @throws Exception if the coroutine cannot be made; the await throws it
     */
    Coroutine<T> call() throws Exception;
}
