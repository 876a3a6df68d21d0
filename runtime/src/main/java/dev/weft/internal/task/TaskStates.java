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
        TaskImpl<?> owner = owner(source);
        return new TaskState(
                task,
                id(task),
                task.status(),
                parked,
                source == null ? null : source.described(),
                parked && source == null ? nanosLeft(task) : -1,
                awaited(source, owner),
                owner,
                stack(task));
    }

    static String id(TaskImpl<?> task) {
        EventLoopImpl loop = task.loop;
        return (loop == null ? 0 : loop.id()) + "." + Integer.toUnsignedString(task.number);
    }

    private static long nanosLeft(TaskImpl<?> task) {
        EventLoopImpl loop = task.loop;
        return loop != null && loop.isOnThread() ? Math.max(0, loop.nanosLeft(task)) : -1;
    }

    private static List<Task<?>> awaited(@Nullable WaitSource source, @Nullable TaskImpl<?> owner) {
        List<Task<?>> unfinished = new ArrayList<>();
        if (owner != null) {
            unfinished.add(owner);
        } else if (source != null) {
            try {
                for (TaskImpl<?> task : source.watched()) {
                    if (isShown(task)) {
                        unfinished.add(task);
                    }
                }
            } catch (Throwable changed) {
                // The loop goes on while another thread reads, or a user's awaiter has thrown.
            }
        }
        return unfinished;
    }

    private static @Nullable TaskImpl<?> owner(@Nullable WaitSource source) {
        try {
            TaskImpl<?> owner = source == null ? null : source.owner();
            return owner != null && isShown(owner) ? owner : null;
        } catch (Throwable broken) {
            return null; // As above.
        }
    }

    /** The task of a hot call without a loop is not shown: nobody but its own thread may use it. */
    private static boolean isShown(TaskImpl<?> task) {
        return task.hasLoop() && !task.isDone();
    }

    private static List<StackTraceElement> stack(TaskImpl<?> task) {
        try {
            return List.of(task.awaitTrace());
        } catch (Throwable changed) {
            return List.of(); // As above.
        }
    }
}
