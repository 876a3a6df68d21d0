package dev.weft.internal.task;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.trace.Traces;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The task of a call of a hot method. At its first suspension it becomes a task of the loop that runs on the calling
 * thread. If no loop runs there, the task has no loop and resumes on the thread that wakes it.
 *
 * <p>A call without a loop that waits for an ordinary future needs no task until it resumes. Its {@link HotFuture}
 * keeps the state of the call meanwhile, and each slice has a task of its own. The call keeps that task from the moment
 * that other threads may know it, for example as the task that an awaiter wakes or as the holder of a lock.
 *
 * <p>For a task without a loop that is kept, {@code phase} is the right to run it:
 *
 * <pre>
 * RUNNING → PARKED     the slice has ended                        (by the thread that runs it)
 * PARKED  → RUNNING    woken, or cancelled: the thread runs it    (by any thread)
 * RUNNING → WOKEN      woken before the slice ended               (by any thread)
 * WOKEN   → RUNNING    the slice has ended: run the next one      (by the thread that runs it)
 * </pre>
 *
 * <p>A thread that requests a cancellation writes the request and then tries PARKED → RUNNING. A thread that ends a
 * slice writes PARKED and then looks for a request. So at least one of the two sees the other.
 */
public final class HotTask<T> extends TaskImpl<T> implements Trampoline.Woken {
    static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(Suspendable.class, "phase", byte.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The future of the call. Created at the first suspension, before any other thread can know this task. */
    private @Nullable HotFuture<T> future;

    /** Whether other threads may know this task. Owned by the thread that runs it. */
    private boolean kept;

    /** Whether failures have passed the call before it has suspended. Owned by the thread that runs it. */
    private boolean passed;

    /** Whether the call has looked for a loop, and found none. Owned by the thread that runs it. */
    private boolean isWithoutLoop;

    /** Creates the task of a call that begins. On the calling thread. */
    public HotTask() {}

    @Override
    Home homeWithoutLoop() {
        return isWithoutLoop ? NoLoop.INSTANCE : NoLoop.UNBOUND;
    }

    /** Failures pass the call, whichever of its slices they come from. */
    @Override
    protected Object passer() {
        HotFuture<T> call = future;
        passed |= call == null;
        return call == null ? this : call;
    }

    /** Looks for the loop that runs on the calling thread, and becomes one of its tasks. */
    void findHome() {
        ThreadState thread = ThreadState.get();
        if (context == null) {
            context = thread.bindings();
        }
        EventLoopImpl running = EventLoopImpl.runningOn(thread);
        if (running == null) {
            isWithoutLoop = true;
        } else {
            loop = running;
            running.adopt(this);
        }
    }

    @Override
    boolean isAlone() {
        return isWithoutLoop && future == null && !kept;
    }

    /** The future of a call that runs takes requests until other threads may know this task. */
    @Override
    void lookForRequest() {
        HotFuture<T> call = future;
        if (!kept && call != null && call.isCancelRequested()) {
            publishCall();
        }
    }

    /** Publishes the task to other threads. From then on the call resumes with this task only. */
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

    /**
     * Returns whether the call can wait for an ordinary future without this task. Called after {@link #beforeParking}.
     */
    boolean canBeSaved() {
        return !hasLoop() && !kept;
    }

    /**
     * Ends the call of a method that returned without suspending. A loop may know the task even so, since the task may
     * have been about to park.
     */
    public void returned(@Nullable Object given) {
        if (hasLoop()) {
            value = given;
            end();
        } else if (waitingFor != null) {
            unpark();
        }
    }

    /** Ends the call of a method that failed without suspending. */
    public void failed(Throwable failure) {
        fail(failure);
        if (hasLoop()) {
            end();
        }
    }

    /** Returns the future of a method that has suspended. Its frames are linked. */
    public CompletableFuture<T> suspended() {
        if (StackReserve.late > 0) {
            LateWakeUps.callAll();
        }
        boolean again = unwound(null);
        if (waitingFor instanceof CompletableFuture<?> stage) {
            Binding bindings = CarriedContext.capture(context);
            HotFuture<T> saved = passed
                    ? new HotFuture.Passed<>(this, head, stage, bindings)
                    : new HotFuture<>(head, stage, bindings);
            HotFuture.register(saved, stage);
            return saved;
        }
        return suspendedAsTask(again);
    }

    private CompletableFuture<T> suspendedAsTask(boolean again) {
        kept = true;
        HotFuture<T> pending = passed ? new HotFuture.Passed<>(this) : new HotFuture<>(this);
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

    /**
     * Wakes the task; it must have no loop. Any thread.
     *
     * @param handedOver see {@link WaitSource#handsOver}
     */
    void wakeAnywhere(boolean handedOver) {
        while (true) {
            byte now = (byte) PHASE.getVolatile(this);
            if (now == PARKED) {
                if (PHASE.compareAndSet(this, PARKED, RUNNING)) {
                    Trampoline.run(this, handedOver);
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

    /** Resumes after a wake-up. The caller has made the phase RUNNING. */
    @Override
    public void goOn(Trampoline thread) {
        endSlice(slice(false, thread.state));
    }

    /** Takes over the state that a future has saved, to resume the call. No other thread knows the task. */
    void goOnFor(HotFuture<T> call, @Nullable Frame<?> innermost, @Nullable Binding bindings) {
        future = call;
        head = innermost;
        context = bindings;
        waitingFor = call;
        isWithoutLoop = true;
    }

    /** The same; the await throws this. */
    void goOnFailing(HotFuture<T> call, @Nullable Frame<?> innermost, @Nullable Binding bindings, Throwable failure) {
        goOnFor(call, innermost, bindings);
        waitingFor = NOTHING;
        value = failure;
        failing = true;
    }

    /** Runs a slice from the state that the future has saved. Returns true if the call has ended, false if it waits. */
    boolean slice(ThreadState thread) {
        return slice(false, thread);
    }

    /** Returns the outcome of the last slice: the value or, if {@link #hasFailed}, the failure. */
    @Nullable
    Object outcomeOrFailure() {
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

    /** Takes over a call whose await is given up, since the call is cancelled. */
    void goOnCancelled(HotFuture<T> call, @Nullable Frame<?> innermost, @Nullable Binding bindings) {
        goOnFor(call, innermost, bindings);
        kept = true;
        waitingFor = null;
        RequestSlot.add(this, null);
    }

    /** Cancels the task; it must have no loop. Any thread. */
    void cancelAnywhere(@Nullable String reason) {
        if (giveUpAnywhere(reason)) {
            goOnCancelled();
        }
    }

    /**
     * Records a request to cancel, and gives up waiting if the task is parked. Any thread.
     *
     * @return whether {@link #goOnCancelled} must follow, on this thread
     */
    boolean giveUpAwait() {
        EventLoopImpl here = loop;
        if (hasEnded()) {
            return false;
        }
        if (here == null) {
            return giveUpAnywhere(null);
        }
        if (here.isOnThread()) {
            return giveUpHere(null);
        }
        here.cancel(this, null);
        return false;
    }

    private boolean giveUpAnywhere(@Nullable String reason) {
        RequestSlot.add(this, reason);
        return PHASE.compareAndSet(this, PARKED, RUNNING) && giveUpParked();
    }

    /** Delivers a request that was recorded, if the task is parked; it must have no loop. Any thread. */
    void deliverAnywhere() {
        if (isCancelRequested() && PHASE.compareAndSet(this, PARKED, RUNNING) && giveUpParked()) {
            goOnCancelled();
        }
    }

    /** Gives up waiting. The caller has made the phase RUNNING; returns as {@link #giveUpAwait}. */
    private boolean giveUpParked() {
        if (isCancelRequested() && abandonSource()) {
            return true;
        }
        if (!isCancelRequested() || !PHASE.compareAndSet(this, RUNNING, PARKED)) {
            settle();
        }
        return false;
    }

    /** Throws the cancellation at the await that was given up. */
    void goOnCancelled() {
        if (hasLoop()) {
            cancelledHere();
        } else {
            endSlice(slice(true, ThreadState.get()));
        }
    }

    /** Ends slices until the task stays parked, or has ended. */
    private void settle() {
        while (true) {
            if (PHASE.compareAndSet(this, RUNNING, PARKED)) {
                if (!isCancelRequested() || !PHASE.compareAndSet(this, PARKED, RUNNING) || deliver()) {
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
     * Throws the requested cancellation at the await the task is parked at. The request may be gone: since this thread
     * looked for it, the task may have run, received it, and parked again.
     *
     * @return true if this thread has nothing left to do
     */
    private boolean deliver() {
        if (!isCancelRequested()) {
            return false;
        }
        if (abandonSource()) {
            boolean ended = slice(true, ThreadState.get());
            if (ended) {
                end();
            }
            return ended;
        }
        // The wake-up has won. The thread that brings it runs the task, unless that thread found the task running.
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
            pending.settle(value, failing, home());
        }
    }

    /**
     * Returns the failure that a future reports: a cancellation is a CancellationException there, not a CancelledError.
     */
    public static Throwable toFuture(Throwable failure) {
        return Cancellations.received(failure);
    }

    /** Returns the future of a call that failed before it suspended. */
    public static CompletableFuture<?> failedFuture(Throwable thrown, FrameDriver driver) {
        HotTask<?> task = (HotTask<?>) driver;
        Throwable failure = thrown instanceof LinkageError error ? task.explained(error) : thrown;
        task.failed(failure);
        Throwable shown = toFuture(failure);
        CompletableFuture<?> future = CompletableFuture.failedFuture(shown);
        Traces.handedOver(shown, task.passer(), future);
        return future;
    }
}
