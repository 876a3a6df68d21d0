package dev.weft.ports;

import dev.weft.ContextLocal;
import dev.weft.EventLoop;
import dev.weft.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view of an event loop's tasks for test kits and tools: what each task waits for, which task holds that, and which
 * resources were opened and not closed. Inspection changes nothing, and costs nothing while it is not used.
 *
 * <p>All methods may be called from any thread. On the loop's thread the answer is of one moment. On other threads,
 * tasks may be seen at different moments, or missed.
 *
 * @since 0.1
 */
public interface LoopInspection {
    /**
     * {@return the view of a loop}
     *
     * @param loop the loop
     */
    static LoopInspection of(EventLoop loop) {
        return (LoopInspection) loop;
    }

    /** {@return the loop's number, which is unique in the JVM} */
    int id();

    /** {@return the number of tasks that have not ended} */
    int taskCount();

    /** {@return the tasks that have not ended, oldest first} */
    List<Task<?>> unfinished();

    /**
     * {@return the states of the tasks that have not ended, oldest first}
     *
     * @param limit the largest number of states to return
     */
    List<TaskState> taskStates(int limit);

    /**
     * {@return the state of one task of this loop}
     *
     * @param task the task, which may have ended
     */
    TaskState stateOf(Task<?> task);

    /**
     * {@return the id of a task of any loop: the number of its loop, a dot, and the number of the task on it} The id is
     * unique in the JVM once the loop has registered the task.
     *
     * @param task the task
     */
    String idOf(Task<?> task);

    /**
     * Returns what a context local is bound to in a task that has not ended: the value that its code sees when it goes on. So a
     * tool finds the tasks that belong together, with those that they have started.
     *
     * @param task the task, of this loop
     * @param local the variable
     * @param <T> the type of the values
     * @return the value; null if none is bound
     */
    <T> @Nullable T boundIn(Task<?> task, ContextLocal<T> local);

    /**
     * Begins to track the resources that are opened on this loop and must be closed: permits of locks and semaphores,
     * task groups, and streams that a program has opened and asked for an item. Resources that are open already stay unknown.
     *
     * <p>Close the tracking. Until then the runtime keeps the loop and these resources, and each permit costs more.
     *
     * @return ends the tracking when it is closed, and forgets the resources that are still open
     * @throws IllegalStateException if the resources of this loop are tracked already
     */
    Tracking trackResources();

    /**
     * Begins to track resources, as {@link #trackResources()} does, and records where each is opened. That costs a walk
     * through the stack for each of them.
     *
     * @return ends the tracking when it is closed, and forgets the resources that are still open
     * @throws IllegalStateException if the resources of this loop are tracked already
     */
    Tracking trackResourcesWithStacks();

    /**
     * {@return the resources that were opened on this loop since {@link #trackResources} and are not closed, oldest
     * first}
     */
    List<OpenResource> openResources();

    /**
     * The state of a task at one moment.
     *
     * @param task the task
     * @param id the task's id, as {@link #idOf} returns it
     * @param status the task's status
     * @param isParked whether it waits for something; false if it is suspended only to let other tasks run
     * @param waitsFor the object that it waits for: a task, a stage, an awaiter or a primitive; null if it does not
     *     wait, or sleeps
     * @param nanosLeft how long it will sleep, in nanoseconds; −1 if it does not sleep, or if the caller is not the
     *     loop's thread
     * @param awaited the tasks that it waits for: one task, the members of a group, or the owner of what it waits for;
     *     without those of hot calls that have no loop
     * @param owner the task that holds what it waits for, for example a lock; null if there is none or it is not known
     * @param stack where its coroutines wait, innermost first; empty unless it is suspended
     * @since 0.1
     */
    record TaskState(
            Task<?> task,
            String id,
            Task.Status status,
            boolean isParked,
            @Nullable Object waitsFor,
            long nanosLeft,
            List<Task<?>> awaited,
            @Nullable Task<?> owner,
            List<StackTraceElement> stack) {}

    /**
     * A resource that was opened.
     *
     * @param resource the resource
     * @param opener the task that opened it; null if no task did
     * @param stack where it was opened, or where its opener waited for it, innermost first; empty unless stacks are
     *     recorded
     * @since 0.1
     */
    record OpenResource(Object resource, @Nullable Task<?> opener, List<StackTraceElement> stack) {
        /**
         * Keeps a copy of the stack.
         *
         * @param resource the resource
         * @param opener the task that opened it; null if no task did
         * @param stack where it was opened
         */
        public OpenResource {
            stack = List.copyOf(stack);
        }

        /**
         * Creates a resource without a stack.
         *
         * @param resource the resource
         * @param opener the task that opened it; null if no task did
         */
        public OpenResource(Object resource, @Nullable Task<?> opener) {
            this(resource, opener, List.of());
        }
    }

    /**
     * Tracks the resources of a loop until it is closed.
     *
     * @since 0.1
     */
    interface Tracking extends AutoCloseable {
        /** Ends the tracking. Does nothing if it has ended. Any thread. */
        @Override
        void close();
    }
}
