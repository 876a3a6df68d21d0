package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.abi.Frame;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The task of a call of a hot method. At its first suspension it becomes a task of the loop that
 * runs on the calling thread; if none does, it has no loop, and goes on on the thread that wakes
 * it.
 *
 * <p>A call without a loop that waits for an ordinary future needs no task until it goes on: then its {@link HotFuture}
 * keeps what it needs, and each slice has a task of its own. It keeps that task from the moment that others may know it: as
 * the one that an awaiter wakes, as the holder of a lock.
 *
 * <p>Of a task that is kept, without a loop, {@code phase} is the right to run it:
 *
 * <pre>
 * RUNNING → PARKED     the slice has ended                        (by the thread that runs it)
 * PARKED  → RUNNING    woken, or cancelled: the thread runs it    (by any thread)
 * RUNNING → WOKEN      woken before the slice ended               (by any thread)
 * WOKEN   → RUNNING    the slice has ended: run the next one      (by the thread that runs it)
 * </pre>
 *
 * A thread that asks for a cancellation writes the request and then tries PARKED → RUNNING; one that
 * ends a slice writes PARKED and then looks for a request: one of the two sees the other.
 */
public final class HotTask<T> extends TaskImpl<T> implements Trampoline.Woken {
    /** Made at the first suspension, before any other thread can know this task. */
    private @Nullable HotFuture<T> future;

    /** Whether others may know this task. Owned by the thread that runs it. */
    private boolean kept;

    /** The task of a call that begins. On the calling thread. */
    public HotTask() {}

    /** Looks for the loop that runs on the calling thread, and becomes one of its tasks. */
    void findHome() {
        ThreadState thread = ThreadState.get();
        if (context == null) {
            context = Binding.current(thread);
        }
        EventLoopImpl running = thread.running;
        if (running == null) {
            home = NoLoop.INSTANCE;
        } else {
            home = running;
            running.adopt(this);
        }
    }

    /** Makes the task known to others: from now on the call has no other one when it goes on. */
    void publishCall() {
        if (!kept) {
            kept = true;
            HotFuture<T> call = future;
            if (call != null) {
                call.keep(this);
            }
        }
    }

    boolean isKept() {
        return kept;
    }

    /** Whether it can wait for an ordinary future without being known to it. After {@link #beforeParking}. */
    boolean canBeSaved() {
        return !hasLoop() && !kept;
    }

    /** The method has come to its end at once; a loop may know the task even so, since it was about to park. */
    public void returned(@Nullable Object given) {
        if (hasLoop()) {
            value = given;
            end();
        }
    }

    /** The method has failed at once. */
    public void failed(Throwable failure) {
        fail(failure);
        if (hasLoop()) {
            end();
        }
    }

    /** The method has suspended, and its frames are linked. */
    public CompletableFuture<T> suspended() {
        boolean again = unwound(null);
        if (waitingFor instanceof CompletableFuture<?> stage) {
            HotFuture<T> saved = new HotFuture<>(head, stage, CarriedContext.capture(context));
            HotFuture.register(saved, stage);
            return saved;
        }
        return suspendedAsTask(again);
    }

    private CompletableFuture<T> suspendedAsTask(boolean again) {
        kept = true;
        HotFuture<T> pending = new HotFuture<>(this);
        future = pending;
        if (again && drive()) {
            end();
        } else {
            context = CarriedContext.capture(context);
            if (!hasLoop()) {
                settle();
            }
        }
        return pending;
    }

    /** Wakes the task, which has no loop. Any thread. */
    void wakeAnywhere() {
        while (true) {
            byte now = (byte) PHASE.getVolatile(this);
            if (now == PARKED) {
                if (PHASE.compareAndSet(this, PARKED, RUNNING)) {
                    Trampoline.run(this);
                    return;
                }
            } else if (now != RUNNING || PHASE.compareAndSet(this, RUNNING, WOKEN)) {
                return;
            }
        }
    }

    @Override
    public boolean waitsFor(CompletableFuture<?> completing) {
        return waitingFor instanceof WaitSource source && source.waitsFor(completing);
    }

    /** Runs on after a wake-up. The caller has the right to. */
    @Override
    public void goOn(Trampoline thread) {
        endSlice(slice(false, thread.state));
    }

    /** Takes what a future that waits no more had saved, to go on with; nobody knows the task. */
    void goOnFor(HotFuture<T> call, @Nullable Frame<?> innermost, @Nullable Binding bindings) {
        future = call;
        head = innermost;
        context = bindings;
        waitingFor = call;
        home = NoLoop.INSTANCE;
    }

    /** Runs on what the future had saved; true if the call has ended, false if it waits. */
    boolean slice(ThreadState thread) {
        return slice(false, thread);
    }

    /** Returns what the last slice has left: the value or, if {@link #hasFailed}, the failure. */
    @Nullable
    Object left() {
        return value;
    }

    boolean hasFailed() {
        return failing;
    }

    @Nullable
    Frame<?> innermost() {
        return head;
    }

    void endSlice(boolean ended) {
        if (ended) {
            end();
        } else {
            settle();
        }
    }

    /** Throws a cancellation at the await that the future had saved. */
    void cancelled() {
        kept = true;
        waitingFor = null;
        requestCancel(null);
        endSlice(slice(true, ThreadState.get()));
    }

    /** Cancels the task, which has no loop. Any thread. */
    void cancelAnywhere(@Nullable String reason) {
        requestCancel(reason);
        if (PHASE.compareAndSet(this, PARKED, RUNNING) && !deliver()) {
            settle();
        }
    }

    /** Ends slices until the task stays parked, or has ended. */
    private void settle() {
        while (true) {
            if (PHASE.compareAndSet(this, RUNNING, PARKED)) {
                if (cancelRequest == null || !PHASE.compareAndSet(this, PARKED, RUNNING) || deliver()) {
                    return;
                }
            } else {
                PHASE.setVolatile(this, RUNNING);
                if (slice(false, ThreadState.get())) {
                    end();
                    return;
                }
            }
        }
    }

    /**
     * Throws the requested cancellation at the await the task is parked at.
     *
     * @return true if nothing is left to do for this thread
     */
    private boolean deliver() {
        if (abandonSource()) {
            boolean ended = slice(true, ThreadState.get());
            if (ended) {
                end();
            }
            return ended;
        }
        // The wake-up has won; the thread that brings it runs the task, unless it found it running.
        return PHASE.compareAndSet(this, RUNNING, PARKED);
    }

    private boolean slice(boolean cancelling, ThreadState thread) {
        Binding carried = thread.carried;
        thread.carried = Binding.orNone(CarriedContext.uncarried(context));
        int before = cancelling ? CANCELLING : WOKEN;
        try {
            return CarriedContext.carrier == null ? step(before) : CarriedContext.step(this, before);
        } finally {
            thread.carried = carried;
        }
    }

    @Override
    void finish() {
        HotFuture<T> pending = future;
        if (pending == null) {
            return;
        }
        if (!hasLoop()) {
            ThreadState.get().trampoline().complete(pending, value, failing);
        } else {
            pending.settle(value, failing);
        }
    }

    /** Returns the failure as a future tells it: one is cancelled by a CancellationException, not by our error. */
    public static Throwable toFuture(Throwable failure) {
        return failure instanceof CancelledError ? new CancellationException(failure.getMessage()) : failure;
    }
}
