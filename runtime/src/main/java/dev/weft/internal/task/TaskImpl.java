package dev.weft.internal.task;

import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.observe.JfrSupport;
import dev.weft.internal.observe.StepHooks;
import dev.weft.internal.observe.TaskEvents;
import dev.weft.internal.trace.Traces;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task: its steps, its outcome, and the observers that wait for it. It is one object, from the node of the ready
 * queue to the public interface, because each separate object would cost sixteen bytes and one load an await.
 *
 * <p>Invariant: once {@code phase} is SUCCEEDED, FAILED or CANCELLED, {@code value} is the result, the failure, or the
 * {@link CancelledError}, and neither field changes; {@code observers} is null. An unfinished task of a loop is in the
 * loop's registry, and in its ready queue exactly while its phase says so.
 *
 * <p>Memory: what the task did happens before what another thread does after it has seen that the task has ended.
 *
 * @param <T> the type of the result
 */
public sealed class TaskImpl<T> extends Suspendable implements Task<T> permits HotTask, NamedTask {
    /** The first observer that waits, see {@link TaskObserver#add}. Owned by the loop's thread. */
    private @Nullable TaskObserver observers;

    /** Whether other code has seen the outcome, or will see it. A hint, written by any thread. */
    private boolean observed;

    /**
     * Whether tasks may have waited for something that this task holds, for example a lock. Written by their threads.
     */
    boolean contended;

    /** Whether the failure's trace contains the chain of the first task that awaited it. */
    private boolean traced;

    /** The place in the loop's registry of unfinished tasks. Owned by the loop's thread. */
    int place;

    /** The innermost binding of context locals. Owned by the thread that runs the task. */
    @Nullable
    Binding context;

    /** The number among the loop's tasks. Set once, when the loop registers the task. */
    int number;

    /** Creates the task of a hot method. It runs already, as a part of its caller. */
    TaskImpl() {
        super(null);
        phase = RUNNING;
        observed = true;
    }

    TaskImpl(EventLoopImpl loop, Coroutine<? extends T> root) {
        super(loop);
        this.waitingFor = root;
    }

    /** A task has a loop, unless it is the task of a hot call. */
    @Override
    Home homeWithoutLoop() {
        throw new AssertionError();
    }

    /** See {@link Task#current}. */
    public static Task<?> current() {
        EventLoopImpl running = ThreadState.get().running;
        TaskImpl<?> task = running == null ? null : running.currentTask();
        if (task == null) {
            throw new IllegalStateException(
                    running == null
                            ? "there is no current task: no event loop is running on this thread"
                            : "there is no current task: this code was called by the loop, not by a task");
        }
        return task;
    }

    /** Returns the task whose code is running on this thread, or null outside a task. */
    public static @Nullable TaskImpl<?> currentOrNull() {
        EventLoopImpl running = ThreadState.get().running;
        return running == null ? null : running.currentTask();
    }

    // ---- steps

    /** Registers the task with its loop, after another thread has started it. */
    @Override
    protected final void arrive(LoopEngine engine) {
        EventLoopImpl here = (EventLoopImpl) engine;
        here.adopt(this);
        here.enqueue(this);
    }

    /** Runs one step: the coroutine until it ends or parks again. */
    @Override
    protected final void run() {
        runStep(MAX_BUDGET);
    }

    @Override
    protected final int run(int readyAwaits) {
        short given = (short) Math.max(1, Math.min(readyAwaits, Short.MAX_VALUE));
        runStep(given);
        return given - budget;
    }

    private void runStep(short readyAwaits) {
        byte before = phase;
        if (before >= SUCCEEDED) {
            return;
        }
        EventLoopImpl here = Unchecked.present(loop); // only tasks of loops have steps
        here.enterStep();
        phase = RUNNING;
        budget = readyAwaits;
        try {
            if (StepHooks.onSteps) {
                stepWithHooks(before, here);
            } else if (step(before)) {
                end();
            }
        } catch (Throwable broken) {
            endBroken(broken);
        } finally {
            here.exitStep();
        }
    }

    /** Ends a task whose step has failed outside of its own code, for example as memory has ended there. */
    private void endBroken(Throwable broken) {
        if (hasEnded()) {
            reportUncaught(this, broken);
            return;
        }
        fail(broken);
        head = null;
        end();
    }

