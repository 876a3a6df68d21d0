package dev.weft.management;

import java.util.List;

/** A loop and its tasks at one moment. Immutable. Over JMX it is {@code CompositeData} with an item for each getter. */
public final class LoopInfo {
    private final int id;
    private final boolean consistent;
    private final long lagMicros;
    private final int taskCount;
    private final List<TaskInfo> tasks;
    private final List<StackTraceElement> threadStack;

    /**
     * A description of a loop.
     *
     * @param id its number
     * @param consistent whether the loop itself has answered
     * @param lagMicros how long it took to
     * @param taskCount how many tasks have not ended
     * @param tasks the oldest of them
     * @param threadStack where the loop's thread is, if it did not answer
     */
    public LoopInfo(
            int id,
            boolean consistent,
            long lagMicros,
            int taskCount,
            List<TaskInfo> tasks,
            List<StackTraceElement> threadStack) {
        this.id = id;
        this.consistent = consistent;
        this.lagMicros = lagMicros;
        this.taskCount = taskCount;
        this.tasks = List.copyOf(tasks);
        this.threadStack = List.copyOf(threadStack);
    }

    /** {@return the number of the loop} */
    public int getId() {
        return id;
    }

    /**
     * {@return true if the loop has answered between two steps, so that all is of one moment; false if it was busy and was
     * looked at from outside, so that tasks may be seen at different moments, or missed}
     */
    public boolean isConsistent() {
        return consistent;
    }

    /** {@return how long the loop took to answer or, if it did not, how long it was waited for; in microseconds} */
    public long getLagMicros() {
        return lagMicros;
    }

    /** {@return how many tasks have not ended} */
    public int getTaskCount() {
        return taskCount;
    }

    /** {@return the tasks that have not ended, oldest first, as many as were asked for} */
    public List<TaskInfo> getTasks() {
        return tasks;
    }

    /** {@return where the loop's thread is, innermost first, if it did not answer in time; else empty} */
    public List<StackTraceElement> getThreadStack() {
        return threadStack;
    }

    @Override
    public String toString() {
        return "event loop " + id + " with " + taskCount + " tasks";
    }
}
