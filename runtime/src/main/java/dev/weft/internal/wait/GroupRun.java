package dev.weft.internal.wait;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.TaskGroup;
import dev.weft.abi.Closing;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * Runs a body with a group, inside the awaiting task, then waits for the children.
 *
 * <p>A value waits for the children. Whatever the body throws cancels them. What is thrown in the end: an exception of the
 * body's own, with the failure of the group suppressed in it; otherwise the failure, and a cancellation of the task by the
 * next await; otherwise the cancellation, also one that comes together with a cancellation of the group.
 */
final class GroupRun<T> extends GroupWait<T> {
    private final AsyncFunction<TaskGroup, T> work;
    private @Nullable Object value;

    /** What the body has thrown. */
    private @Nullable Throwable thrown;

    GroupRun(AsyncFunction<TaskGroup, T> work) {
        super(null);
        this.work = work;
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        task.beforeTaking();
        TaskGroupImpl made = new TaskGroupImpl(task.loopFor("TaskGroup.run"), task);
        group = made;
        try {
            Object given = Suspension.await(new LazyCoroutine<>(() -> work.apply(made)), task);
            if (given == SUSPENDED) {
                state = INSIDE;
                Suspension.suspend(this, task);
                return SUSPENDED;
            }
            value = given;
        } catch (Throwable failure) {
            thrown = failure;
        }
        return bodyEnded(task);
    }

    @Override
    @Nullable
    Object goOn(TaskImpl<?> task) throws Throwable {
        try {
            value = Suspension.resumed(task);
        } catch (Throwable failure) {
            thrown = failure;
        }
        return bodyEnded(task);
    }

    private @Nullable Object bodyEnded(TaskImpl<?> task) throws Throwable {
        group().enter(task);
        if (thrown != null) {
            group().bodyFailed(thrown);
        }
        if (thrown != null && !group().hasEndedEarly()) { // otherwise they clean up already
            group().abort(
                            thrown instanceof CancelledError
                                    ? "the body of the task group was cancelled"
                                    : "a sibling failed");
        }
        return waitForChildren(task);
    }

    /** A child that awaits the owner waits for ever once the owner waits for it. */
    @Override
    void check(TaskImpl<?> task) {
        try {
            if (thrown == null) {
                Deadlocks.checkAll(task, this);
            }
        } catch (DeadlockException deadlock) { // the children end first, which opens the cycle
            thrown = deadlock;
            group().abort("a sibling failed");
        }
    }

    @Override
    @Nullable
    Object ended(TaskImpl<?> task) throws Throwable {
        group().seal();
        return exit(task);
    }

    @Override
    @Nullable
    Object finish(TaskImpl<?> task) throws Throwable {
        TaskGroupImpl ended = group();
        ended.exit(task);
        Throwable ofBody = thrown;
        boolean interrupted = ended.hasSent(ofBody);
        if (ofBody instanceof CancelledError cancelled && ended.hasFailed()) { // the failure first, a cancellation next
            CancelledError outside = ended.fromOutside(); // a clean-up that was cancelled itself has replaced it
            CancelledError other = outside == null && !interrupted ? cancelled : outside;
            own = other == null ? own : task.outermost(own, other);
        } else if (ofBody != null && !interrupted && !ended.isFailure(ofBody)) {
            cancelNext(task);
            ended.suppressIn(ofBody);
            throw ofBody;
        }
        if (ended.hasFailed()) {
            cancelNext(task);
            ended.keep(ofBody);
            ended.report(task, task.isInnermost(this));
        }
        if (own != null) {
            Cancellations.drop(ofBody, own);
            throw own;
        }
        if (ofBody != null) {
            throw interrupted(ofBody, task);
        }
        return value;
    }

    /** Returns what is thrown in place of the interruption: a cancellation of the task, if it has been requested as well. */
    private static Throwable interrupted(Throwable ofBody, TaskImpl<?> task) {
        try {
            task.throwIfCancelled();
        } catch (CancelledError requested) {
            Cancellations.drop(ofBody, requested);
            return requested;
        }
        return Closing.cancelled(ofBody);
    }

    @Override
    String method() {
        return "run";
    }
}
