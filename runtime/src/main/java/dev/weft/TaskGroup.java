package dev.weft;

import dev.weft.internal.wait.TaskGroupImpl;
import org.jspecify.annotations.Nullable;

/**
 * A group of tasks that do not outlive a block of code. The first task that fails cancels the others.
 *
 * <pre>{@code
 * try (var group = TaskGroup.open()) {
 *     var a = group.start(fetch(1));
 *     var b = group.start(fetch(2));
 *     await(group.join());
 *     return result(a.resultNow() + b.resultNow());
 * }
 * }</pre>
 *
 * <pre>
 * OPEN       children may be started
 * ABORTING   a child failed, or {@link #cancel()}: all were cancelled, and new ones are at once
 * CLOSED     no child may be started
 * </pre>
 *
 * <p>A child that is cancelled does not count as a failure. All methods must be called on the thread of the loop that
 * ran when the group was opened.
 *
 * <p>The interface is sealed, so {@code Proxy} and mocking libraries refuse it. Tests open a group on a loop in virtual
 * time instead.
 */
public sealed interface TaskGroup extends AsyncCloseable permits TaskGroupImpl {
    /**
     * Returns a new group on the running loop.
     *
     * @throws IllegalStateException if no loop runs on this thread
     */
    static TaskGroup open() {
        return TaskGroupImpl.open();
    }

    /**
     * Runs a body with a group, and waits for the body and all tasks that it started. The first failure, of the body or
     * of a child, cancels the others and waits for them. Then the await throws that failure, with later ones suppressed
     * in it.
     *
     * @param body receives the group; runs as one of its tasks
     * @param <R> the type of the body's result
     * @return the coroutine that returns the body's result
     */
    static <R> Coroutine<R> run(AsyncFunction<TaskGroup, R> body) {
        return TaskGroupImpl.run(body);
    }

    /**
     * Starts a child.
     *
     * @param coroutine the coroutine to run
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(Coroutine<T> coroutine);

    /**
     * Starts a child with a name.
     *
     * @param coroutine the coroutine to run
     * @param name the task's name, or null for a generated one
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(Coroutine<T> coroutine, @Nullable String name);

    /**
     * Starts a child whose coroutine is made when the child runs.
     *
     * @param coroutine makes the coroutine
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(AsyncCallable<T> coroutine);

    /**
     * Starts a child with a name. Its coroutine is made when the child runs.
     *
     * @param coroutine makes the coroutine
     * @param name the task's name
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(AsyncCallable<T> coroutine, String name);

    /**
     * Waits until all children have ended. If a child failed, the await throws the first failure, with later ones
     * suppressed in it. Each later join throws it again.
     *
     * @return the coroutine that waits, to be awaited
     */
    Coroutine<Void> join();

    /** Cancels all children, also those that are started later. */
    void cancel();

    /**
     * Closes the group. The coroutine cancels the children that have not ended and waits for them. It throws a failure
     * that {@link #join()} has not thrown yet.
     *
     * @return the coroutine that closes it, to be awaited
     */
    @Override
    Coroutine<Void> closeAsync();
}
