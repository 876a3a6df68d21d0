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
import dev.weft.internal.task.WaitSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's wait for something that is handed over to it: coroutine, awaiter and waiter in one object, for primitives that have
 * a lock of their own. For {@code dev.weft.sync}; nothing here is meant to be called by hand.
 *
 * <p>An {@link Awaiter} may be woken and cancelled at the same time, and the runtime decides by compare-and-set. Here the
 * primitive decides, under its lock: either the wait has {@link #leave left} before something was handed over, or what was
 * handed over counts, and exactly one {@link #wakeUp} follows. So this needs neither atomics nor a second object.
 *
 * <p>Memory: what a thread did before it called {@link #wakeUp} happens before {@link #received}.
 *
 * @param <T> what is handed over
 */
public abstract class HandoffWait<T> extends Activation<T> implements WaitSource {
    /** The task that waits; null until it does. Written by its thread. */
    private @Nullable TaskImpl<?> task;

    /** For the primitives. */
    protected HandoffWait() {}

    @Override
    protected final @Nullable Object start(FrameDriver driver) throws Throwable {
        if (this.task != null) {
            throw alreadyUsed();
        }
        TaskImpl<?> waiting = (TaskImpl<?>) driver;
        task = waiting;
        waiting.publish(); // it may come to hold what it waits for
        return begin(waiting);
    }

    /**
     * Gives what is there, by {@link #ready}, or gets ready to be woken and {@link #park parks}. On the task's thread.
     *
     * @param task the task that is to wait
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the await is to throw
     */
    protected abstract @Nullable Object begin(TaskImpl<?> task) throws Throwable;

    /** The task that waits, or is about to. */
    public final TaskImpl<?> task() {
        return Unchecked.present(task);
    }

    /**
     * Says whether nothing needs {@link #beforeParking} to look at it. Cheap, and calls no code of users.
     *
     * @param task the task, on its thread
     * @param owner who holds what it is about to wait for, if that is one task
     */
    protected static boolean mayPark(TaskImpl<?> task, @Nullable TaskImpl<?> owner) {
        return task.hasLoop() && !task.isCancelRequested() && (owner == null || !Deadlocks.needsCheck(task, owner));
    }

    /**
     * To be called before somebody may hand anything over, unless {@link #mayPark}. On the task's thread, not holding locks.
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
     * Passes on what a task got without having to wait, as every await of something ready does.
     *
     * @param given what it got
     * @param task the task, on its thread
     * @return what the await gives, or {@link Frame#SUSPENDED}
     */
    protected static @Nullable Object ready(@Nullable Object given, TaskImpl<?> task) {
        return task.ready(given);
    }

    /**
     * Parks the task. The wake-up may have come before, from another thread. On the task's thread, not holding locks.
     *
     * @param task the task
     * @return {@link Frame#SUSPENDED}
     */
    protected final Object park(TaskImpl<?> task) {
        task.park(this);
        return Frame.SUSPENDED;
    }

    /** Wakes the task. Once, after something was handed over; any thread, not holding locks, since it may run the task. */
    protected final void wakeUp() {
        task().wakeFrom(this);
    }

    /**
     * Ends the wait because the task is cancelled. On its thread.
     *
     * @return false if something was handed over before: then that counts
     */
    protected abstract boolean leave();

    /**
     * Gives what was handed over. Called once, on the task's thread.
     *
     * @return the value
     * @throws Throwable if that is a failure
     */
    protected abstract @Nullable T received() throws Throwable;

    /** The task that has to go on before anything can be handed over, if that is one and known. */
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
            task().traceReceived(failure, true);
            throw failure;
        }
    }

    @Override
    public final boolean canBeHeld() {
        return true;
    }

    @Override
    public final Iterable<? extends TaskImpl<?>> awaited() {
        TaskImpl<?> owner = owner();
        return owner == null ? List.of() : List.of(owner);
    }
}
