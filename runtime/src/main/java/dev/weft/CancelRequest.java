package dev.weft;

import org.jspecify.annotations.Nullable;

/** A request to cancel a task that comes from another thread than its loop's. */
final class CancelRequest extends QueueNode {
    private final Task<?> task;
    private final @Nullable String reason;

    CancelRequest(Task<?> task, @Nullable String reason) {
        this.task = task;
        this.reason = reason;
    }

    @Override
    void run() {
        task.cancelHere(reason);
    }
}
