package dev.weft;

/**
 * A function without arguments that makes a coroutine. It is called once, when that coroutine is to run, in the task
 * that runs it.
 *
 * @param <T> the type of the coroutine's result
 * @since 0.1
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
