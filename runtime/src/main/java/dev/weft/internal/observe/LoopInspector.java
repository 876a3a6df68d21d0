package dev.weft.internal.observe;

import dev.weft.Task;
import dev.weft.internal.loop.LoopEngine;
import dev.weft.management.LoopInfo;
import dev.weft.management.TaskInfo;
import dev.weft.ports.LoopInspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Inspects a loop from another thread. The loop itself answers, between two of its steps. If it does not answer in
 * time, its tasks are inspected from outside, as far as it is safe to read them there.
 */
final class LoopInspector {
    /** A loop that takes longer to answer is blocked or overloaded. */
    private static final long PATIENCE_MILLIS = 250;

    private final LoopEngine loop;
    private final LoopInspection inspection;

    LoopInspector(LoopEngine loop) {
        this.loop = loop;
        this.inspection = loop.inspection();
    }

    /** Returns how long the loop takes to answer, in nanoseconds. */
    long lag() {
        LoopQuery<Boolean> query = new LoopQuery<>(() -> true);
        query.ask(loop, PATIENCE_MILLIS);
        return query.nanos();
    }

    /** Returns a description of the loop and the oldest of its tasks. */
    LoopInfo look(int maxTasks) {
        LoopQuery<LoopInfo> query = new LoopQuery<>(() -> describe(maxTasks, true, 0, List.of()));
        LoopInfo seen = query.ask(loop, PATIENCE_MILLIS);
        long lag = query.nanos() / 1_000;
        if (seen != null) {
            return new LoopInfo(loop.id(), true, lag, seen.getTaskCount(), seen.getTasks(), List.of());
        }
        Thread thread = loop.busyThread();
        return describe(maxTasks, false, lag, thread == null ? List.of() : List.of(thread.getStackTrace()));
    }

    private LoopInfo describe(int maxTasks, boolean inside, long lag, List<StackTraceElement> threadStack) {
        List<Task<?>> unfinished = inspection.unfinished();
        List<TaskInfo> tasks = new ArrayList<>();
        for (Task<?> task : unfinished.subList(0, Math.max(0, Math.min(maxTasks, unfinished.size())))) {
            tasks.add(TaskDescriber.describe(inspection.stateOf(task), inspection, inside));
        }
        return new LoopInfo(loop.id(), inside, lag, unfinished.size(), tasks, threadStack);
    }

    /** Returns the number of unfinished tasks by status. Any thread. */
    Map<String, Integer> byStatus() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(Task.Status.PENDING.name(), 0);
        counts.put(Task.Status.RUNNING.name(), 0);
        counts.put(Task.Status.SUSPENDED.name(), 0);
        for (Task<?> task : inspection.unfinished()) {
            counts.computeIfPresent(task.status().name(), (status, count) -> count + 1);
        }
        return counts;
    }
}