    @Override
    protected final long taskNumber() {
        return Integer.toUnsignedLong(number);
    }

    @Override
    protected final String label() {
        String does = switch (phase) {
            case PENDING -> " starts";
            case YIELDED -> " goes on";
            case CANCELLING -> " is cancelled";
            default -> " wakes";
        };
        return name() + does + (phase == PENDING ? "" : position());
    }

    /** Returns where the task waits, in code that has lines, for a label; an empty string if that is not known. */
    private String position() {
        for (StackTraceElement element : positions()) {
            if (element.getLineNumber() > 0) {
                return " at " + element.getFileName() + ":" + element.getLineNumber();
            }
        }
        return "";
    }

    private void stepWithHooks(byte before, EventLoopImpl here) {
        if (CarriedContext.step(this, before)) {
            end();
        } else if (JfrSupport.on && TaskEvents.wantsSuspensions()) {
            TaskEvents.suspended(this, here, innermostPosition());
        }
    }

    /**
     * Wakes the task, which waits for this source or is about to wait for it. Any thread; called once for each wait.
     */
    public final void wakeFrom(WaitSource source) {
        home().wake(this, source);
    }

    /** See {@link Home#publish}. */
    public final void publish() {
        home().publish(this);
    }

    /** Returns whether this frame is the innermost suspended one. On the task's thread. */
    public final boolean isInnermost(Frame<?> frame) {
        return head == frame;
    }

    /** Reports a failure that no other code will see. Throws nothing. */
    final void reportUncaught(Object subject, Throwable failure) {
        home().uncaught(subject, failure);
    }

    // ---- awaits

