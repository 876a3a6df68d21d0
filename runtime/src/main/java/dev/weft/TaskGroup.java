package dev.weft;

import dev.weft.internal.wait.TaskGroupImpl;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that do not outlive a block of code. The first of them that fails cancels the others.
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
 * <p>A child that somebody cancels is no failure. All methods are for the thread of the loop that ran when the group was
 * opened. The interface is sealed, so {@code Proxy} and mocking libraries refuse it; tests open a group on a loop in virtual
 * time.
 */
public sealed interface TaskGroup extends AsyncCloseable permits TaskGroupImpl {
    /**
     * Returns a new group of the running loop.
     *
     * @throws IllegalStateException if no loop runs on this thread
     */
    static TaskGroup open() {
        return TaskGroupImpl.open();
    }

    /**
     * Runs a body with a group, and waits for the body and all that it started. The first failure, of the body or of a
     * child, cancels the rest, which is awaited, and is what the await throws, with later ones suppressed in it.
     *
     * @param body gets the group; runs as a task of it
     * @param <R> the type of the body's result
     * @return the coroutine that returns the body's result
     */
    static <R> Coroutine<R> run(AsyncFunction<TaskGroup, R> body) {
        return TaskGroupImpl.run(body);
    }

    /**
     * Starts a child.
     *
     * @param coroutine what to run
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(Coroutine<T> coroutine);

    /**
     * Starts a child with a name.
     *
     * @param coroutine what to run
     * @param name the task's name, or null for one that is made up
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(Coroutine<T> coroutine, @Nullable String name);

    /**
     * Starts a child whose coroutine is made when it runs.
     *
     * @param coroutine makes what to run
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(AsyncCallable<T> coroutine);

    /**
     * Starts a child with a name whose coroutine is made when it runs.
     *
     * @param coroutine makes what to run
     * @param name the task's name
     * @param <T> the type of its result
     * @return its task
     * @throws IllegalStateException if the group is closed
     */
    <T> Task<T> start(AsyncCallable<T> coroutine, String name);

    /**
     * Waits until all children have ended, and throws the first failure, with later ones suppressed in it; so does each
     * later join.
     *
     * @return the coroutine that waits, to be awaited
     */
    Coroutine<Void> join();

    /** Cancels all children, and those that are started from now on. */
    void cancel();

    /**
     * Closes the group: cancels the children that have not ended, awaits them, and throws a failure that {@link
     * #join()} has not thrown.
     *
     * @return the coroutine that closes it, to be awaited
     */
    @Override
    Coroutine<Void> closeAsync();
}
