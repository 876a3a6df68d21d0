package dev.weft.internal.task;

import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.abi.Closing;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Message;
import dev.weft.internal.loop.NeverRan;
import dev.weft.internal.loop.StackReserve;
import dev.weft.internal.loop.Unchecked;
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

    private static final byte UNOBSERVED = 0;

    /** Somebody waits for the outcome. Who gives up says so, see {@link #giveUp}. */
    private static final byte AWAITED = 1;

    /** Other code has seen the outcome, or has been told of it; or a future shows it. */
    private static final byte SEEN = 2;

    /** Who sees the outcome, one of the three above. A hint, written by any thread. */
    private byte observed;

    /**
     * Whether tasks may have waited for something that this task holds, for example a lock. Written by their threads.
     */
    boolean contended;

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
        observed = SEEN;
    }

    TaskImpl(EventLoopImpl loop, Coroutine<? extends T> root) {
        super(loop);
        this.waitingFor = root;
        NeverRan.used(root);
    }

    /** A task has a loop, unless it is the task of a hot call. */
    @Override
    Home homeWithoutLoop() {
        throw new IllegalStateException();
    }

    /** See {@link Task#current}. */
    public static Task<?> current() {
        EventLoopImpl running = EventLoopImpl.runningOrNull();
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
        return Math.max(0, Math.min(given, given - budget));
    }

    /**
     * Runs a step, unless there is nothing to do: a task whose suspension has failed while it unwound has gone on without
     * its turn, and may have ended or parked since.
     */
    private void runStep(short readyAwaits) {
        byte before = phase;
        if (before == PARKED || before >= SUCCEEDED) {
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
        try {
            if (!drive()) { // the innermost method gets it, so that its clean-up runs
                return;
            }
        } catch (Throwable again) {
            fail(broken);
            head = null;
        }
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
        } else if (StepHooks.recording && TaskEvents.wantsSuspensions()) {
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
        byte how = phaseSeen();
        if (how == SUCCEEDED) {
            observed = SEEN;
            return task.ready(value);
        }
        return how > SUCCEEDED ? failureFor(task) : TaskWait.await(this, task);
    }

    @Override
    protected final @Nullable Object awaitInRepeated(FrameDriver awaiting) throws Throwable {
        if (phaseSeen() == SUCCEEDED && ((TaskImpl<?>) awaiting).hasBudget()) {
            observed = SEEN;
            return value;
        }
        return awaitIn(awaiting);
    }

    private @Nullable Object failureFor(TaskImpl<?> task) throws Throwable {
        try {
            return outcomeFor(task, false);
        } catch (Throwable failure) {
            return task.readyFailing(failure);
        }
    }

    @Override
    protected final @Nullable Object awaitAwaiter(Awaiter<?> awaiter) throws Throwable {
        return AwaiterWait.await(awaiter, this);
    }

    @Override
    protected final @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable {
        return StageWait.await(stage, this);
    }

    @Override
    protected final @Nullable Object awaitStageRepeated(CompletionStage<?> stage) throws Throwable {
        return StageWait.awaitRepeated(stage, this);
    }

    // ---- the end

    final boolean hasEnded() {
        return phaseSeen() >= SUCCEEDED;
    }

    /** Publishes the outcome and notifies the observers. On the thread that ran the last slice. */
    final void end() {
        if (phase == PARKED || waitingFor != null) { // see takeBackFailedPark; its source is not to keep a wait
            boolean failed = failing;
            unpark();
            failing = failed;
        }
        byte last = SUCCEEDED;
        if (failing) {
            last = value instanceof CancelledError ? endedByCancellation() : FAILED;
        }
        publishEnd(last);
        TaskObserver all = observers;
        observers = null;
        if (all != null) {
            TaskObserver.completeAll(all);
        }
        home().forget(this);
        finish();
    }

    /**
     * Returns how an error has ended the task. One that was delivered to another task is a failure here. The error of a group
     * that has left its task without a close stands for the failure that it was sent for.
     */
    private byte endedByCancellation() {
        Throwable thrown =
                (Throwable) Unchecked.present(value); // so who verifies this need not load the class of the next
        CancelledError error = (CancelledError) thrown;
        if (CancelOrigin.isOfAnother(error, this)) {
            value = Cancellations.of(error);
            return FAILED;
        }
        if (!Closing.isSent(thrown)) {
            return CANCELLED;
        }
        Throwable failure = Unchecked.present(error.getCause());
        Cancellations.drop(thrown, failure);
        Closing.left(error);
        value = failure;
        return FAILED;
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
        observed = SEEN;
        end();
    }

    final void addObserver(TaskObserver observer) {
        markObserved();
        observers = TaskObserver.add(observer, observers);
    }

    final void removeObserver(TaskObserver observer) {
        observers = TaskObserver.remove(observer, observers);
    }

    final boolean hasObservers() {
        return observers != null;
    }

    /** Records that other code waits for the outcome. */
    public final void markObserved() {
        if (observed == UNOBSERVED) {
            observed = AWAITED;
        }
    }

    /** Records that other code has seen the outcome. */
    public final void markSeen() {
        observed = SEEN;
    }

    final boolean isObserved() {
        return observed != UNOBSERVED;
    }

    final boolean isSeen() {
        return observed == SEEN;
    }

    /**
     * Records that who waited for the outcome does so no longer. If nobody else does, the task counts as unobserved
     * again. Any thread.
     */
    public final void giveUp() {
        if (observed != SEEN) {
            if (home().isOnThread()) {
                unobserve();
            } else {
                home().post(GivenUp.of(this));
            }
        }
    }

    /** See {@link #giveUp}. On the loop's thread. */
    final void unobserve() {
        if (observed == AWAITED && observers == null) {
            disown();
        }
    }

    /** Records that nobody sees the outcome, though somebody has waited for it. On the loop's thread. */
    public final void disown() {
        if (observed != SEEN) {
            observed = UNOBSERVED;
            if (hasEnded()) {
                home().reportSoon(this);
            }
        }
    }

    private static final class GivenUp extends Message {
        private final TaskImpl<?> task;

        private GivenUp(TaskImpl<?> task) {
            this.task = task;
        }

        static Message of(TaskImpl<?> task) {
            return new GivenUp(task);
        }

        @Override
        protected void arrive(LoopEngine loop) {
            task.unobserve();
        }
    }

    /** Returns the failure of a failed task, or null. */
    public final @Nullable Throwable failure() {
        return phaseSeen() == FAILED ? (Throwable) value : null;
    }

    /** Returns the exception that a cancelled task shows to other code. */
    public final CancellationException cancellation() {
        return value instanceof CancelledError error ? Cancellations.of(error) : new CancellationException();
    }

    /** Returns the error that has ended a cancelled task, or null. */
    public final @Nullable CancelledError cancelledBy() {
        return phaseSeen() == CANCELLED ? (CancelledError) value : null;
    }

    /** Returns what is lost if no other code sees the outcome, or null: a failure, or a cancellation that carries one. */
    final @Nullable Throwable unseen() {
        Throwable failed = failure();
        if (failed == null && phaseSeen() == CANCELLED && Cancellations.carries((Throwable) value)) {
            failed = (Throwable) value;
        }
        return failed;
    }

    /**
     * Returns the value of this task, or throws its failure, to a task that awaits it. This task must have ended.
     *
     * @param awaiting the other task
     * @param suspended whether the other task was suspended
     */
    public final @Nullable Object outcomeFor(TaskImpl<?> awaiting, boolean suspended) throws Throwable {
        observed = SEEN;
        byte how = phaseSeen();
        if (how == SUCCEEDED) {
            return value;
        }
        if (how == CANCELLED) {
            CancellationException cancelled = cancellation();
            awaiting.addAwaiting(cancelled, passer(), true, suspended);
            throw cancelled;
        }
        Throwable failure = Unchecked.value(value);
        traceAwaited(failure, awaiting, suspended);
        throw failure;
    }

    @Override
    protected String named() {
        return "task '" + name() + "' [" + TaskStates.id(this) + "]";
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // only its identity matters
    protected Object passer() {
        return this;
    }

    /** Adds the methods of a task that awaits this one to the failure, only the first time. */
    public final void traceAwaited(Throwable failure, TaskImpl<?> awaiting, boolean suspended) {
        awaiting.addAwaiting(failure, passer(), true, suspended);
    }

    /** Adds the task's awaiting methods to the failure of another source, unless another task has done so. */
    public final void addAwaitsOnce(Throwable failure, boolean suspended) {
        addAwaiting(failure, null, false, suspended);
    }

    /** Adds the task's awaiting methods to the failure of a stage, if it is the first to receive it. */
    final void addAwaits(Throwable failure, CompletionStage<?> stage, boolean suspended) {
        Object known = stage instanceof HotFuture<?>
                ? stage
                : stage instanceof TaskFutures.OfTask<?> future ? future.task().passer() : null;
        addAwaiting(failure, known == null ? stage : known, known != null, suspended);
    }

    /** Returns the value of this task, or throws its failure, to ordinary code. The task must have ended. */
    final @Nullable Object outcome() throws Throwable {
        observed = SEEN;
        byte how = phaseSeen();
        if (how == SUCCEEDED) {
            return value;
        }
        if (how == CANCELLED) {
            throw Traces.withoutInternals(cancellation());
        }
        throw Traces.shown(Unchecked.<Throwable>value(value), passer());
    }

    /** Returns the value of a task that has succeeded. */
    final @Nullable Object result() {
        return value;
    }

    /** Returns what a future shows of a task that has ended without a value, or null. Does not count as a look. */
    final @Nullable Throwable shownProblem() {
        Throwable failed = failure();
        return failed == null && isCancelled()
                ? Traces.withoutInternals(cancellation())
                : failed == null ? null : Traces.shown(failed, passer());
    }

    /** Returns the failure of a failed task for other code than a task that awaits it: its trace shows no internals. */
    public final Throwable shownFailure() {
        return Traces.shown(Unchecked.present(failure()), passer());
    }

    /** Lets the failure of another task take along the failure of this one; reports it if that cannot be. */
    public final void passAlongWith(Throwable first, @Nullable TaskImpl<?> from) {
        passAlongWith(first, Cancellations.passesAgain(first, from));
    }

    /**
     * As {@link #passAlongWith(Throwable, TaskImpl)}.
     *
     * @param again whether the failure of the other task had passed before that task failed with it
     */
    public final void passAlongWith(Throwable first, boolean again) {
        Throwable own = shownFailure();
        if (!Cancellations.suppress(own, first, again)) {
            reportUncaught(this, own);
        }
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
        return switch (phaseSeen()) {
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
        StackReserve.check();
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
                observed = SEEN;
                throw new IllegalStateException(this + " failed", shownFailure());
            }
            default -> throw new IllegalStateException(this + " is not done");
        }
    }

    @Override
    public final Throwable exceptionNow() {
        if (failure() != null) {
            observed = SEEN;
            return shownFailure();
        }
        if (isCancelled()) {
            observed = SEEN;
            throw cancellation();
        }
        throw new IllegalStateException(this + (isDone() ? " has no exception" : " is not done"));
    }

    @Override
    public final void onDone(Consumer<? super Task<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        markSeen(); // the callback will see it
        new DoneCallback(this, () -> callback.accept(this), callback, false).observe();
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
