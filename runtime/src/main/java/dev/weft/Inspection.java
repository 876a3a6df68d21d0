package dev.weft;

import dev.weft.management.LoopInfo;
import dev.weft.management.TaskInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a loop from another thread. The loop itself answers, between two of its steps; if it does not in time, its
 * tasks are looked at from outside, at what is safe to read there.
 */
final class Inspection {
    /** A loop that takes longer is blocked, or has more to do than it can. */
    private static final long PATIENCE_MILLIS = 250;

    private final EventLoop loop;

    Inspection(EventLoop loop) {
        this.loop = loop;
    }

    /** How long the loop takes to answer, in nanoseconds. */
    long lag() {
        Probe<Boolean> probe = new Probe<>(() -> true);
        probe.ask(loop, PATIENCE_MILLIS);
        return probe.nanos();
    }

    /** The loop and the oldest of its tasks. */
    LoopInfo look(int maxTasks) {
        Probe<LoopInfo> probe = new Probe<>(() -> describe(maxTasks, true, 0, List.of()));
        LoopInfo seen = probe.ask(loop, PATIENCE_MILLIS);
        long lag = probe.nanos() / 1_000;
        if (seen != null) {
            return new LoopInfo(loop.id, true, lag, seen.getTaskCount(), seen.getTasks(), List.of());
        }
        Thread thread = loop.busyThread();
        return describe(maxTasks, false, lag, thread == null ? List.of() : List.of(thread.getStackTrace()));
    }

    private LoopInfo describe(int maxTasks, boolean inside, long lag, List<StackTraceElement> threadStack) {
        List<Task<?>> unfinished = loop.unfinished.snapshot();
        List<TaskInfo> tasks = new ArrayList<>();
        for (Task<?> task : unfinished.subList(0, Math.max(0, Math.min(maxTasks, unfinished.size())))) {
            tasks.add(TaskView.of(task, inside));
        }
        return new LoopInfo(loop.id, inside, lag, unfinished.size(), tasks, threadStack);
    }

    /** How many of the unfinished tasks there are of each status, as seen from any thread. */
    Map<String, Integer> byStatus() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(Task.Status.PENDING.name(), 0);
        counts.put(Task.Status.RUNNING.name(), 0);
        counts.put(Task.Status.SUSPENDED.name(), 0);
        for (Task<?> task : loop.unfinished.snapshot()) {
            counts.computeIfPresent(task.status().name(), (status, count) -> count + 1);
        }
        return counts;
    }
}
