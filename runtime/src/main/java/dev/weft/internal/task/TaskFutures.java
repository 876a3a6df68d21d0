package dev.weft.internal.task;

import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.trace.Traces;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tasks for code that does not await: as futures, and waited for by threads. Who completes such a future, or gives up
 * waiting, leaves nothing behind at the task.
 */
final class TaskFutures {
    /** How long a thread waits until it looks whether anybody runs the loop; a class of its own, for those who wait. */
    private static final class Patience {
        static final long NANOS = TimerNode.nanosOf("dev.weft.get.millis", 10_000);
    }

    private TaskFutures() {}

    /** The future of a task. It knows the task, since failures pass both. */
    static final class OfTask<T> extends CompletableFuture<T> {
        private final TaskImpl<T> task;

        private OfTask(TaskImpl<T> task) {
            this.task = task;
        }

        TaskImpl<T> task() {
            return task;
        }

        /** Returns an ordinary future: dependent stages are not the task's. */
        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }

    /** Returns a future that is completed with the task's outcome, on its loop's thread. */
    @SuppressWarnings("FutureReturnValueIgnored")
    static <T> CompletableFuture<T> futureOf(TaskImpl<T> task) {
        CompletableFuture<T> future = new OfTask<>(task);
        task.markObserved();
        if (task.isDone()) {
            complete(future, task);
        } else {
            DoneCallback observer = new DoneCallback(task, () -> complete(future, task), future, true);
            observer.observe();
            future.whenComplete((value, problem) -> {
                if (!task.isDone()) { // somebody else has completed or cancelled it
                    observer.stopObserving();
                }
            });
        }
        return future;
    }

    private static <T> void complete(CompletableFuture<T> future, TaskImpl<T> task) {
        Throwable problem = task.shownProblem();
        boolean shown = problem == null
                ? future.complete(Unchecked.value(task.result()))
                : future.completeExceptionally(problem);
        if (shown) {
            task.markSeen();
        } else {
            task.giveUp();
        }
    }

    static <T> T get(TaskImpl<T> task) throws InterruptedException, ExecutionException {
        CompletableFuture<T> future = futureToWaitFor(task);
        try {
            warnIfNobodyRuns(task, future);
            return value(future, task);
        } catch (InterruptedException interrupted) {
            if (future.cancel(false)) {
                throw interrupted;
            }
            Thread.currentThread().interrupt();
            return join(future, task); // the outcome has come in that moment, and is not to be lost
        }
    }

    static <T> T get(TaskImpl<T> task, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (timeout <= 0 && !task.isDone() && !task.home().wouldBlockItself()) {
            throw new TimeoutException();
        }
        CompletableFuture<T> future = futureToWaitFor(task);
        try {
            return future.get(timeout, unit);
        } catch (ExecutionException failed) {
            throw Traces.withoutInternals(failed);
        } catch (CancellationException cancelled) {
            throw cancellation(task);
        } catch (InterruptedException interrupted) {
            if (future.cancel(false)) {
                throw interrupted;
            }
            Thread.currentThread().interrupt();
        } catch (TimeoutException timedOut) {
            if (future.cancel(false)) {
                throw timedOut;
            }
        }
        return join(future, task); // as above
    }

    /** Returns when the future is done or patience has ended. Then a task whose loop does not run is worth a warning. */
    private static void warnIfNobodyRuns(TaskImpl<?> task, CompletableFuture<?> future) throws InterruptedException {
        if (future.isDone()) {
            return;
        }
        try {
            future.get(Patience.NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException outcome) {
            // the caller looks at it
        } catch (TimeoutException timedOut) {
            if (task.home() instanceof EventLoopImpl loop && !loop.isRunning()) {
                Uncaught.log(
                        Level.WARNING,
                        "A thread waits in get() of " + Uncaught.text(task) + ", and no thread runs its event loop",
                        Traces.withoutInternals(new Throwable("get() was called here; Weft.run, and"
                                + " runUntilComplete and runForever of a loop, run one")));
            }
        }
    }

    /** Returns or throws the outcome of a future that is done. */
    private static <T> T join(CompletableFuture<T> future, TaskImpl<T> task) throws ExecutionException {
        boolean interrupted = Thread.interrupted();
        try {
            return value(future, task);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T value(CompletableFuture<T> future, TaskImpl<T> task)
            throws InterruptedException, ExecutionException {
        try {
            return future.get();
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
