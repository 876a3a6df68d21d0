package dev.weft;

import dev.weft.jfr.TaskEnd;
import dev.weft.jfr.TaskStart;
import dev.weft.jfr.TaskSuspend;
import jdk.jfr.EventType;
import org.jspecify.annotations.Nullable;

/** What Flight Recorder gets to know of tasks. To be called only while {@link Flight#on}, on the loop's thread. */
final class TaskEvents {
    // Asked before an event is made, so that what is not recorded is not allocated either, compiled or not.
    private static final EventType START = EventType.getEventType(TaskStart.class);
    private static final EventType END = EventType.getEventType(TaskEnd.class);
    private static final EventType SUSPEND = EventType.getEventType(TaskSuspend.class);

    private TaskEvents() {}

    static void started(Task<?> task) {
        if (START.isEnabled()) {
            TaskStart event = new TaskStart();
            event.task = TaskView.id(task);
            event.name = task.name();
            event.commit();
        }
    }

    static void ended(Task<?> task) {
        if (END.isEnabled()) {
            TaskEnd event = new TaskEnd();
            Throwable failure = task.failure();
            event.task = TaskView.id(task);
            event.name = task.name();
            event.status = task.status().name();
            event.failure = failure == null ? null : failure.getClass().getName();
            event.commit();
        }
    }

    static void suspended(Task<?> task) {
        if (SUSPEND.isEnabled()) {
            TaskSuspend event = new TaskSuspend();
            event.task = TaskView.id(task);
            event.name = task.name();
            event.at = innermost(task.head);
            event.commit();
        }
    }

    private static @Nullable String innermost(@Nullable Frame<?> head) {
        Frame<?> frame = head;
        while (frame != null) {
            StackTraceElement position = frame.position();
            if (position != null) {
                return position.toString();
            }
            frame = frame.caller;
        }
        return null;
    }
}
