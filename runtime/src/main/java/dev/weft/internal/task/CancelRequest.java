package dev.weft.internal.task;

import dev.weft.internal.loop.QueueNode;
import org.jspecify.annotations.Nullable;

/** A request to cancel a task, from another thread than its loop's. */
final class CancelRequest extends QueueNode {
    private final TaskImpl<?> task;
    private final @Nullable String reason;

    private CancelRequest(TaskImpl<?> task, @Nullable String reason) {
        this.task = task;
        this.reason = reason;
    }

    static QueueNode of(TaskImpl<?> task, @Nullable String reason) {
        return new CancelRequest(task, reason);
    }

    @Override
    protected void run() {
        task.cancelHere(reason);
    }
}
