package dev.weft.internal.task;

import dev.weft.abi.Frame;
import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.trace.Passer;
import dev.weft.internal.trace.Traces;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of a hot method that suspended. Cancelling it completes it at once and cancels the coroutine. Completing
 * it from outside does not affect the coroutine.
 *
 * <p>For a call without a loop, this object is also all that remains of the call between its slices, while the method
 * awaits ordinary futures and is not cancelled. It keeps the frames and the awaited future, and is the callback that is
 * registered there. Each slice has a task of its own. That task is a young object: writing into it costs collectors
 * less than writing into an old one that is used again and again.
 *
 * <pre>
 * PARKED  → RUNNING   the awaited future is done, or this one is cancelled     (by any thread, which then runs it)
 * RUNNING → PARKED    the slice has ended; the callback is registered after that       (by the thread that runs it)
 * RUNNING → CANCEL    a cancellation is requested                                      (by any thread)
 * all but PARKED → KEPT                                                                (by the thread that runs it)
 * </pre>
 *
 * <p>Each arrow is one compare-and-set. KEPT is final: the call has a task of its own, which follows the table of
 * {@link HotTask}. Late callbacks find this state and do nothing. While the state is not KEPT, at most one callback is
 * outstanding. So a thread that finds it PARKED with an outcome has the outcome that the call waits for.
 *
 * <p>All other fields are owned by the thread that made it RUNNING.
 */
