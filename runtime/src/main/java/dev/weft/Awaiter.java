package dev.weft;

import dev.weft.internal.wait.CallbackAwaiter;
import dev.weft.internal.wait.FutureAwaiter;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A source of one result that users implement to make something of their own awaitable. Most need not: {@link #of(Consumer)}
 * awaits what calls back, {@link #ofFuture} a future that is no {@link java.util.concurrent.CompletionStage}.
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
 * @since 0.1
 */
public non-sealed interface Awaiter<T> extends Awaitable<T> {
    /**
     * Receives the outcome of what {@link #of(Consumer)} has begun. Any thread may call it, also before the method that
     * received it returns. The first call counts; later ones are ignored, and so are calls after the waiting task was
     * cancelled. The task goes on on its own loop, or in a hot method without a loop on the calling thread.
     *
     * @param <T> the type of the result
     * @since 0.1
     */
    @FunctionalInterface
    interface Callback<T> extends BiConsumer<@Nullable T, @Nullable Throwable> {
        /**
         * Completes the await.
         *
         * @param value the value of the await, which may be null
         * @param failure what the await throws; null if it is to give the value
         */
        @Override
        void accept(@Nullable T value, @Nullable Throwable failure);

        /**
         * Lets the await give a value.
         *
         * @param value the value, which may be null
         */
        default void succeed(@Nullable T value) {
            accept(value, null);
        }

        /**
         * Lets the await throw a failure.
         *
         * @param failure the failure
         */
        default void fail(Throwable failure) {
            accept(null, Objects.requireNonNull(failure, "failure"));
        }
    }

    /**
     * {@return an awaiter of an operation that calls back}
     *
     * <pre>{@code
     * static Awaiter<Long> send(Producer producer, String text) {
     *     return Awaiter.of(done -> producer.send(text, done::accept));
     * }
     * }</pre>
     *
     * <p>It is cold, and for one await. The await calls {@code begin} once, on the awaiting thread. What {@code begin} throws
     * is thrown by the await. If the waiting task is cancelled, the operation goes on and its outcome is dropped;
     * {@link #of(Consumer, Runnable)} can end it.
     *
     * @param begin begins the operation, and hands the callback over to it
     * @param <T> the type of the result
     */
    @CheckReturnValue
    static <T> Awaiter<T> of(Consumer<? super Callback<T>> begin) {
        return new CallbackAwaiter<T>(Objects.requireNonNull(begin, "begin"), null);
    }

    /**
     * {@return an awaiter of an operation that calls back and that can be cancelled} Apart from that it is as {@link
     * #of(Consumer)}:
     *
     * <pre>{@code
     * return Awaiter.of(done -> client.get(url, done::succeed, done::fail), () -> client.cancel(url));
     * }</pre>
     *
     * @param begin begins the operation, and hands the callback over to it
     * @param onCancelled ends the operation, since the waiting task is cancelled; called at most once, after {@code begin}, on
     *     the thread that runs the task or, in a hot method without a loop, that cancels it. What it throws is suppressed in
     *     the {@link CancelledError}
     * @param <T> the type of the result
     */
    @CheckReturnValue
    static <T> Awaiter<T> of(Consumer<? super Callback<T>> begin, Runnable onCancelled) {
        return new CallbackAwaiter<T>(
                Objects.requireNonNull(begin, "begin"), Objects.requireNonNull(onCancelled, "onCancelled"));
    }

    /**
     * {@return an awaiter of a future that is no stage and can call a listener when it is done} As those of Guava, gRPC
     * and Netty:
     *
     * <pre>{@code
     * static <T> Awaiter<T> guava(ListenableFuture<T> future) {
     *     return Awaiter.ofFuture(future, wake -> future.addListener(wake, directExecutor()));
     * }
     *
     * static <T> Awaiter<T> netty(Future<T> future) {
     *     return Awaiter.ofFuture(future, wake -> future.addListener(done -> wake.run()));
     * }
     * }</pre>
     *
     * <p>The await gives the future's value, or throws the cause of its {@link java.util.concurrent.ExecutionException}. A
     * future that was cancelled throws its {@link java.util.concurrent.CancellationException}. A future that is done needs no
     * listener. If the waiting task is cancelled, so is the future, with an interruption if it supports that.
     *
     * @param future the future
     * @param addListener adds a listener to the future. Called at most once by an await, on the awaiting thread. The listener
     *     may be run by any thread, as soon as the future is done
     * @param <T> the type of the result
     */
    @CheckReturnValue
    static <T> Awaiter<T> ofFuture(Future<? extends T> future, Consumer<? super Runnable> addListener) {
        return new FutureAwaiter<T>(
                Objects.requireNonNull(future, "future"), Objects.requireNonNull(addListener, "addListener"));
    }

    /** {@return whether {@link #result()} may be called at once} Called on the awaiting thread. */
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
     * {@return the task that must go on before this can become ready, or null if there is none or it is not known} The
     * runtime uses it to find a cycle of tasks that wait for one another, before the cycle closes. Called on the
     * awaiting thread.
     */
    default @Nullable Task<?> waitsFor() {
        return null;
    }
}
