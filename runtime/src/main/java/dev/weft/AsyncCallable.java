package dev.weft;

/**
 * A task that makes a coroutine, called when that coroutine is to run.
 *
 * @param <T> what the coroutine gives
 */
@FunctionalInterface
public interface AsyncCallable<T> {
    /**
     * Makes the coroutine.
     *
     * @return the coroutine, not null
     * @throws Exception what the awaiting code is to see
     */
    Coroutine<T> call() throws Exception;
}
