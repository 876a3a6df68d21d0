package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.abi.Activation;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.Unchecked;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task that suspends and wakes, and is cancelled.
 *
 * <pre>
 * PENDING     in the ready queue before its first step; waitingFor is the coroutine
 * RUNNING     the loop's thread is in its frames
 * PARKED      waits: for a timer if it is in the heap, else for waitingFor
 * YIELDED     in the ready queue, only to let others run
 * WOKEN       in the ready queue with an outcome, which no cancellation takes away
 * CANCELLING  in the ready queue, to throw CancelledError at the await it was parked at
 * SUCCEEDED, FAILED, CANCELLED   ended; value is the outcome
 *
 * PENDING → RUNNING → PARKED  → WOKEN      → RUNNING → … → SUCCEEDED
 *              ↓         ↘ CANCELLING ↗                     FAILED
 *           YIELDED ──────────→ RUNNING                     CANCELLED
 *                    ↘ CANCELLING
 * </pre>
 *
 * <p>A request to cancel is kept in {@code cancelRequest} from the moment it comes to the moment its
 * {@link CancelledError} is made: at the resumption of a CANCELLING task, or at the next await that would park. So
 * several requests before the delivery are one. The request stays if the task ends before.
 *
 * <p>A task of a loop is moved through this table by the loop's thread alone. A task without a loop, see
 * {@link HotTask}, uses only RUNNING, PARKED and WOKEN, by compare-and-set.
 */
public abstract sealed class Suspendable extends FrameDriver permits TaskImpl {
    static final byte PENDING = 0;
    static final byte RUNNING = 1;
    static final byte PARKED = 2;
    static final byte YIELDED = 3;
    static final byte WOKEN = 4;
    static final byte CANCELLING = 5;
    static final byte SUCCEEDED = 6;
    static final byte FAILED = 7;
    static final byte CANCELLED = 8;

    /** The value of {@code waitingFor} if the outcome is already in {@code value}. */
    static final Object NOTHING = new Object();

    /**
     * See the table. Written by the thread that runs the task. The last write is a release, after the outcome. Other
     * threads read it with acquire.
     */
    byte phase;

    /**
     * The coroutine while PENDING; the {@link WaitSource} while PARKED or WOKEN, null for a timer.
     * Owned by the thread that runs the task.
     */
    @Nullable
    Object waitingFor;

    /**
     * What {@link RequestSlot} changes: the reason of a cancellation that was not delivered yet, or that there is none;
     * {@link PendingRequests} if there are more, {@link Delivered} if the last one was delivered; null if there was no
     * request. For a task with a loop, owned by the loop's thread. For a task without one, changed by compare-and-set by any
     * thread; {@link PendingRequests}, once there, stay.
     */
    volatile @Nullable Object cancelRequest;

    /** How often the task has looked for others and found none. Owned by the thread that runs the task. */
    private byte quietLooks;

    /**
     * The loop; null if the task has none. Changes at most once: when a hot method suspends for the first time. A field of
     * the loop's class and not of its interface {@link Home}, since each step would check the class.
     */
    @Nullable
    EventLoopImpl loop;

    Suspendable(@Nullable EventLoopImpl loop) {
        this.loop = loop;
    }

    /** Returns the phase, on any thread: what the task did before happens before what the caller does next. */
    final byte phaseSeen() {
        byte now = phase;
        VarHandle.acquireFence(); // with the load, what a handle does, which would slow the start
        return now;
    }

    /** Ends the task: what it did before happens before what another thread does that has seen this. */
    final void publishEnd(byte last) {
        VarHandle.releaseFence();
        phase = last;
    }

    /** Returns the place where the task runs. */
    final Home home() {
        EventLoopImpl here = loop;
        return here != null ? here : homeWithoutLoop();
    }

    /** Returns the place where a task runs that has no loop. */
    abstract Home homeWithoutLoop();

    /**
     * Returns the task's loop. On the task's thread.
     *
     * @param operation the operation that needs the loop, for the message
     * @throws IllegalStateException if the task has no loop
     */
    public final EventLoopImpl loopFor(String operation) {
        EventLoopImpl here = loopOrNull();
        return here != null ? here : home().loopFor(operation);
    }

