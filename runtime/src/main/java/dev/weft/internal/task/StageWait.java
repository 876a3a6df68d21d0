package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.abi.Frame;
import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.loop.Unchecked;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A task's suspension on a {@link CompletionStage}.
 *
 * <p>{@code outcome} is written by the thread that completes the stage, before it wakes the task. It is read after the
 * wake-up.
 */
final class StageWait extends Waker implements BiConsumer<@Nullable Object, @Nullable Throwable> {
    private static final Object PENDING = new Object();
    private static final Object LATE = LateWakeUps.GUARD;

    /** Null once the wait is abandoned, unless another one may take it over. */
    @Nullable
    CompletionStage<?> stage;

    /** The result, or a {@link Failed}. */
    private @Nullable Object outcome;

    private StageWait(CompletionStage<?> stage, TaskImpl<?> task) {
        super(task);
        this.stage = stage;
    }

    static @Nullable Object await(CompletionStage<?> stage, TaskImpl<?> task) throws Throwable {
        if (stage instanceof CompletableFuture<?> future) {
            Object now;
            try {
                now = now(future, task);
            } catch (Throwable failure) {
                return task.readyFailing(failure);
            }
            if (now != PENDING) {
                return task.ready(now);
            }
        }
        return suspend(stage, task);
    }

    /** As {@link #await}, where the await is counted elsewhere. */
    static @Nullable Object awaitRepeated(CompletionStage<?> stage, TaskImpl<?> task) throws Throwable {
        if (stage instanceof CompletableFuture<?> future && task.hasBudget()) {
            Object now = now(future, task);
            return now != PENDING ? now : suspend(stage, task);
        }
        return await(stage, task);
    }

    /** Returns the value of a future that is done, or {@link #PENDING}. */
    @SuppressWarnings("unchecked")
    private static @Nullable Object now(CompletableFuture<?> future, TaskImpl<?> task) throws Throwable {
        try {
            return ((CompletableFuture<Object>) future).getNow(PENDING);
        } catch (UnsupportedOperationException minimal) {
            // A minimalCompletionStage() is such a future. It can only be waited for.
            return PENDING;
        } catch (CompletionException | CancellationException failure) {
            Throwable original = unwrap(failure);
            traced(future, original, task, false);
            throw original;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private static @Nullable Object suspend(CompletionStage<?> stage, TaskImpl<?> task) throws Throwable {
        try {
            task.beforeParking();
        } catch (CancelledError cancelled) {
            cancel(stage, task);
            throw cancelled;
        }
        if (!task.hasLoop() && isOrdinary(stage) && ((HotTask<?>) task).canBeSaved()) {
            task.waitingFor = stage; // HotFuture registers when all frames have unwound
            return Frame.SUSPENDED;
        }
        StageWait waiter = IdleWaits.used == 0 ? null : IdleWaits.takeOver(stage, task);
        if (waiter == null) {
            waiter = new StageWait(stage, task);
            stage.whenComplete(waiter);
        }
        if (waiter.waits()) {
            task.park(waiter);
            return Frame.SUSPENDED;
        }
        Object result;
        try {
            result = waiter.result(false);
        } catch (Throwable failure) {
            return task.readyFailing(failure);
        }
        return task.ready(result);
    }

    /** Returns whether the stage is known to call back exactly once. */
    private static boolean isOrdinary(CompletionStage<?> stage) {
        Class<?> type = stage.getClass();
        return type == CompletableFuture.class
                || type == TaskFutures.OfTask.class
                || HotFuture.class.isAssignableFrom(type);
    }

    @Override
    public Iterable<? extends TaskImpl<?>> watched() {
        return stage instanceof HotFuture<?> hot ? hot.task() : List.of();
    }

    @Override
    public Object described() {
        return Unchecked.present(stage);
    }

    @Override
    public boolean waitsFor(CompletableFuture<?> future) {
        return stage == future;
    }

    @Override
    public void accept(@Nullable Object result, @Nullable Throwable problem) {
        if (stage != null) { // a guess; what comes to an abandoned wait is not to be kept
            try {
                ThreadState.reserveStack();
            } catch (StackOverflowError tooShort) {
                synchronized (LATE) { // no calls: they might fail, too
                    @Nullable Object[] late = LateWakeUps.late;
                    int used = StackReserve.late;
                    if (used == late.length) {
                        late = new Object[2 * used];
                        for (int i = 0; i < used; i++) {
                            late[i] = LateWakeUps.late[i];
                        }
                        LateWakeUps.late = late;
                    }
                    late[used] = this;
                    late[used + 1] = result;
                    late[used + 2] = problem;
                    StackReserve.late = used + LateWakeUps.PLACES;
                }
                try {
                    LateWakeUps.askAnother();
                } catch (StackOverflowError again) {
                    // The next operation of the runtime makes the call.
                }
                return;
            }
            if (isSpent()) {
                return;
            }
            outcome = problem == null ? result : new Failed(problem);
            wake();
        }
    }

    @Override
    public @Nullable Object outcome() throws Throwable {
        return result(true);
    }

    private @Nullable Object result(boolean suspended) throws Throwable {
        if (!(outcome instanceof Failed failed)) {
            return outcome;
        }
        Throwable original = unwrap(failed.failure());
        traced(Unchecked.present(stage), original, task(), suspended);
        throw original;
    }

    @Override
    void abandoned() {
        cancel(Unchecked.present(stage), task());
    }

    @Override
    void left() {
        IdleWaits.add(this);
    }

    private record Failed(Throwable failure) {}

    /**
     * Removes the one wrapper that {@link CompletableFuture} adds; a subclass of it is the program's own. What cancelled
     * somebody else is a {@link CancellationException} here.
     */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getClass() == CompletionException.class ? failure.getCause() : null;
        return Cancellations.received(cause == null ? failure : cause);
    }

    static void traced(CompletionStage<?> stage, Throwable failure, TaskImpl<?> task, boolean suspended) {
        task.addAwaits(failure, stage, suspended);
    }

    /**
     * Cancels a stage, if the stage supports it. "May interrupt" has no meaning for a plain future, but it has for
     * others: without it, the JDK's HTTP client does not abort the request.
     */
    static void cancel(CompletionStage<?> stage, TaskImpl<?> task) {
        try {
            if (stage instanceof Future<?> future) {
                future.cancel(true);
            } else {
                stage.toCompletableFuture().cancel(true);
            }
        } catch (UnsupportedOperationException ignored) {
            // The stage does not support cancellation.
        } catch (Throwable failure) {
            task.reportUncaught(stage, failure);
        }
    }
}
