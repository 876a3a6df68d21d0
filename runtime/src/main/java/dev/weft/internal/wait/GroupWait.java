package dev.weft.internal.wait;

import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.WaitSource;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a task group has no unfinished child. The common part of the ways in which a group ends: {@code join}, the
 * close, {@code TaskGroup.run}.
 *
 * <p>While the group's owner waits here, the group does not interrupt it: it will throw the failure itself. Owned by the
 * thread of the group's loop.
 *
 * @param <T> the type of its value
 */
abstract class GroupWait<T> extends Frame<T> implements WaitSource {
    private static final int WAITING = 1;

    /** The state of a wait whose task is inside of another coroutine. */
    static final int INSIDE = 2;

    /** The task is inside of what was deferred to the end of the group. */
    private static final int EXITING = 3;

    /** Null before it begins, if the group is made then. */
    @Nullable
    TaskGroupImpl group;

    /** The awaiting task's cancellation, kept until all children have ended. */
    @Nullable
    CancelledError own;

    private @Nullable TaskImpl<?> parked;
    private @Nullable Exits exits;

    GroupWait(@Nullable TaskGroupImpl group) {
        this.group = group;
    }

    @Override
    protected final @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        if (state < 0) {
            return begin(task);
        }
        if (state == INSIDE) {
            return goOn(task);
        }
        if (state == EXITING) {
            return exited(Suspension.resumed(task), task);
        }
        try {
            Suspension.resumed(task);
        } catch (CancelledError cancelled) {
            interrupted(cancelled, task);
        }
        return waitForChildren(task);
    }

    /** Runs what was deferred to the end of the group, then finishes. */
    final @Nullable Object exit(TaskImpl<?> task) throws Throwable {
        Exits deferred = group().exits();
        if (deferred == null) {
            return finish(task);
        }
        exits = deferred;
        Object given = Suspension.await(deferred, task);
        if (given == SUSPENDED) {
            state = EXITING;
            Suspension.suspend(this, task);
            return SUSPENDED;
        }
        return exited(given, task);
    }

    private @Nullable Object exited(@Nullable Object failure, TaskImpl<?> task) throws Throwable {
        CancelledError cancelled = Unchecked.present(exits).cancelled();
        own = cancelled == null ? own : task.outermost(own, cancelled);
        group().exited((Throwable) failure);
        return finish(task);
    }

    /** Called when it is awaited. */
    abstract @Nullable Object begin(TaskImpl<?> task) throws Throwable;

    /** Called when the coroutine that it was inside of has ended. */
    @Nullable
    Object goOn(TaskImpl<?> task) throws Throwable {
        throw new AssertionError();
    }

    /** Called when the awaiting task was cancelled: keeps the cancellation, and cancels the children once more. */
    void interrupted(CancelledError cancelled, TaskImpl<?> task) {
        own = task.outermost(own, cancelled);
        group().abort(cancelled.getMessage()); // one of them may have swallowed an earlier request
    }

    /** Called at the end. */
    abstract @Nullable Object finish(TaskImpl<?> task) throws Throwable;

    /** Called before the task parks. */
    void check(TaskImpl<?> task) {}

    /** Returns the name of the method that made this. */
    abstract String method();

    /** Refuses a child of the group, for whose end the group waits. */
    final void requireNoChild(TaskImpl<?> task) {
        if (group().hasChild(task)) {
            throw new DeadlockException(
                    task + " waits in TaskGroup." + method() + " for the end of the task group that it is a child of");
        }
    }

    final TaskGroupImpl group() {
        return Unchecked.present(group);
    }

    final @Nullable Object waitForChildren(TaskImpl<?> task) throws Throwable {
        TaskGroupImpl waited = group();
        while (!waited.isQuiet()) {
            try {
                task.beforeParking();
            } catch (CancelledError cancelled) {
                interrupted(cancelled, task);
                continue;
            }
            check(task);
            state = WAITING;
            parked = task;
            waited.addWaiter(this);
            task.park(this);
            Suspension.suspend(this, task);
            return SUSPENDED;
        }
        return ended(task);
    }

    /** Called when all children have ended. */
    @Nullable
    Object ended(TaskImpl<?> task) throws Throwable {
        return exit(task);
    }

    /** Lets the next await throw the kept cancellation: something else takes precedence. */
    final void cancelNext(TaskImpl<?> task) {
        CancelledError cancelled = own;
        if (cancelled != null) {
            own = null;
            task.cancelAgain(cancelled);
        }
    }

    void wake() {
        TaskImpl<?> task = parked;
        if (task != null) {
            parked = null;
            task.wake();
        }
    }

    @Override
    public final boolean abandon() {
        parked = null;
        group().leave(this);
        return true;
    }

    @Override
    public final Iterable<TaskImpl<?>> awaited() {
        return group().children();
    }

    @Override
    public boolean cancelsWhatItAwaits() {
        return true;
    }

    @Override
    public final @Nullable Object outcome() {
        return null;
    }

    @Override
    protected final StackTraceElement position() {
        return new StackTraceElement("dev.weft.TaskGroup", method(), "TaskGroup.java", -1);
    }

    @Override
    public final String toString() {
        return "TaskGroup." + method();
    }
}
