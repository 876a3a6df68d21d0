package dev.weft.internal.task;

import dev.weft.abi.Frame;
import dev.weft.internal.loop.Unchecked;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The future of a hot method that suspended. Cancelling it completes it at once and cancels the
 * coroutine; completing it from outside does not touch the coroutine.
 *
 * <p>Without a loop, while the method awaits ordinary futures and nobody has cancelled it, this is also all that is left
 * of the call between its slices: its frames, what it awaits, and the callback that is registered there. Each slice has a
 * task of its own: a young object, into which collectors let one write more cheaply than into one that is used again and again.
 *
 * <pre>
 * PARKED  → RUNNING   what it awaits is done, or it is cancelled: the thread runs it   (by any thread)
 * RUNNING → PARKED    the slice has ended; the callback is registered after that       (by the thread that runs it)
 * RUNNING → CANCEL    a cancellation is asked for                                      (by any thread)
 * all but PARKED → KEPT                                                                (by the thread that runs it)
 * </pre>
 *
 * Each arrow is one compare-and-set. KEPT is for good: the call has a task of its own, which goes by the table of
 * {@link HotTask}, and callbacks that come late find this state and do nothing. While it is not KEPT there is at most
 * one callback that has not come, so whoever finds it PARKED with an outcome has the one it waits for.
 *
 * <p>All other fields are owned by the thread that made it RUNNING.
 */
final class HotFuture<T> extends CompletableFuture<T>
        implements BiConsumer<@Nullable Object, @Nullable Throwable>, WaitSource, Trampoline.Woken {
    private static final byte RUNNING = 0;
    private static final byte PARKED = 1;
    private static final byte CANCEL = 2;
    private static final byte KEPT = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(HotFuture.class, "state", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The innermost frame while PARKED; the task while it runs and when it is KEPT. */
    private @Nullable Object saved;

    /** What it awaits; null while it runs. */
    private @Nullable CompletableFuture<?> awaited;

    /** The bindings of the call while PARKED, with what is carried. */
    private @Nullable Binding context;

    /** What the awaited future gave, or a {@link Failed}; written by who completes it. */
    private @Nullable Object outcome;

    private byte state;

    /** Whether the failure's trace has got the chain of the first task that awaited it. */
    private boolean traced;

    /** Of a task that is this call's own. */
    HotFuture(HotTask<T> task) {
        saved = task;
        STATE.setRelease(this, KEPT);
    }

    /** Of a call that waits for a future as soon as it is {@link #register registered} there. */
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
        if (state == PARKED) { // what was written before the registration, or later
            outcome = problem == null ? result : new Failed(problem);
            if (STATE.compareAndSet(this, PARKED, RUNNING)) {
                Trampoline.run(this);
            }
        }
    }

    @Override
    public boolean waitsFor(CompletableFuture<?> future) {
        return awaited == future;
    }

    /** Runs one slice. The caller has the right to. */
    @Override
    public void goOn(Trampoline thread) {
        HotTask<T> task = new HotTask<>();
        Frame<?> innermost = (Frame<?>) saved;
        saved = task;
        task.goOnFor(this, innermost, context);
        context = null;
        boolean ended = task.slice(thread.state);
        if (task.isKept()) {
            task.endSlice(ended);
            return;
        }
        saved = null;
        awaited = null;
        if (ended) {
            Object given = task.left();
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
            cancelHere();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            cancelCall();
        }
        return cancelled;
    }

    private void cancelCall() {
        while (true) {
            byte now = (byte) STATE.getVolatile(this);
            if (now == KEPT) {
                Unchecked.<HotTask<?>>value(saved).cancel();
                return;
            }
            if (now == CANCEL) {
                return;
            }
            if (now == PARKED) {
                if (STATE.compareAndSet(this, PARKED, RUNNING)) {
                    cancelHere();
                    return;
                }
            } else if (STATE.compareAndSet(this, RUNNING, CANCEL)) {
                return;
            }
        }
    }

    /** Throws the cancellation at the await; the thread has the right to run, and the wake-up does not count any more. */
    private void cancelHere() {
        HotTask<T> task = new HotTask<>();
        task.goOnFor(this, (Frame<?>) saved, context);
        CompletableFuture<?> stage = Unchecked.present(awaited);
        awaited = null;
        context = null;
        outcome = null;
        saved = task;
        STATE.setVolatile(this, KEPT);
        StageWait.cancel(stage, task);
        task.cancelled();
    }

    /** From now on the task is this call's own. */
    void keep(HotTask<T> task) {
        saved = task;
        awaited = null;
        if ((byte) STATE.getAndSet(this, KEPT) == CANCEL) {
            task.requestCancel(null);
        }
    }

    /** The coroutine has ended, with this value or, if it failed, this failure. */
    void settle(@Nullable Object outcome, boolean failed) {
        if (failed) {
            completeExceptionally(HotTask.toFuture(Unchecked.value(outcome)));
        } else {
            complete(Unchecked.value(outcome));
        }
    }

    /** What the await gives; the task is that of the slice. */
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

    /** Only while a slice begins a task waits for this, and then it has been woken. */
    @Override
    public boolean abandon() {
        return false;
    }

    /** The call's task, if it has one that others may know. */
    List<TaskImpl<?>> task() {
        return (byte) STATE.getAcquire(this) == KEPT ? List.of(Unchecked.<TaskImpl<?>>value(saved)) : List.of();
    }

    /** True the first time it is called. */
    boolean firstAwaited() {
        if ((byte) STATE.getAcquire(this) == KEPT) {
            return Unchecked.<TaskImpl<?>>value(saved).firstAwaited();
        }
        boolean first = !traced;
        traced = true;
        return first;
    }

    /** What depends on this is an ordinary future. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private record Failed(Throwable failure) {}
}
