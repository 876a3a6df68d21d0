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

    /** How long the loop describes its tasks; one that is begun is described to its end. */
    private static final long STOP_NANOS = 8_000_000;

    /** As many are described in any case: a program that has just started does everything slowly. */
    private static final int FEW = 32;

    /** More tasks than this the loop does not list itself: it describes those that the other thread has seen. */
    private static final int MANY = 1_000;

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

    /**
     * Returns a description of the loop and the oldest of its tasks. The loop stands still for about ten milliseconds at
     * most; tasks that cannot be described in that time are left out, and counted.
     */
    LoopInfo look(int maxTasks) {
        List<Task<?>> oldest = inspection.unfinished(); // sorted on this thread: the loop does not wait for that
        describe(Math.min(maxTasks, 1), oldest, false); // nor for the classes that this needs
        LoopQuery<LoopInfo> query = new LoopQuery<>(() -> describeInside(maxTasks, oldest));
        LoopInfo seen = query.ask(loop, PATIENCE_MILLIS);
        long lag = query.nanos() / 1_000;
        if (seen != null) {
            return new LoopInfo(loop.id(), true, lag, seen.getTaskCount(), seen.getTasks(), List.of());
        }
        Thread thread = loop.busyThread();
        return new LoopInfo(
                loop.id(),
                false,
                lag,
                oldest.size(),
                describe(maxTasks, oldest, false),
                thread == null ? List.of() : List.of(thread.getStackTrace()));
    }

    private LoopInfo describeInside(int maxTasks, List<Task<?>> seenBefore) {
        List<Task<?>> now = seenBefore.size() > MANY ? seenBefore : inspection.unfinished();
        return new LoopInfo(loop.id(), true, 0, inspection.taskCount(), describe(maxTasks, now, true), List.of());
    }

    private List<TaskInfo> describe(int maxTasks, List<Task<?>> oldestFirst, boolean inside) {
        long start = System.nanoTime();
        List<TaskInfo> tasks = new ArrayList<>();
        for (Task<?> task : oldestFirst) {
            boolean tooLong = inside && tasks.size() >= FEW && System.nanoTime() - start > STOP_NANOS;
            if (tasks.size() >= maxTasks || tooLong) {
                break;
            }
            if (!task.isDone()) {
                tasks.add(TaskDescriber.describe(inspection.stateOf(task), inspection, inside));
            }
        }
        return tasks;
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
