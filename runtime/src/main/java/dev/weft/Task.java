package dev.weft;

import java.util.Objects;
import java.util.concurrent.CancellationException;
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
 * <p>All methods may be called from any thread.
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
 * @param <T> what the coroutine gives
 */
public sealed class Task<T> extends Running implements Future<T>, Awaitable<T> permits HotTask, NamedTask {
    /** Where a task is in its life. */
    public enum Status {
        /** Not begun. */
        PENDING,
        /** Its code is running now. */
        RUNNING,
        /** It waits in an {@code await}. */
        SUSPENDED,
        /** It gave its result. */
        SUCCEEDED,
        /** It threw. */
        FAILED,
        /** It ended with a {@link CancelledError}. */
        CANCELLED
    }

    /** For hot methods, whose loop is found later. */
    Task() {}

    Task(EventLoop loop, Coroutine<? extends T> root) {
        this.loop = loop;
        this.waitingFor = root;
    }

    /**
     * The task whose code is running on this thread.
     *
     * @throws IllegalStateException outside a task
     */
    public static Task<?> current() {
        EventLoop running = EventLoop.runningOrNull();
        Task<?> task = running == null ? null : running.currentTask();
        if (task == null) {
            throw new IllegalStateException(
                    running == null
                            ? "there is no current task: no event loop is running on this thread"
                            : "there is no current task: this code was called by the loop, not by a task");
        }
        return task;
    }

    /** The name given at the start, or one that tells it from the loop's other tasks. */
    public String name() {
        return "Task-" + Integer.toUnsignedString(number);
    }

    /** The loop that the task runs on. */
    public final EventLoop loop() {
        return loopFor("loop()");
    }

    /** Where the task is in its life; from other threads than the loop's a snapshot. */
    public final Status status() {
        return switch ((byte) PHASE.getAcquire(this)) {
            case PENDING -> Status.PENDING;
            case RUNNING -> Status.RUNNING;
            case SUCCEEDED -> Status.SUCCEEDED;
            case FAILED -> Status.FAILED;
            case CANCELLED -> Status.CANCELLED;
            default -> Status.SUSPENDED;
        };
    }

    @Override
    public final boolean isDone() {
        return ended();
    }

    @Override
    public final boolean isCancelled() {
        return status() == Status.CANCELLED;
    }

    /**
     * Asks the task to end: its current suspending {@code await}, or the next one, throws {@link
     * CancelledError}, once. Several requests before that are one.
     *
     * @return true if the task was not done and the request is recorded
     */
    public final boolean cancel() {
        return cancel(null);
    }

    /**
     * Asks the task to end, and says why.
     *
     * @param reason the message of the {@link CancelledError}, or null
     * @return true if the task was not done and the request is recorded
     */
    public final boolean cancel(@Nullable String reason) {
        if (ended()) {
            return false;
        }
        EventLoop here = loop;
        if (here == null) {
            cancelWithoutLoop(reason);
        } else if (here.isOnThread()) {
            cancelHere(reason);
        } else {
            here.post(new CancelRequest(this, reason));
        }
        return true;
    }

    /**
     * The same as {@link #cancel()}.
     *
     * @param mayInterruptIfRunning makes no difference: a running task is asked, not interrupted
     */
    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(null);
    }

    /**
     * The result of a task that succeeded.
     *
     * @throws IllegalStateException if the task is not done, or failed (then with the failure as its
     *     cause)
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public final T resultNow() {
        Status now = status();
        switch (now) {
            case SUCCEEDED -> {
                return Unchecked.value(value);
            }
            case CANCELLED -> throw cancellation();
            case FAILED -> {
                observed = true;
                throw new IllegalStateException(this + " failed", failure());
            }
            default -> throw new IllegalStateException(this + " is not done");
        }
    }

    /**
     * The failure of a task that failed.
     *
     * @throws IllegalStateException if the task is not done, or succeeded
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public final Throwable exceptionNow() {
        observed = true;
        Throwable failure = failure();
        if (failure != null) {
            return failure;
        }
        if (isCancelled()) {
            throw cancellation();
        }
        throw new IllegalStateException(this + (isDone() ? " succeeded" : " is not done"));
    }

    /**
     * Calls back when the task is done: soon, if it is, but never from within this method unless the
     * loop is closed.
     *
     * @param callback called on the loop's thread; what it throws goes to {@link
     *     EventLoop#onUncaught}
     */
    public final void onDone(Consumer<? super Task<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        observed = true;
        new DoneCallback(this, () -> callback.accept(this), callback).observe();
    }

    /**
     * A future that is completed with the task's outcome, on the loop's thread. Cancelling it does
     * not cancel the task.
     */
    public final CompletableFuture<T> toCompletableFuture() {
        CompletableFuture<T> future = new CompletableFuture<>();
        observed = true;
        if (isDone()) {
            complete(future);
        } else {
            new DoneCallback(this, () -> complete(future), future).observe();
        }
        return future;
    }

    private void complete(CompletableFuture<T> future) {
        try {
            future.complete(Unchecked.value(outcome()));
        } catch (Throwable failure) {
            future.completeExceptionally(failure);
        }
    }

    /**
     * Waits for the task, for threads that are not its loop's, and gives its result.
     *
     * @throws IllegalStateException if it is not done and this is its loop's thread, which would wait
     *     for itself
     */
    @Override
    public final T get() throws InterruptedException, ExecutionException {
        CompletableFuture<T> future = waiting();
        try {
            return future.get();
        } catch (CancellationException cancelled) {
            throw cancellation(); // with the reason: a newer JDK's future wraps it in one without
        }
    }

    /** As {@link #get()}, but waits only so long. */
    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<T> future = waiting();
        try {
            return future.get(timeout, unit);
        } catch (CancellationException cancelled) {
            throw cancellation();
        }
    }

    private CompletableFuture<T> waiting() {
        EventLoop here = loop;
        if (!isDone() && here != null && here.wouldBlockItself()) {
            throw new IllegalStateException(
                    "get() of " + this + " would block the thread of its own loop; await it instead");
        }
        return toCompletableFuture();
    }

    /**
     * The logical stack of a suspended task: where each of its coroutines waits, innermost first. It
     * is empty for a task that is not suspended. From other threads than the loop's, a snapshot that
     * may mix two moments.
     */
    public final StackTraceElement[] awaitTrace() {
        return status() == Status.SUSPENDED ? Traces.positions(head) : new StackTraceElement[0];
    }

    @Override
    public final String toString() {
        return "task " + name() + " (" + status() + ")";
    }
}