    /** Returns the task's loop, or null if it has none: then it is the task of a hot call. On the task's thread. */
    public final @Nullable EventLoopImpl loopOrNull() {
        if (loop == null) {
            home().bind(this);
        }
        return loop;
    }

    /**
     * Returns the task's loop, and prepares a park there. On the task's thread.
     *
     * @param operation the operation that is about to park the task, for the message
     * @throws IllegalStateException if the task has no loop
     * @throws CancelledError if a request to cancel has come
     */
    public final EventLoopImpl loopToParkOn(String operation) {
        EventLoopImpl here = loopFor(operation);
        takeBackFailedPark();
        throwIfCancelled();
        return here;
    }

    /**
     * Prepares a park. Must be called by the code that is about to park the task.
     *
     * @throws CancelledError if a request to cancel has come
     */
    public final void beforeParking() {
        if (loop == null) {
            home().bind(this);
        }
        takeBackFailedPark();
        throwIfCancelled();
    }

    /**
     * Takes back a park whose suspension has failed while it unwound, for example since there was no memory for a frame. A
     * method that awaits may have caught that failure, so the task goes on without the driver.
     */
    final void takeBackFailedPark() {
        if (isParkTaken()) {
            unpark();
        }
    }

    /** Returns whether the running task has parked, and has not unwound to the driver. */
    public final boolean isParkTaken() {
        return phase != RUNNING || waitingFor != null || isUnwinding();
    }

    /**
     * Delivers a request, if one waits and nothing holds it back. On the task's thread.
     *
     * @throws CancelledError if a request to cancel has come
     */
    public final void throwIfCancelled() {
        if (cancelRequest != null && isCancelRequested()) {
            throw RequestSlot.take(this);
        }
    }

    /**
     * Takes a request that has done what it was made for: the task stops. So what cleans up does not receive it. On the
     * task's thread.
     */
    public final void forgetRequest() {
        if (isCancelRequested()) {
            var unused = RequestSlot.take(this);
        }
    }

    /**
     * Returns whether the task may park without {@link #beforeParking}. Cheap, and calls no user code. On the task's thread.
     */
    public final boolean mayPark() {
        return loop != null && !isCancelRequested() && !isParkTaken();
    }

    /** Returns whether the task runs on a loop. */
    public final boolean hasLoop() {
        return loop != null;
    }

    /** Returns whether a request to cancel waits for its delivery, and nothing holds it back. */
    public final boolean isCancelRequested() {
        Object request = cancelRequest;
        return request instanceof PendingRequests pending
                ? pending.mayDeliver()
                : request != null && !(request instanceof Delivered);
    }

    // ---- requests of scopes inside the task, on its thread

    /** Numbers a scope inside this task: a limit, a group. On the task's thread. */
    public final long nextScope() {
        EventLoopImpl here = loopOrNull();
        return (here == null ? home() : here).nextScope();
    }

    private void forgetIfIdle(PendingRequests pending) {
        if (hasLoop() && pending.isIdle()) {
            cancelRequest = null;
        }
    }

    /** Cancels the task on behalf of a scope inside it. The task must have a loop. */
    public final void cancelFor(ScopeRequest scope) {
        if (phase < SUCCEEDED && RequestSlot.pending(this).ask(scope)) {
            deliverSoon();
        }
    }

    /** Prepares the task, which has no loop, for {@link #ask}. On its thread. */
    final void expectRequests() {
        RequestSlot.pending(this);
    }

    /**
     * Records the request of a scope inside a task without a loop, unless the scope has ended or has made it before. Any
     * thread.
     *
     * @return whether it was recorded
     */
    final boolean ask(ScopeRequest scope) {
        return RequestSlot.pending(this).ask(scope);
    }

    /** Ends a request that was not made. Returns false if it was; then nothing changes. */
    final boolean revoke(ScopeRequest scope) {
        return RequestSlot.pending(this).revoke(scope);
    }

    /**
     * Requests once more the cancellation that was delivered as this error, since a failure has taken precedence. The next
     * suspending await throws the same error, so that the scope that has sent it knows it.
     */
    public final void cancelAgain(CancelledError error) {
        if (phase < SUCCEEDED) {
            RequestSlot.pending(this).addAgain(error);
            deliverSoon();
        }
    }

