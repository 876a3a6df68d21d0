package dev.weft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks of a loop, so that none is lost because nobody else refers to it.
 *
 * <p>Invariant: linked from {@code newest} by {@code older}, back by {@code newer}. Changed by the
 * loop's thread only. Others may walk from {@code newest}: a task that is taken out keeps its {@code
 * older}, so they come to the end, perhaps past tasks that have ended since.
 */
final class TaskRegistry {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST = MethodHandles.lookup().findVarHandle(TaskRegistry.class, "newest", Task.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private @Nullable Task<?> newest;

    boolean isEmpty() {
        return newest == null;
    }

    void add(Task<?> task) {
        Task<?> before = newest;
        task.older = before;
        if (before != null) {
            before.newer = task;
        }
        NEWEST.setRelease(this, task);
    }

    void remove(Task<?> task) {
        Task<?> before = task.older;
        Task<?> after = task.newer;
        if (after == null) {
            NEWEST.setRelease(this, before);
        } else {
            after.older = before;
        }
        if (before != null) {
            before.newer = after;
        }
        task.newer = null;
    }

    /** Those that have not ended, oldest first. */
    List<Task<?>> snapshot() {
        List<Task<?>> tasks = new ArrayList<>();
        Task<?> task = (Task<?>) NEWEST.getAcquire(this);
        while (task != null) {
            if (!task.isDone()) {
                tasks.add(task);
            }
            task = task.older;
        }
        Collections.reverse(tasks);
        return tasks;
    }
}
