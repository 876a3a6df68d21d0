package dev.weft.internal.wait;

import dev.weft.CancelledError;
import dev.weft.abi.Closing;
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
        requireNoChild(task);
        closed.enter(task);
        closed.seal();
        if (!closed.hasEndedEarly()) { // otherwise they clean up already, which a second request would cut off
            closed.abort("the task group is closing");
        }
        return waitForChildren(task);
    }

    @Override
    @Nullable
    Object finish(TaskImpl<?> task) throws Throwable {
        TaskGroupImpl closed = group();
        closed.exit(task);
        if (closed.hasFailed()) {
            CancelledError ofBody = closed.fromOutside(); // in a finally block the failure takes its place
            if (ofBody != null) {
                own = task.outermost(own, ofBody);
                Closing.sent(ofBody, new Replaced(task, ofBody));
            }
            cancelNext(task);
            closed.report(task, task.isInnermost(this));
        }
        if (own != null) {
            throw own;
        }
        return null;
    }

    /** What becomes of a cancellation that the body has thrown and that is requested once more. */
    private record Replaced(TaskImpl<?> task, CancelledError error) implements Closing.Sent {
        @Override
        public void ended() {}

        @Override
        public void replaced() {}

        /** It leaves the block itself: no other await is to throw it. */
        @Override
        public void kept() {
            task.withdrawAgain(error);
        }
    }

    @Override
    String method() {
        return "closeAsync";
    }
}
