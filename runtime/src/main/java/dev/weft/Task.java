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
 * A coroutine that runs on an event loop, concurrently with the loop's other tasks. It is started by
 * {@link Weft#start(Coroutine)} and may be awaited by any number of other tasks, on any loop.
 *
 * <pre>
 * PENDING → RUNNING ⇄ SUSPENDED
 *              ↓
 *   SUCCEEDED, FAILED or CANCELLED
 * </pre>
 *
 * <p>A task is CANCELLED when its coroutine ended with a {@link CancelledError}.
 *
 * <p>All methods may be called from any thread.
 *
 * <p>The interface is sealed, so {@code Proxy} and mocking libraries refuse it. Tests start a coroutine on a loop in
 * virtual time instead.
 *
 * <h2>Memory consistency effects</h2>
 *
 * <ul>
 *   <li>What a thread did before it started the task happens before the task's first step.
 *   <li>The steps of a task happen one after another, whichever threads run them.
 *   <li>What a task did before it ended happens before an await of it returns. The same holds for what a thread did
 *       before it completed a stage or ran an {@link Awaiter}'s wake-up.
 *   <li>What the task did happens before what a thread does after it has seen the end of the task through
 *       {@link #isDone}, {@link #status}, {@link #resultNow}, {@link #get()}, {@link #onDone} or
 *       {@link #toCompletableFuture}.
 *   <li>What a thread did before {@link #cancel()} happens before the {@link CancelledError} that it causes.
 * </ul>
 *
 * @param <T> the type of the coroutine's result
 * @since 0.1
 */
public sealed interface Task<T> extends Future<T>, Awaitable<T> permits TaskImpl {
    /**
     * The phases of a task's life.
     *
     * @since 0.1
     */
    enum Status {
        /** The task has not begun. */
        PENDING,
        /** The task's code is running now. */
        RUNNING,
        /** The task waits in an {@code await}. */
        SUSPENDED,
        /** The task has returned its result. */
        SUCCEEDED,
        /** The task has thrown an exception. */
        FAILED,
        /** The task has ended with a {@link CancelledError}. */
        CANCELLED
    }

    /**
     * {@return the task whose code is running on this thread}
     *
     * @throws IllegalStateException if no task runs on this thread
     */
    static Task<?> current() {
        return TaskImpl.current();
    }

    /** {@return the name that was given at the start, or a generated one that is unique on the loop} */
    String name();

    /**
     * {@return the loop that the task runs on}
     *
     * @throws IllegalStateException if the task belongs to a hot method that was called without a loop
     */
    EventLoop loop();

    /** {@return the task's current phase} On other threads than the loop's it is a snapshot. */
    Status status();

    /** {@return whether the task has ended, however it did} */
    @Override
    boolean isDone();

    /** {@return whether the task has ended with a {@link CancelledError}} While it is only asked to, this is false. */
    @Override
    boolean isCancelled();

    /**
     * Requests cancellation: the task's current suspending {@code await}, or the next one, throws
     * {@link CancelledError}, once. Several requests before that count as one. A task that awaits only what is ready
     * gets the error at the latest after 128 awaits, at an await that has taken nothing. This method does not wait:
     * await the task to know its end.
     *
     * @return true if the task was not done and the request is recorded
     */
    boolean cancel();

    /**
     * Requests cancellation, as {@link #cancel()} does, with a reason.
     *
     * @param reason the message of the {@link CancelledError}, or null
     * @return true if the task was not done and the request is recorded
     */
    boolean cancel(@Nullable String reason);

    /**
     * Requests cancellation, as {@link #cancel()} does.
     *
     * @param mayInterruptIfRunning ignored: a running task is never interrupted
     * @return true if the task was not done and the request is recorded
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /**
     * {@return the result of a task that succeeded}
     *
     * @throws IllegalStateException if the task is not done, or if it failed (then the failure is the cause)
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     */
    T resultNow();

    /**
     * {@return the failure of a task that failed}
     *
     * @throws IllegalStateException if the task is not done, or if it succeeded
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     */
    Throwable exceptionNow();

    /**
     * Calls back when the task is done. If it is done already, the callback runs soon, but not from within this method
     * unless the loop is closed.
     *
     * @param callback called on the loop's thread; an exception that it throws goes to {@link EventLoop#onUncaught}
     */
    void onDone(Consumer<? super Task<T>> callback);

    /**
     * {@return a new future that is completed with the task's outcome: on the loop's thread, at the latest when the run ends in
     * which the task does; on this thread if the task has ended} Cancelling it does not cancel the task; it only ends the
     * wait, and a failure that nobody else sees is then reported.
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * Blocks the thread until the task is done. Not for the thread of the task's loop, and in woven code not at all:
     * await the task. Who stops waiting does not cancel the task.
     *
     * @return its result
     * @throws IllegalStateException if the task is not done and this is the thread of its loop, which would wait for
     *     itself
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     * @throws InterruptedException if this thread is interrupted while it waits
     * @throws ExecutionException if the task has failed; its cause is the failure
     */
    @Override
    T get() throws InterruptedException, ExecutionException;

    /**
     * Blocks the thread as {@link #get()} does, but at most for some time. If that is over, the task goes on.
     *
     * @param timeout how long to wait at most; zero or less: not at all
     * @param unit the unit of {@code timeout}
     * @return its result
     * @throws IllegalStateException as {@link #get()}
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     * @throws InterruptedException if this thread is interrupted while it waits
     * @throws ExecutionException if the task has failed; its cause is the failure
     * @throws TimeoutException if the task is not done in time
     */
    @Override
    T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * {@return the logical stack of a suspended task: where each of its coroutines waits, innermost first} The stack is
     * empty for a task that is not suspended. On other threads than the loop's it is a snapshot that may mix two
     * moments.
     */
    StackTraceElement[] awaitTrace();
}
