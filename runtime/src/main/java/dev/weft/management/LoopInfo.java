package dev.weft.management;

import java.util.List;

/**
 * The state of a loop and its tasks at one moment. Immutable. Over JMX it is {@code CompositeData} with an item for
 * each getter.
 *
 * @since 0.1
 */
public final class LoopInfo {
    private final int id;
    private final boolean consistent;
    private final long lagMicros;
    private final int taskCount;
    private final List<TaskInfo> tasks;
    private final List<StackTraceElement> threadStack;

    /**
     * Creates a description of a loop.
     *
     * @param id the loop's number
     * @param consistent whether the loop itself has answered
     * @param lagMicros how long the answer took, in microseconds
     * @param taskCount the number of unfinished tasks
     * @param tasks the oldest unfinished tasks
     * @param threadStack the stack of the loop's thread, if the loop did not answer
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
     * {@return true if the loop has answered between two steps: then all values are of one moment} Returns false if the
     * loop was busy and was inspected from outside: then tasks may be seen at different moments, or missed.
     */
    public boolean isConsistent() {
        return consistent;
    }

    /**
     * {@return how long the loop took to answer, in microseconds} If it did not answer, returns how long the caller
     * waited.
     */
    public long getLagMicros() {
        return lagMicros;
    }

    /** {@return the number of unfinished tasks} */
    public int getTaskCount() {
        return taskCount;
    }

    /**
     * {@return the unfinished tasks, oldest first: at most as many as requested, and fewer if the loop would stand
     * still for longer than about ten milliseconds} The difference to {@link #getTaskCount} was left out.
     */
    public List<TaskInfo> getTasks() {
        return tasks;
    }

    /**
     * {@return the stack of the loop's thread, innermost first, if the loop did not answer in time; otherwise empty}
     */
    public List<StackTraceElement> getThreadStack() {
        return threadStack;
    }

    @Override
    public String toString() {
        return "event loop " + id + " with " + taskCount + " tasks";
    }
}