    /** Takes back {@link #cancelAgain}: the error is thrown without it. */
    public final void withdrawAgain(CancelledError error) {
        if (cancelRequest instanceof PendingRequests pending) {
            pending.withdrawAgain(error);
            forgetIfIdle(pending);
        }
    }

    /**
     * Takes back the request of a scope that has ended, unless the task is about to throw it, and forgets its error.
     */
    public final void withdraw(ScopeRequest scope) {
        if (cancelRequest instanceof PendingRequests pending) {
            if (phase != CANCELLING) {
                pending.withdraw(scope);
            }
            pending.forget(scope);
            forgetIfIdle(pending);
        }
    }

    /**
     * Returns the cancellation from furthest outside of a scope that the task has thrown since the scope has begun, or null.
     */
    public final @Nullable CancelledError cancelledFromOutside(long scope) {
        Object request = cancelRequest;
        if (request instanceof PendingRequests pending) {
            return pending.fromOutside(scope);
        }
        return request instanceof Delivered before ? before.fromOutside(scope) : null;
    }

    /**
     * Returns which of two cancellations that the task has thrown is to be kept: the one that was asked for from further
     * outside, of equal ones the later. It takes along what the other one carries.
     *
     * @param kept the one that was kept so far, or null
     */
    public final CancelledError outermost(@Nullable CancelledError kept, CancelledError now) {
        if (kept == null || kept == now) {
            return now;
        }
        return RequestSlot.outermost(this, kept, now);
    }

    /** Returns whether the task is about to throw a cancellation. On the loop's thread. */
    public final boolean isCancelling() {
        return phase == CANCELLING;
    }

    /**
     * Holds back all requests but those of scopes inside this one.
     *
     * @throws CancelledError if a request has come, and a budget of such scopes has begun since: a task that only awaits what
     *     is uncancellable must end, too
     */
    public final void mask(long scope) {
        if (!RequestSlot.pending(this).mask(scope, MAX_BUDGET)) {
            throw RequestSlot.take(this);
        }
    }

    /** Ends the innermost {@link #mask}. What was held back is thrown by the next suspending await. */
    public final void unmask() {
        PendingRequests pending = RequestSlot.pending(this);
        pending.unmask();
        forgetIfIdle(pending);
    }

    /**
     * Parks the task until it is woken. Called after {@link #beforeParking}.
     *
     * @param source the source that it waits for; null for its own timer
     */
    public final void park(@Nullable WaitSource source) {
        waitingFor = source;
        if (hasLoop()) { // without a loop PARKED is set when the slice ends; a wake-up may have come already
            phase = PARKED;
        }
    }

    /**
     * Passes on the value of a source that was ready. At intervals it goes through the ready queue, so that a task that
     * awaits only ready sources does not keep the other tasks waiting.
     *
     * <p>A request to cancel is thrown at the next await after that, see {@link #beforeTaking}. The value is not lost.
     *
     * @return the value, or {@link Frame#SUSPENDED}
     */
    public final @Nullable Object ready(@Nullable Object given) {
        return --budget > 0 ? given : outOfBudget(given, false);
    }

    /**
     * Throws the failure of a source that was ready. At intervals it goes through the ready queue, as in {@link #ready}.
     *
     * @return {@link Frame#SUSPENDED}
     */
    public final @Nullable Object readyFailing(Throwable failure) throws Throwable {
        if (--budget > 0 || outOfBudget(failure, true) != Frame.SUSPENDED) {
            throw failure;
        }
        return Frame.SUSPENDED;
    }

    /**
     * Must be called before an await takes something that would be lost with it. Sources that keep what they give need
     * not call it: {@link #ready} is enough.
     *
     * @throws CancelledError if the budget was spent and a request to cancel has come
     */
    public final void beforeTaking() {
        if (budget <= 0) {
            budget = 1; // the clean-up lets others run soon
            throwIfCancelled();
        }
    }

