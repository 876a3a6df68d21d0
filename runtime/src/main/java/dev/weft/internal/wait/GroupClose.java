package dev.weft.internal.wait;

import dev.weft.CancelledError;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * Closes a group: cancels its children, waits for them, and throws its failure. A cancellation meanwhile is thrown at the
 * end, or by the next await if there is a failure.
 */
final class GroupClose extends GroupWait<Void> {
    GroupClose(TaskGroupImpl group) {
        super(group);
    }

    @Override
    @Nullable
    Object begin(TaskImpl<?> task) throws Throwable {
        TaskGroupImpl closed = group();
        closed.requireLoop(task, "closeAsync");
        closed.enter(task);
        closed.seal();
        if (!closed.hasEndedEarly()) { // otherwise they clean up already, which a second request would cut off
            closed.abort("the task group is closing");
        }
        return waitForChildren(task);
    }

    @Override
    void interrupted(CancelledError cancelled, TaskImpl<?> task) {
        own = task.outermost(own, cancelled);
        group().abort(cancelled.getMessage());
    }

    @Override
    @Nullable
    Object finish(TaskImpl<?> task) throws Throwable {
        TaskGroupImpl closed = group();
        closed.exit(task);
        if (closed.hasFailed()) {
            cancelNext(task);
            closed.report(task, task.isInnermost(this));
        }
        if (own != null) {
            throw own;
        }
        return null;
    }

    @Override
    String method() {
        return "closeAsync";
    }
}
