package dev.weft.internal.wait;

import dev.weft.Awaiter;
import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.abi.Activation;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.ThreadState;
import dev.weft.internal.task.WaitSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's wait for a value that is handed over to it. It is coroutine, awaiter and waker in one object, for primitives
 * that have a lock of their own. For {@code dev.weft.sync}; nothing here is meant to be called by hand.
 *
 * <p>An {@link Awaiter} may be woken and cancelled at the same time, and the runtime decides by compare-and-set. Here
 * the primitive decides, under its lock: either the wait {@linkplain #leave leaves} before a value is handed over, or
 * the value counts and exactly one {@link #wakeUp} follows. So this class needs neither atomics nor a second object.
 *
 * <p>Memory: what a thread did before it called {@link #wakeUp} happens before {@link #received}.
 *
 * @param <T> the type of the value
 */
public abstract class HandoffWait<T> extends Activation<T> implements WaitSource {
    /** The task that waits; null before it waits. Written by its thread. */
    private @Nullable TaskImpl<?> task;

    /** For the primitives. */
    protected HandoffWait() {}

    @Override
    protected final @Nullable Object start(FrameDriver driver) throws Throwable {
        if (this.task != null) {
            throw alreadyUsed();
        }
        TaskImpl<?> waiting = (TaskImpl<?>) driver;
        waiting.beforeTaking();
        task = waiting;
        waiting.publish(); // the task may come to hold what it waits for
        return begin(waiting);
    }

    /**
     * Returns the value through {@link #ready} if it is available, otherwise prepares the wake-up and
     * {@linkplain #park parks}. On the task's thread.
     *
     * @param task the task that is to wait
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure that the await is to throw
     */
    protected abstract @Nullable Object begin(TaskImpl<?> task) throws Throwable;

    /** Returns the task that waits, or is about to wait. */
    public final TaskImpl<?> task() {
        return Unchecked.present(task);
    }

    /**
     * Returns whether the task may park without {@link #beforeParking}. Cheap, and calls no user code. On the task's
     * thread.
     *
     * @param task the task
     * @param owner the task that holds what it is about to wait for; null if there is none
     */
    protected static boolean mayPark(TaskImpl<?> task, @Nullable TaskImpl<?> owner) {
        return task.mayPark() && (owner == null || !Deadlocks.needsCheck(task, owner));
    }

    /**
     * Checks a wait. Must be called before a value may be handed over, unless {@link #mayPark} returned true. On the
     * task's thread, without holding locks.
     *
     * @param task the task that is about to wait
     * @throws CancelledError if a request to cancel has come
     * @throws DeadlockException if the wait would close a cycle
     */
    protected final void beforeParking(TaskImpl<?> task) {
        Deadlocks.checkOwner(task, owner(), this);
        task.beforeParking();
    }

    /**
     * Passes on a value that was available without waiting, as every await of a ready source does. On the task's
     * thread.
     *
     * @param given the value
     * @param task the task
     * @return the value of the await, or {@link Frame#SUSPENDED}
     */
    protected static @Nullable Object ready(@Nullable Object given, TaskImpl<?> task) {
        return task.ready(given);
    }

    /**
     * Throws the failure of an await that did not wait, as {@link #ready} passes on a value. On the task's thread.
     *
     * @param failure the failure
     * @param task the task
     * @return {@link Frame#SUSPENDED}
     * @throws Throwable the failure
     */
    protected static @Nullable Object readyFailing(Throwable failure, TaskImpl<?> task) throws Throwable {
        return task.readyFailing(failure);
    }

    /**
     * Parks the task. The wake-up may have come before, from another thread. On the task's thread, without holding
     * locks.
     *
     * @param task the task
     * @return {@link Frame#SUSPENDED}
     */
    protected final Object park(TaskImpl<?> task) {
        task.park(this);
        return Frame.SUSPENDED;
    }

    /**
     * Checks that the stack is long enough to wake tasks. To be called before anything is changed that those wait for.
     *
     * @throws StackOverflowError if it is too short
     */
    protected static void reserveStack() {
        ThreadState.reserveStack();
    }

    /**
     * Wakes the task. Called once, after the value was handed over. Any thread, without holding locks, since it may run
     * the task.
     */
    protected final void wakeUp() {
        task().wakeFrom(this);
    }

    /**
     * Ends the wait because the task is cancelled. On the task's thread.
     *
     * @return false if a value was handed over before; then the value counts
     */
    protected abstract boolean leave();

    /**
     * Returns the value that was handed over. Called once, on the task's thread.
     *
     * @return the value
     * @throws Throwable if a failure was handed over
     */
    protected abstract @Nullable T received() throws Throwable;

    /**
     * Returns the task that must go on before a value can be handed over, or null if there is none or it is not known.
     */
    @Override
    public @Nullable TaskImpl<?> owner() {
        return null;
    }

    @Override
    public final boolean abandon() {
        return leave();
    }

    @Override
    public final @Nullable Object outcome() throws Throwable {
        try {
            return received();
        } catch (Throwable failure) {
            task().addAwaitsOnce(failure, true);
            throw failure;
        }
    }

    @Override
    public final boolean canBeHeld() {
        return true;
    }

    @Override
    public final boolean handsOver() {
        return true;
    }

    @Override
    public final Iterable<? extends TaskImpl<?>> awaited() {
        TaskImpl<?> owner = owner();
        return owner == null ? List.of() : List.of(owner);
    }
}
