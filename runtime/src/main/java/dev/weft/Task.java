package dev.weft;

import dev.weft.internal.task.TaskImpl;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that runs on an event loop, concurrently with the loop's other tasks: made by {@link
 * Weft#start(Coroutine)}, awaited by any number of others, on any loop.
 *
 * <pre>
 * PENDING → RUNNING ⇄ SUSPENDED
 *              ↓
 *   SUCCEEDED, FAILED or CANCELLED
 * </pre>
 *
 * <p>A task is CANCELLED when its coroutine ended with a {@link CancelledError}.
 *
 * <p>All methods may be called from any thread. The interface is sealed, so {@code Proxy} and mocking libraries refuse
 * it: tests start a coroutine on a loop in virtual time instead.
 *
 * <h2>Memory consistency effects</h2>
 *
 * <ul>
 *   <li>What a thread did before it started the task happens before the task's first step.
 *   <li>The steps of a task happen one after another, whichever threads run them.
 *   <li>What a task awaits was done before the await returns: what a task did before it ended, what a thread did before
 *       it completed a stage or ran an {@link Awaiter}'s wake-up.
 *   <li>What the task did happens before what a thread does that has seen that it ended: by {@link #isDone}, {@link
 *       #status}, {@link #resultNow}, {@link #get()}, {@link #onDone} or {@link #toCompletableFuture}.
 *   <li>What a thread did before {@link #cancel()} happens before the {@link CancelledError} that it causes.
 * </ul>
 *
 * @param <T> the type of the coroutine's result
 */
public sealed interface Task<T> extends Future<T>, Awaitable<T> permits TaskImpl {
    /** Where a task is in its life. */
    enum Status {
        /** It has not begun. */
        PENDING,
        /** Its code is running now. */
        RUNNING,
        /** It waits in an {@code await}. */
        SUSPENDED,
        /** It has returned its result. */
        SUCCEEDED,
        /** It has thrown. */
        FAILED,
        /** It has ended with a {@link CancelledError}. */
        CANCELLED
    }

    /**
     * Returns the task whose code is running on this thread.
     *
     * @throws IllegalStateException outside a task
     */
    static Task<?> current() {
        return TaskImpl.current();
    }

    /** Returns the name given at the start, or one that tells the task from the loop's other tasks. */
    String name();

    /**
     * Returns the loop that the task runs on.
     *
     * @throws IllegalStateException if it is the task of a hot method that was called without a loop
     */
    EventLoop loop();

    /** Returns where the task is in its life; from other threads than the loop's a snapshot. */
    Status status();

    @Override
    boolean isDone();

    @Override
    boolean isCancelled();

    /**
     * Asks the task to end: its current suspending {@code await}, or the next one, throws {@link
     * CancelledError}, once. Several requests before that are one.
     *
     * @return true if the task was not done and the request is recorded
     */
    boolean cancel();

    /**
     * Asks the task to end, and says why.
     *
     * @param reason the message of the {@link CancelledError}, or null
     * @return true if the task was not done and the request is recorded
     */
    boolean cancel(@Nullable String reason);

    /**
     * The same as {@link #cancel()}.
     *
     * @param mayInterruptIfRunning makes no difference: a running task is asked, not interrupted
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /**
     * Returns the result of a task that succeeded.
     *
     * @throws IllegalStateException if the task is not done, or failed (then with the failure as its
     *     cause)
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    T resultNow();

    /**
     * Returns the failure of a task that failed.
     *
     * @throws IllegalStateException if the task is not done, or succeeded
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Throwable exceptionNow();

    /**
     * Calls back when the task is done: soon, if it is, but never from within this method unless the
     * loop is closed.
     *
     * @param callback called on the loop's thread; what it throws goes to {@link
     *     EventLoop#onUncaught}
     */
    void onDone(Consumer<? super Task<T>> callback);

    /**
     * Returns a future that is completed with the task's outcome, on the loop's thread. Cancelling it does
     * not cancel the task.
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * Waits for the task and returns its result. For threads that are not its loop's.
     *
     * @throws IllegalStateException if it is not done and this is its loop's thread, which would wait
     *     for itself
     */
    @Override
    T get() throws InterruptedException, ExecutionException;

    /** As {@link #get()}, but waits at most so long. */
    @Override
    T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Returns the logical stack of a suspended task: where each of its coroutines waits, innermost first. It
     * is empty for a task that is not suspended. From other threads than the loop's, a snapshot that
     * may mix two moments.
     */
    StackTraceElement[] awaitTrace();
}
