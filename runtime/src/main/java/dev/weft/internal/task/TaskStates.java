package dev.weft.internal.task;

import dev.weft.Task;
import dev.weft.ports.LoopInspection.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link TaskState} of a task. On the loop's thread the state is of one moment; on other threads it consists
 * of the values that are safe to read there.
 */
final class TaskStates {
    private TaskStates() {}

    static TaskState of(TaskImpl<?> task) {
        boolean parked = task.phase == Suspendable.PARKED;
        WaitSource source = parked && task.waitingFor instanceof WaitSource given ? given : null;
        return new TaskState(
                task,
                id(task),
                task.status(),
                parked,
                source == null ? null : source.described(),
                parked && source == null ? nanosLeft(task) : -1,
                awaited(source),
                owner(source),
                stack(task));
    }

    static String id(TaskImpl<?> task) {
        int loop = task.home instanceof EventLoopImpl home ? home.id() : 0;
        return loop + "." + Integer.toUnsignedString(task.number);
    }

    private static long nanosLeft(TaskImpl<?> task) {
        return task.home instanceof EventLoopImpl loop && loop.isOnThread() ? loop.nanosLeft(task) : -1;
    }

    private static List<Task<?>> awaited(@Nullable WaitSource source) {
        List<Task<?>> unfinished = new ArrayList<>();
        if (source != null) {
            try {
                for (TaskImpl<?> task : source.watched()) {
                    if (!task.isDone()) {
                        unfinished.add(task);
                    }
                }
            } catch (RuntimeException changed) {
                // The loop goes on while another thread reads, or a user's awaiter has thrown.
            }
        }
        return unfinished;
    }

    private static @Nullable Task<?> owner(@Nullable WaitSource source) {
        try {
            return source == null ? null : source.owner();
        } catch (RuntimeException broken) {
            return null; // As above.
        }
    }

    private static List<StackTraceElement> stack(TaskImpl<?> task) {
        try {
            return List.of(task.awaitTrace());
        } catch (RuntimeException changed) {
            return List.of(); // As above.
        }
    }
}
