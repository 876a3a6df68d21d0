package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A source of one result that users implement to make something of their own awaitable.
 *
 * <p>An await asks {@link #isReady()} first. If that returns true, {@link #result()} is called at once and nothing is
 * suspended. Otherwise {@link #onReady} is called, and {@code result()} when the task resumes after the wake-up.
 *
 * <h2>Memory consistency effects</h2>
 *
 * <p>What a thread did before it ran the wake-up happens before {@link #result()} is called. So what the thread wrote
 * may be read there without further care. This holds for the first run of the wake-up, the one that counts. If several
 * threads may run it, or {@link #onCancelled} may race with them, the implementation must order its own fields.
 * {@code isReady}, {@code onReady}, {@code result} and {@code onCancelled} are called one after another, each before
 * the next.
 *
 * @param <T> the type of the result
 */
public non-sealed interface Awaiter<T> extends Awaitable<T> {
    /** Returns whether {@link #result()} may be called at once. Called on the awaiting thread. */
    boolean isReady();

    /**
     * Returns the value, or throws the failure. Called once, on the awaiting thread, after {@link #isReady()} returned
     * true or after the wake-up.
     *
     * @return the value, which may be null
     * @throws Throwable the failure; the await throws it
     */
    T result() throws Throwable;

    /**
     * Registers a wake-up. Called at most once, on the awaiting thread, if {@link #isReady()} returned false.
     *
     * @param wake resumes the task; may be run from any thread, also before this method returns; late and repeated runs
     *     are ignored
     */
    void onReady(Runnable wake);

    /**
     * Tells this awaiter that the waiting task was cancelled after {@link #onReady}. The wake-up is no longer needed.
     * What this method throws is suppressed in the {@link CancelledError}.
     */
    default void onCancelled() {}

    /**
     * Returns the task that must go on before this can become ready, or null if there is none or it is not known. The
     * runtime uses it to find a cycle of tasks that wait for one another, before the cycle closes. Called on the
     * awaiting thread.
     */
    default @Nullable Task<?> waitsFor() {
        return null;
    }
}