    private @Nullable Object outOfBudget(@Nullable Object given, boolean failed) {
        if (budget < 0) { // it was spent before this await
            budget = 0;
            throwIfCancelled();
        }
        EventLoopImpl here = loopOrNull(); // in the first slice of a hot call there may be others to let run
        if (here == null) {
            lookForRequest();
            budget = isCancelRequested() ? 0 : MAX_BUDGET;
            return given;
        }
        takeBackFailedPark();
        value = given;
        failing = failed;
        waitingFor = NOTHING;
        phase = WOKEN;
        here.enqueue(this);
        return Frame.SUSPENDED;
    }

    /**
     * Lets others run before a deferred method starts, so that calls without end can be cancelled and keep no loop for
     * themselves. A request to cancel is thrown at the await of that method.
     */
    @Override
    protected final boolean goesOnDeferred() {
        EventLoopImpl here = loopOrNull();
        if (here != null) {
            phase = isCancelRequested() ? CANCELLING : YIELDED;
            try {
                here.enqueue(this);
                return false;
            } catch (OutOfMemoryError noRoom) {
                phase = RUNNING; // the next methods that are put off try it again
                return true;
            }
        }
        lookForRequest();
        if (isCancelRequested()) {
            throwHere(RequestSlot.take(this), null);
        }
        return true;
    }

    /**
     * What waits for the end of the step is looked at each time. For events the task yields at each 128th look: to look at
     * them costs more than many awaits.
     *
     * <p>This method has at most 35 bytes: HotSpot inlines no longer one where it is seldom called, and a call in a loop
     * costs it its registers. {@link #mayGoOn} is always called, so it may be longer.
     */
    @Override
    protected final boolean mustYield() {
        if (mayGoOn()) {
            budget = MAX_BUDGET;
            return false;
        }
        return mustYieldNow();
    }

    private boolean mayGoOn() {
        EventLoopImpl here = loop;
        boolean quiet = here == null ? isAlone() : ++quietLooks >= 0 && here.isQuiet();
        return quiet && cancelRequest == null;
    }

    /** Returns whether nothing can wait for this task to suspend: there is no loop, and nobody knows the task. */
    boolean isAlone() {
        return false;
    }

    private boolean mustYieldNow() {
        EventLoopImpl here = loopOrNull(); // in the first slice of a hot call there may be others to let run
        if (here == null) {
            lookForRequest();
        }
        if (isCancelRequested()) {
            budget = 0; // the next await throws, before it takes anything
            return true;
        }
        if (here != null && (quietLooks < 0 || !here.isQuiet())) {
            if (quietLooks < 0) {
                quietLooks = 0;
                here.serveSoon();
            }
            budget = 1; // the next await yields
            return true;
        }
        budget = MAX_BUDGET;
        return false;
    }

    /** Returns whether the task has budget left, and so may go on behind an await that was counted elsewhere. */
    final boolean hasBudget() {
        return budget > 1;
    }

    /** Makes a cancellation the outcome of the await of the innermost frame that has started. */
    private void throwHere(Error cancelled, @Nullable WaitSource source) {
        if (source instanceof Problem noted) {
            cancelled.addSuppressed(noted.thrown());
        }
        dropUnstarted();
        addAwaiting(cancelled, this, true, true); // where it waited
        value = cancelled;
        failing = true;
    }

    /** Records a request to cancel that has come to somewhere else than this task. On the task's thread. */
    void lookForRequest() {}

    /** Moves the task to the end of the ready queue. */
    public final void yieldTo(EventLoopImpl here) {
        phase = YIELDED;
        here.enqueue(this);
    }

    /** Wakes the task: the outcome is available. On the loop's thread. Does nothing if the task is not parked. */
    public final void wake() {
        if (phase == PARKED) {
            phase = WOKEN;
            resumeSoon();
        }
    }

    /**
     * Wakes the task if it still waits for this source. It may have gone on without the source, if its frames could not
     * be saved.
     */
    final void wakeHere(WaitSource source) {
        if (waitingFor == source) {
            wake();
        }
    }

    /** Puts the task, which has just been woken, into its loop's ready queue. */
    private void resumeSoon() {
        Unchecked.present(loop).enqueue(this); // a task that has no loop is never in these phases
    }

