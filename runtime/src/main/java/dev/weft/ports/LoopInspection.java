package dev.weft.ports;

import dev.weft.EventLoop;
import dev.weft.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop shows of its tasks to test kits and tools: what each waits for, who holds that, and what was opened
 * and not closed. Looking changes nothing, and costs nothing while nobody looks.
 *
 * <p>Methods may be called from any thread. On the loop's thread the answer is of one moment; from others tasks may be seen
 * at different moments, or missed.
 */
public interface LoopInspection {
    /**
     * Returns the inspection of a loop.
     *
     * @param loop the loop
     */
    static LoopInspection of(EventLoop loop) {
        return (LoopInspection) loop;
    }

    /** Returns the loop's number, which is unique in the JVM. */
    int id();

    /** Returns the number of tasks that have not ended. */
    int taskCount();

    /** Returns the tasks that have not ended, oldest first. */
    List<Task<?>> unfinished();

    /**
     * Returns the states of the tasks that have not ended, oldest first.
     *
     * @param limit how many states are made at most
     */
    List<TaskState> taskStates(int limit);

    /**
     * Returns the state of one task of this loop.
     *
     * @param task the task
     */
    TaskState stateOf(Task<?> task);

    /**
     * Returns what a task of any loop is known by: the number of its loop, a dot, and the number of the task on it. It is
     * unique in the JVM, once a loop has taken the task up.
     *
     * @param task the task
     */
    String idOf(Task<?> task);

    /**
     * Begins to take note of what is opened on this loop and has to be closed: permits of locks and semaphores, and task
     * groups. What is open already stays unknown.
     *
     * @return closed, it ends that, and what is still open is forgotten
     */
    Tracking trackResources();

    /** Returns what was opened on this loop and is not closed, oldest first; of the time since {@link #trackResources}. */
    List<OpenResource> openResources();

    /**
     * A task at one moment.
     *
     * @param task the task
     * @param id as {@link #idOf} returns it
     * @param status where it is in its life
     * @param isParked whether it waits for something; it does not if it is suspended only to let others run
     * @param waitsFor what it waits for: a task, a stage, an awaiter, a primitive; null if it does not wait, or sleeps
     * @param nanosLeft how long it will sleep, in nanoseconds; −1 if it does not, or if the caller is not the loop's thread
     * @param awaited the tasks that it waits for: one, the members of a group, or the owner of what it waits for
     * @param owner the task that holds what it waits for, a lock for instance; null if none does, or it is not known
     * @param stack where its coroutines wait, innermost first; empty unless it is suspended
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
     * Something that was opened.
     *
     * @param resource what it is
     * @param opener the task that opened it; null if no task did
     */
    record OpenResource(Object resource, @Nullable Task<?> opener) {}

    /** The time in which a loop takes note of resources. */
    interface Tracking extends AutoCloseable {
        @Override
        void close();
    }
}