sealed class HotFuture<T> extends CompletableFuture<T>
        implements BiConsumer<@Nullable Object, @Nullable Throwable>, WaitSource, Trampoline.Woken {
    private static final byte RUNNING = 0;
    private static final byte PARKED = 1;
    private static final byte CANCEL = 2;
    private static final byte KEPT = 3;

    private static final Object LATE = LateWakeUps.GUARD;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(HotFuture.class, "state", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The innermost frame while PARKED; the task while RUNNING and when KEPT. */
    private @Nullable Object saved;

    /** The future that the call awaits; null while it runs. */
    private @Nullable CompletableFuture<?> awaited;

    /** The bindings of the call while PARKED, with the carried values. */
    private @Nullable Binding context;

    /** The result of the awaited future, or a {@link Failed}. Written by the thread that completes the future. */
    private @Nullable Object outcome;

    private byte state;

    /** Creates the future of a call that has a task of its own. */
    HotFuture(HotTask<T> task) {
        saved = task;
        STATE.setRelease(this, KEPT);
    }

    /**
     * Creates the future of a call that waits for another future as soon as it is {@linkplain #register registered}
     * there.
     */
    HotFuture(@Nullable Frame<?> innermost, CompletableFuture<?> stage, @Nullable Binding bindings) {
        saved = innermost;
        awaited = stage;
        context = bindings;
        state = PARKED;
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    static void register(HotFuture<?> call, CompletableFuture<?> stage) {
        stage.whenComplete(call);
    }

    @Override
    public void accept(@Nullable Object result, @Nullable Throwable problem) {
        if (state == PARKED) { // a state from before the registration, or a later one
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
            outcome = problem == null ? result : new Failed(problem);
            if (STATE.compareAndSet(this, PARKED, RUNNING)) {
                Trampoline.run(this, false);
            }
        }
    }

    @Override
    public boolean waitsFor(CompletableFuture<?> future) {
        return awaited == future;
    }

    /** Runs one slice. The caller has made the state RUNNING. */
    @Override
    public void goOn(Trampoline thread) {
        Frame<?> innermost = (Frame<?>) saved;
        HotTask<T> task;
        try {
            task = new HotTask<>();
            saved = task;
            task.goOnFor(this, innermost, context);
        } catch (OutOfMemoryError memory) {
            task = Unchecked.value(thread.takeSpare(memory));
            saved = task;
            task.goOnFailing(this, innermost, context, memory);
        }
        context = null;
        boolean ended = task.slice(thread.state);
        if (task.isKept()) {
            task.endSlice(ended);
            return;
        }
        saved = null;
        awaited = null;
        if (ended) {
            Object given = task.outcomeOrFailure();
            boolean failed = task.hasFailed();
            thread.complete(this, given, failed);
        } else if (task.waitingFor instanceof CompletableFuture<?> stage) {
            park(task, stage);
        } else {
            task.publishCall();
            task.endSlice(false);
        }
    }

    private void park(HotTask<T> task, CompletableFuture<?> stage) {
        saved = task.innermost();
        awaited = stage;
        context = task.context;
        if (STATE.compareAndSet(this, RUNNING, PARKED)) {
            register(this, stage);
        } else {
            HotTask<T> cancelled = new HotTask<>();
            giveUpAwait(cancelled);
            cancelled.goOnCancelled();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        StackReserve.check();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            ThreadState.get().cancelChain().cancel(this);
        }
        return cancelled;
    }

    /**
     * Cancels the call: records a request, or gives up the await and cancels what it awaits.
     *
     * @return whether {@link #goOnCancelled} must follow, on this thread
     */
    boolean giveUp() {
        while (true) {
            byte now = (byte) STATE.getVolatile(this);
            if (now == KEPT) {
                return Unchecked.<HotTask<?>>value(saved).giveUpAwait();
            }
            if (now == CANCEL) {
                return false;
            }
            if (now == PARKED) {
                HotTask<T> task = new HotTask<>();
                if (STATE.compareAndSet(this, PARKED, RUNNING)) {
                    giveUpAwait(task);
                    return true;
                }
            } else if (STATE.compareAndSet(this, RUNNING, CANCEL)) {
                return false;
            }
        }
    }

    /** Gives up the await. The caller has made the state RUNNING, so a later wake-up has no effect. */
    private void giveUpAwait(HotTask<T> task) {
        task.goOnCancelled(this, (Frame<?>) saved, context);
        CompletableFuture<?> stage = Unchecked.present(awaited);
        awaited = null;
        context = null;
        outcome = null;
        saved = task;
        STATE.setVolatile(this, KEPT);
        StageWait.cancel(stage, task);
    }

    /** Throws the cancellation at the await that was given up. */
    void goOnCancelled() {
        Unchecked.<HotTask<?>>value(saved).goOnCancelled();
    }

    /** Returns whether the call, which runs, is to be cancelled at its next await that suspends. */
    boolean isCancelRequested() {
        return (byte) STATE.getVolatile(this) == CANCEL;
    }

    /** Makes the task this call's own, for good. */
    void keep(HotTask<T> task) {
        saved = task;
        awaited = null;
        if ((byte) STATE.getAndSet(this, KEPT) == CANCEL) {
            RequestSlot.add(task, null);
        }
    }

    /**
     * Completes this future: the coroutine has ended with this value or, if {@code failed}, with this failure. A
     * failure that finds it completed is reported, unless it only says that the coroutine was cancelled.
     */
    void settle(@Nullable Object outcome, boolean failed, Home home) {
        if (failed) {
            Throwable failure = Traces.shown(HotTask.toFuture(Unchecked.value(outcome)), this);
            if (!completeExceptionally(failure)
                    && (!(failure instanceof CancellationException) || Cancellations.carries(failure))) {
                home.uncaught(this, failure);
            }
        } else {
            complete(Unchecked.value(outcome));
        }
    }

    /** Returns or throws the outcome of the await. Called by the task of the slice. */
    @Override
    public @Nullable Object outcome() throws Throwable {
        Object given = outcome;
        outcome = null;
        if (given instanceof Failed failed) {
            Throwable original = StageWait.unwrap(failed.failure());
            StageWait.traced(Unchecked.present(awaited), original, Unchecked.value(saved), true);
            throw original;
        }
        return given;
    }

    /** Returns false: a task waits for this object only while its slice begins, and then it has been woken already. */
    @Override
    public boolean abandon() {
        return false;
    }

    /** Returns the call's task, if it has one that other threads may know. */
    List<TaskImpl<?>> task() {
        return (byte) STATE.getAcquire(this) == KEPT ? List.of(Unchecked.<TaskImpl<?>>value(saved)) : List.of();
    }

    /** Returns an ordinary future: dependent stages are not hot calls. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private record Failed(Throwable failure) {}

    /**
     * The future of a call that failures have passed before it suspended. They were marked with its first task, and may be
     * thrown again. So this has the number of that task.
     */
    static final class Passed<T> extends HotFuture<T> implements Passer {
        private final int number;

        Passed(HotTask<T> task) {
            super(task);
            number = Passer.numberOf(task);
        }

        Passed(HotTask<T> first, @Nullable Frame<?> innermost, CompletableFuture<?> stage, @Nullable Binding bindings) {
            super(innermost, stage, bindings);
            number = Passer.numberOf(first);
        }

        @Override
        public int passerNumber() {
            return number;
        }
    }
}
