package dev.weft.internal.observe;

import dev.weft.Task;
import dev.weft.internal.observe.jfr.TaskEnd;
import dev.weft.internal.observe.jfr.TaskStart;
import dev.weft.internal.observe.jfr.TaskSuspend;
import dev.weft.ports.LoopInspection;
import jdk.jfr.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Records the events of tasks with Flight Recorder. Call it only while {@link StepHooks#recording} is true, on the loop's
 * thread.
 */
public final class TaskEvents {
    // Checked before an event is made, so that a disabled event is never allocated, not even in interpreted code.
    private static final EventType START = EventType.getEventType(TaskStart.class);
    private static final EventType END = EventType.getEventType(TaskEnd.class);
    private static final EventType SUSPEND = EventType.getEventType(TaskSuspend.class);

    private TaskEvents() {}

    /** Records that a loop has adopted a task. */
    public static void started(Task<?> task, LoopInspection loop) {
        if (START.isEnabled()) {
            TaskStart event = new TaskStart();
            event.task = loop.idOf(task);
            event.name = task.name();
            event.commit();
        }
    }

    /** Records that a task has ended, with this failure if it failed. */
    public static void ended(Task<?> task, LoopInspection loop, @Nullable Throwable failure) {
        if (END.isEnabled()) {
            TaskEnd event = new TaskEnd();
            event.task = loop.idOf(task);
            event.name = task.name();
            event.status = task.status().name();
            event.failure = failure == null ? null : failure.getClass().getName();
            event.commit();
        }
    }

    /** Returns whether suspensions are recorded. */
    public static boolean wantsSuspensions() {
        return SUSPEND.isEnabled();
    }

    /** Records that a task waits. Call it only if {@link #wantsSuspensions}. */
    public static void suspended(Task<?> task, LoopInspection loop, @Nullable StackTraceElement at) {
        TaskSuspend event = new TaskSuspend();
        event.task = loop.idOf(task);
        event.name = task.name();
        event.at = at == null ? null : at.toString();
        event.commit();
    }
}
