package dev.weft.internal.observe;

import dev.weft.Task;
import dev.weft.management.TaskInfo;
import dev.weft.ports.LoopInspection;
import dev.weft.ports.LoopInspection.TaskState;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes a task in words. On the loop's thread the description is complete; on other threads it has only the values
 * that are safe to read there.
 */
final class TaskDescriber {
    private static final int MAX_TEXT = 200;

    private TaskDescriber() {}

    static TaskInfo describe(TaskState state, LoopInspection inspection, boolean inside) {
        return new TaskInfo(
                state.id(),
                state.task().name(),
                state.status().name(),
                state.isParked() ? text(state, inside) : "",
                ids(state.awaited(), inspection),
                state.stack());
    }

    private static String text(TaskState state, boolean inside) {
        Object source = state.waitsFor();
        if (source == null) {
            return state.nanosLeft() < 0 ? "sleep" : "sleep, " + state.nanosLeft() / 1_000_000 + " ms left";
        }
        if (source instanceof Task<?> awaited) {
            return "task " + awaited.name();
        }
        String text = null;
        if (inside) {
            try {
                text = source.toString();
            } catch (Throwable broken) {
                // A user's toString has failed: the class name is used.
            }
        }
        text = text == null ? source.getClass().getName() : text;
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static List<String> ids(List<Task<?>> tasks, LoopInspection inspection) {
        List<String> ids = new ArrayList<>();
        for (Task<?> task : tasks) {
            ids.add(inspection.idOf(task));
        }
        return ids;
    }
}