    /** Wakes the task: the time of its sleep is over. */
    @Override
    protected final void fire() {
        wake();
    }

    /** Records a request to cancel; delivers it if the task is parked. On the loop's thread. */
    public final void cancelHere(@Nullable String reason) {
        if (giveUpHere(reason)) {
            cancelledHere();
        }
    }

    /**
     * Records a request to cancel, and gives up waiting if the task is parked. On the loop's thread.
     *
     * @return whether {@link #cancelledHere} must follow
     */
    final boolean giveUpHere(@Nullable String reason) {
        if (phase >= SUCCEEDED) {
            return false;
        }
        RequestSlot.add(this, reason);
        return giveUp();
    }

    /** Delivers the request to cancel if the task is parked and nothing holds the request back. */
    private void deliverSoon() {
        if (giveUp()) {
            cancelledHere();
        }
    }

    /** Gives up waiting if the task is parked and nothing holds its request back; returns as {@link #giveUpHere}. */
    private boolean giveUp() {
        byte now = phase;
        if (now == YIELDED && isCancelRequested()) {
            phase = CANCELLING;
        }
        return now == PARKED && isCancelRequested() && abandonSource();
    }

    /** Delivers a request after {@link #giveUpHere}. On the loop's thread. */
    final void cancelledHere() {
        phase = CANCELLING;
        resumeSoon();
    }

    /** Gives up waiting. Returns false if the wake-up is already on its way. */
    final boolean abandonSource() {
        Object waited = waitingFor;
        if (waited == null) {
            return home().removeTimerOf(this);
        }
        if (waited == NOTHING) {
            return false;
        }
        WaitSource source = (WaitSource) waited;
        if (!source.abandon()) {
            return false;
        }
        if (waitingFor == source) { // otherwise a problem was noted
            waitingFor = null;
        }
        return true;
    }

    /** Keeps what a source has thrown as it was told that the task no longer waits, for the {@link CancelledError}. */
    final void noteProblem(Throwable problem) {
        waitingFor = new Problem(problem);
    }

    /** Reports a problem that no {@link CancelledError} can take along. */
    final void reportProblem() {
        if (waitingFor instanceof Problem noted) {
            home().uncaught(this, noted.thrown());
        }
        waitingFor = null;
    }

    /** If the task is in the ready queue already, its turn finds nothing to do: see {@link TaskImpl#runStep}. */
    @Override
    protected final void unpark() {
        if (phase == PARKED || (!hasLoop() && waitingFor instanceof WaitSource)) {
            abandonSource();
        }
        if (hasLoop()) {
            phase = RUNNING;
        }
        failing = false;
        forgetLinks();
        reportProblem();
    }

    /** The value of {@code waitingFor} of a task that is cancelled, if the source that it waited for has thrown. */
    private record Problem(Throwable thrown) implements WaitSource {
        @Override
        public boolean abandon() {
            return false;
        }

        @Override
        public @Nullable Object outcome() {
            throw new AssertionError();
        }
    }

    /**
     * Runs frames until the outermost has ended or the task suspends.
     *
     * @param before the phase before the step
     * @return true if {@code value} is the task's outcome
     */
    final boolean step(int before) {
        if (before == PENDING) {
            Activation<?> root = (Activation<?>) Unchecked.present(waitingFor);
            waitingFor = null;
            return begin(root);
        }
        if (before != YIELDED) { // a task that yielded has no outcome to collect
            collect(before == CANCELLING);
        }
        return drive();
    }

    /** Stores the outcome of the await, which the task was woken with, in {@code value} for the innermost frame. */
    private void collect(boolean cancelling) {
        Object waited = waitingFor;
        waitingFor = null;
        if (waited == NOTHING) {
            if (isCancelRequested()) {
                budget = 0; // the next await throws, before it takes anything
            }
            return;
        }
        WaitSource source = (WaitSource) waited;
        failing = false;
        value = null;
        try {
            if (cancelling) {
                throwHere(RequestSlot.take(this), source);
            } else if (source != null) {
                value = source.outcome();
            }
        } catch (Throwable failure) {
            value = failure;
            failing = true;
        }
    }
}
