package dev.weft.management;

import java.util.List;

/**
 * The state of a task at one moment. Immutable. Over JMX it is {@code CompositeData} with an item for each getter.
 *
 * <p>It is not a record, because management extensions support records only from JDK 21 on.
 *
 * @since 0.1
 */
public final class TaskInfo {
    private final String id;
    private final String name;
    private final String status;
    private final String waitsFor;
    private final List<String> awaits;
    private final List<StackTraceElement> stack;

    /**
     * Creates a description of a task.
     *
     * @param id the number of the loop, a dot, and the number of the task
     * @param name the task's name
     * @param status the name of its {@code Task.Status}
     * @param waitsFor a description of what the task waits for; empty if it does not wait
     * @param awaits the ids of the tasks that it awaits
     * @param stack the logical stack, innermost first
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

    /** {@return a description of what the task waits for; empty if it does not wait} */
    public String getWaitsFor() {
        return waitsFor;
    }

    /**
     * {@return the ids of the tasks that it awaits: the task in an await, the members of a group, or the owner of what
     * it waits for}
     */
    public List<String> getAwaits() {
        return awaits;
    }

    /**
     * {@return the logical stack: where each of the task's coroutines waits, innermost first} Empty unless the task is
     * suspended.
     */
    public List<StackTraceElement> getStack() {
        return stack;
    }

    @Override
    public String toString() {
        return "task " + name + " (" + status + ")";
    }
}
