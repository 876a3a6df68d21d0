package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A source of one result that users implement to make something of their own awaitable.
 *
 * <p>An await asks {@link #isReady()} first. If that is true, {@link #result()} is called at once
 * and nothing is suspended; otherwise {@link #onReady} is, and {@code result()} when the task goes
 * on after the wake-up.
 *
 * <h2>Memory consistency effects</h2>
 *
 * <p>What a thread did before it ran the wake-up happens before {@link #result()} is called, so what the one writes the
 * other may read without further care. That holds for the run of the wake-up that counts, the first one; where several
 * threads may run it, or {@link #onCancelled} may race with them, an implementation orders its own fields. {@code
 * isReady}, {@code onReady}, {@code result} and {@code onCancelled} are called one after another, each before the next.
 *
 * @param <T> what awaiting it gives
 */
public non-sealed interface Awaiter<T> extends Awaitable<T> {
    /** Says whether {@link #result()} may be called at once. Called on the awaiting thread. */
    boolean isReady();

    /**
     * Gives the value, or throws what failed. Called once, on the awaiting thread, when {@link
     * #isReady()} was true or after the wake-up.
     *
     * @return the value, which may be null
     * @throws Throwable what the await is to throw
     */
    T result() throws Throwable;

    /**
     * Registers a wake-up. Called at most once, on the awaiting thread, if this was not ready.
     *
     * @param wake may be run from any thread, and at once; late and repeated runs are ignored
     */
    void onReady(Runnable wake);

    /** Says that the waiter was cancelled after {@link #onReady}: its wake-up is no longer wanted. */
    default void onCancelled() {}

    /**
     * {@return the task that has to go on before this can be ready, if there is one and it is known} With it, a cycle of
     * tasks that wait for one another is found when it would close. Called on the awaiting thread.
     */
    default @Nullable Task<?> waitsFor() {
        return null;
    }
}
