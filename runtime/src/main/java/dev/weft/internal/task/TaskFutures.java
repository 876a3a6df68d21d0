package dev.weft.internal.task;

import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.trace.Traces;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tasks for code that does not await: as futures, and waited for by threads. */
final class TaskFutures {
    private TaskFutures() {}

    /** Returns a future that is completed with the task's outcome, on its loop's thread. */
    static <T> CompletableFuture<T> futureOf(TaskImpl<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        task.markObserved();
        if (task.isDone()) {
            complete(future, task);
        } else {
            new DoneCallback(task, () -> complete(future, task), future).observe();
        }
        return future;
    }

    private static <T> void complete(CompletableFuture<T> future, TaskImpl<T> task) {
        try {
            future.complete(Unchecked.value(task.outcome()));
        } catch (Throwable failure) {
            future.completeExceptionally(failure);
        }
    }

    static <T> T get(TaskImpl<T> task) throws InterruptedException, ExecutionException {
        CompletableFuture<T> future = futureToWaitFor(task);
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw Traces.withoutInternals(failed);
        } catch (CancellationException cancelled) {
            throw cancellation(task);
        }
    }

    static <T> T get(TaskImpl<T> task, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<T> future = futureToWaitFor(task);
        try {
            return future.get(timeout, unit);
        } catch (ExecutionException failed) {
            throw Traces.withoutInternals(failed);
        } catch (CancellationException cancelled) {
            throw cancellation(task);
        }
    }

    /** Keeps the reason: the future of a newer JDK wraps it in an exception without one. */
    private static CancellationException cancellation(TaskImpl<?> task) {
        return Traces.withoutInternals(task.cancellation());
    }

    private static <T> CompletableFuture<T> futureToWaitFor(TaskImpl<T> task) {
        if (!task.isDone() && task.home().wouldBlockItself()) {
            throw new IllegalStateException(
                    "get() of " + task + " would block the thread of its own loop; await it instead");
        }
        return futureOf(task);
    }
}
