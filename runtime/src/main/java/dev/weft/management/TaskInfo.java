package dev.weft.management;

import java.util.List;

/**
 * A task at one moment. Immutable. Over JMX it is {@code CompositeData} with an item for each getter.
 *
 * <p>No record: management extensions take records from JDK 21 on only.
 */
public final class TaskInfo {
    private final String id;
    private final String name;
    private final String status;
    private final String waitsFor;
    private final List<String> awaits;
    private final List<StackTraceElement> stack;

    /**
     * A description of a task.
     *
     * @param id the loop's number and the task's
     * @param name its name
     * @param status the name of its {@code Task.Status}
     * @param waitsFor what it waits for
     * @param awaits the ids of the tasks that it awaits
     * @param stack where its coroutines wait, innermost first
     */
    public TaskInfo(
            String id,
            String name,
            String status,
            String waitsFor,
            List<String> awaits,
            List<StackTraceElement> stack) {
        this.id = id;
        this.name = name;
        this.status = status;
        this.waitsFor = waitsFor;
        this.awaits = List.copyOf(awaits);
        this.stack = List.copyOf(stack);
    }

    /** {@return the number of the loop, a dot, and the number of the task on it} */
    public String getId() {
        return id;
    }

    /** {@return the task's name, which need not be unique} */
    public String getName() {
        return name;
    }

    /** {@return the name of the task's status} */
    public String getStatus() {
        return status;
    }

    /** {@return what the task waits for, in words; empty if it does not wait} */
    public String getWaitsFor() {
        return waitsFor;
    }

    /** {@return the ids of the tasks that it awaits: itself, as a group, or as the owner of what it waits for} */
    public List<String> getAwaits() {
        return awaits;
    }

    /** {@return the logical stack: where each of its coroutines waits, innermost first} Empty unless it is suspended. */
    public List<StackTraceElement> getStack() {
        return stack;
    }

    @Override
    public String toString() {
        return "task " + name + " (" + status + ")";
    }
}
