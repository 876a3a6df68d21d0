package dev.weft;

import dev.weft.management.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a task: on its loop's thread all of it, from outside only what is safe to read there. */
final class TaskView {
    private static final int MAX_TEXT = 200;

    private TaskView() {}

    static TaskInfo of(Task<?> task, boolean inside) {
        Object waitingFor = task.phase == Parking.PARKED ? task.waitingFor : null;
        WaitingFor source = waitingFor instanceof WaitingFor parked ? parked : null;
        return new TaskInfo(
                id(task),
                task.name(),
                task.status().name(),
                task.phase == Parking.PARKED ? text(task, source, inside) : "",
                awaits(source),
                stack(task));
    }

    /** Unique in the JVM, once a loop has taken the task up. */
    static String id(Task<?> task) {
        EventLoop loop = task.loop;
        return (loop == null ? 0 : loop.id) + "." + Integer.toUnsignedString(task.number);
    }

    private static String text(Task<?> task, @Nullable WaitingFor source, boolean inside) {
        if (source == null) {
            EventLoop loop = task.loop;
            return loop == null || !inside ? "sleep" : "sleep, " + loop.nanosLeft(task) / 1_000_000 + " ms left";
        }
        Object described = source.described();
        if (described instanceof Task<?> awaited) {
            return "task " + awaited.name();
        }
        String text = null;
        if (inside) {
            try {
                text = described.toString();
            } catch (Throwable broken) {
                // The code of users: its class must do.
            }
        }
        text = text == null ? described.getClass().getName() : text;
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static List<String> awaits(@Nullable WaitingFor source) {
        List<String> ids = new ArrayList<>();
        if (source != null) {
            try {
                for (Task<?> awaited : source.watched()) {
                    if (!awaited.isDone()) {
                        ids.add(id(awaited));
                    }
                }
            } catch (RuntimeException changed) {
                // Seen from outside, while the loop goes on.
            }
        }
        return ids;
    }

    private static List<StackTraceElement> stack(Task<?> task) {
        try {
            return List.of(task.awaitTrace());
        } catch (RuntimeException changed) {
            return List.of(); // As above.
        }
    }
}