    @Override
    protected final @Nullable Object awaitIn(FrameDriver awaiting) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) awaiting;
        byte how = (byte) PHASE.getAcquire(this);
        if (how == SUCCEEDED) {
            observed = true;
            return task.ready(value);
        }
        return how > SUCCEEDED ? outcomeFor(task, false) : TaskWait.await(this, task);
    }

    @Override
    protected final @Nullable Object awaitAwaiter(Awaiter<?> awaiter) throws Throwable {
        return AwaiterWait.await(awaiter, this);
    }

    @Override
    protected final @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable {
        return StageWait.await(stage, this);
    }

    // ---- the end

    final boolean hasEnded() {
        return (byte) PHASE.getAcquire(this) >= SUCCEEDED;
    }

    /** Publishes the outcome and notifies the observers. On the thread that ran the last slice. */
    final void end() {
        byte last = SUCCEEDED;
        if (failing) {
            last = value instanceof CancelledError ? CANCELLED : FAILED;
        }
        PHASE.setRelease(this, last);
        TaskObserver all = observers;
        observers = null;
        TaskObserver.completeAll(all);
        home().forget(this);
        finish();
    }

    /** Called last, when the outcome is published. */
    void finish() {}

    /** Ends a task that does not run. Its coroutine never resumes. On the loop's thread. */
    final void abandon(Throwable why) {
        if (phase == PARKED) {
            abandonSource();
        }
        reportProblem();
        head = null;
        value = why;
        failing = true;
        observed = true;
        end();
    }

    final void addObserver(TaskObserver observer) {
        observed = true;
        observers = TaskObserver.add(observer, observers);
    }

    final void removeObserver(TaskObserver observer) {
        observers = TaskObserver.remove(observer, observers);
    }

    final boolean hasObservers() {
        return observers != null;
    }

    /** Records that other code will see the outcome. */
    public final void markObserved() {
        observed = true;
    }

    final boolean isObserved() {
        return observed;
    }

    /** Records that a waiting task was cancelled. If no other one waits, the task counts as unobserved again. */
    final void unobserve() {
        if (observers == null && !hasEnded()) {
            observed = false;
        }
    }

    /** Returns the failure of a failed task, or null. */
    public final @Nullable Throwable failure() {
        return (byte) PHASE.getAcquire(this) == FAILED ? (Throwable) value : null;
    }

    /** Returns the exception that a cancelled task shows to other code. */
    public final CancellationException cancellation() {
        return new CancellationException(value instanceof CancelledError error ? error.getMessage() : null);
    }

    /**
     * Returns the value of this task, or throws its failure, to a task that awaits it. This task must have ended.
     *
     * @param awaiting the other task
     * @param suspended whether the other task was suspended
     */
    public final @Nullable Object outcomeFor(TaskImpl<?> awaiting, boolean suspended) throws Throwable {
        observed = true;
        byte how = (byte) PHASE.getAcquire(this);
        if (how == SUCCEEDED) {
            return value;
        }
        if (how == CANCELLED) {
            CancellationException cancelled = cancellation();
            if (suspended) { // otherwise its trace contains the awaiting methods already
                awaiting.addAwaiting(cancelled, true);
            }
            throw cancelled;
        }
        Throwable failure = Unchecked.value(value);
        traceAwaited(failure, awaiting, suspended);
        throw failure;
    }

    /** Adds the methods of a task that awaits this one to the failure, only the first time. */
    public final void traceAwaited(Throwable failure, TaskImpl<?> awaiting, boolean suspended) {
        if (firstAwaited()) {
            awaiting.addAwaiting(failure, suspended);
        }
    }

    /** Adds this task's awaiting methods to a failure that it receives from something else. */
    final void addAwaits(Throwable failure, boolean suspended) {
        addAwaiting(failure, suspended);
    }

    /** Adds the task's awaiting methods to the failure of another source, unless another task has done so. */
    public final void addAwaitsOnce(Throwable failure, boolean suspended) {
        addAwaitingOnce(failure, suspended);
    }

    /** Returns true the first time it is called. */
    final boolean firstAwaited() {
        boolean first = !traced;
        traced = true;
        return first;
    }

    /** Returns the value of this task, or throws its failure, to ordinary code. The task must have ended. */
    final @Nullable Object outcome() throws Throwable {
        observed = true;
        byte how = (byte) PHASE.getAcquire(this);
        if (how == SUCCEEDED) {
            return value;
        }
        if (how == CANCELLED) {
            throw Traces.withoutInternals(cancellation());
        }
        throw Traces.withoutInternals(Unchecked.<Throwable>value(value));
    }

    /** Returns the failure of a failed task for other code than a task that awaits it: its trace shows no internals. */
    public final Throwable shownFailure() {
        return Traces.withoutInternals(Unchecked.present(failure()));
    }

    // ---- the public interface

    @Override
    public String name() {
        return "Task-" + Integer.toUnsignedString(number);
    }

    @Override
    public final EventLoop loop() {
        return home().loopFor("loop()");
    }

    @Override
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
        return hasEnded();
    }

    @Override
    public final boolean isCancelled() {
        return status() == Status.CANCELLED;
    }

    @Override
    public final boolean cancel() {
        return cancel(null);
    }

    @Override
    public final boolean cancel(@Nullable String reason) {
        if (hasEnded()) {
            return false;
        }
        home().cancel(this, reason);
        return true;
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(null);
    }

    @Override
    public final T resultNow() {
        switch (status()) {
            case SUCCEEDED -> {
                return Unchecked.value(value);
            }
            case CANCELLED -> throw cancellation();
            case FAILED -> {
                observed = true;
                throw new IllegalStateException(this + " failed", shownFailure());
            }
            default -> throw new IllegalStateException(this + " is not done");
        }
    }

    @Override
    public final Throwable exceptionNow() {
        observed = true;
        if (failure() != null) {
            return shownFailure();
        }
        if (isCancelled()) {
            throw cancellation();
        }
        throw new IllegalStateException(this + (isDone() ? " succeeded" : " is not done"));
    }

    @Override
    public final void onDone(Consumer<? super Task<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        observed = true;
        new DoneCallback(this, () -> callback.accept(this), callback).observe();
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        return TaskFutures.futureOf(this);
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        return TaskFutures.get(this);
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return TaskFutures.get(this, timeout, unit);
    }

    @Override
    public final StackTraceElement[] awaitTrace() {
        return status() == Status.SUSPENDED ? positions() : new StackTraceElement[0];
    }

    @Override
    public final String toString() {
        return "task " + name() + " (" + status() + ")";
    }
}
