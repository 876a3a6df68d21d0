package dev.weft.internal.task;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Message;

/** Brings the wake-up of a task from another thread to its loop. Used if the source is not a message itself. */
final class PostedWakeUp extends Message {
    private final TaskImpl<?> task;
    private final WaitSource source;

    private PostedWakeUp(TaskImpl<?> task, WaitSource source) {
        this.task = task;
        this.source = source;
    }

    static Message of(TaskImpl<?> task, WaitSource source) {
        return new PostedWakeUp(task, source);
    }

    @Override
    protected void arrive(LoopEngine loop) {
        task.wakeHere(source);
    }
}
