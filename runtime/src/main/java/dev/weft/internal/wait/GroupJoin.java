package dev.weft.internal.wait;

import dev.weft.CancelledError;
import dev.weft.internal.task.Deadlocks;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/** Waits for the children of a group, and throws its failure. A cancellation is thrown at once if no child has failed. */
final class GroupJoin extends GroupWait<Void> {
    GroupJoin(TaskGroupImpl group) {
        super(group);
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        task.beforeTaking();
        TaskGroupImpl joined = group();
        joined.requireLoop(task, "join");
        requireNoChild(task);
        joined.enter(task);
        if (!joined.isQuiet()) {
            return waitForChildren(task);
        }
        Object result; // a join that need not wait is the await of a ready source
        try {
            result = finish(task);
        } catch (Exception failure) {
            return task.readyFailing(failure);
        }
        return task.ready(result);
    }

    @Override
    void interrupted(CancelledError cancelled, TaskImpl<?> task) {
        if (!group().hasFailed()) {
            group().exit(task);
            throw cancelled; // the close will cancel the children
        }
        super.interrupted(cancelled, task);
    }

    /** Only a join is checked: the close that follows it cancels the children first. */
    @Override
    void check(TaskImpl<?> task) {
        try {
            Deadlocks.checkAll(task, this);
        } catch (Throwable deadlock) {
            group().exit(task);
            throw deadlock;
        }
    }

    /** A join is no end: what was deferred waits for the close. */
    @Override
    @Nullable
    Object ended(TaskImpl<?> task) throws Throwable {
        return finish(task);
    }

    @Override
    @Nullable
    Object finish(TaskImpl<?> task) throws Throwable {
        group().exit(task);
        cancelNext(task);
        group().report(task, task.isInnermost(this));
        return null;
    }

    @Override
    public boolean cancelsWhatItAwaits() {
        return false;
    }

    @Override
    String method() {
        return "join";
    }
}
