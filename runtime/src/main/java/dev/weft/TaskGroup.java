package dev.weft;

import dev.weft.internal.wait.TaskGroupImpl;
import org.jspecify.annotations.Nullable;

/**
 * A group of tasks that do not outlive a block of code. The first task that fails cancels the others, and ends the block.
 *
 * <pre>{@code
 * try (var group = TaskGroup.open()) {
 *     var a = group.start(price("tea"));
 *     var b = group.start(price("milk"));
 *     await(group.join());
 *     return result(a.resultNow() + b.resultNow());
 * } // whatever has happened, no child runs any more
 * }</pre>
 *
 * <pre>
 * OPEN       children may be started
 * ABORTING   a child failed, or {@link #cancel()}: all were cancelled, and new ones are at once
 * CLOSED     no child may be started
 * </pre>
 *
 * <p><b>Failures.</b> When a child fails, its siblings are cancelled, and the owner, which is the task that has opened the
 * group, is interrupted: its current or next suspending await throws, once, a {@link CancelledError} that names the child
 * and has the failure as its cause. So no {@code catch (IOException e)} in the block takes the failure of a child for its
 * own, and the block does not wait for what only that child could give. {@link #join()} and the close are not
 * interrupted. The end of the group throws the failure, whatever the block has caught: {@link #join()}, the close, the
 * await of {@link #run}. Later failures are suppressed in it. An exception of the block's own leaves instead, with the
 * failure suppressed in it. If the owner itself is cancelled meanwhile, the failure is thrown first, and the next
 * suspending await throws the cancellation.
 *
 * <p>A child that is cancelled does not count as a failure. All methods must be called on the thread of the loop that
 * ran when the group was opened, and be awaited there; otherwise they throw an {@link IllegalStateException} that names
 * both loops.
 *
 * <p>The interface is sealed, so {@code Proxy} and mocking libraries refuse it. Tests open a group on a loop in virtual
 * time instead.
 *
 * @since 0.1
 */
public sealed interface TaskGroup extends AsyncCloseable permits TaskGroupImpl {
    /**
     * {@return a new group on the running loop}
     *
     * @throws IllegalStateException if no loop runs on this thread
     */
    static TaskGroup open() {
        return TaskGroupImpl.open();
    }

    /**
     * {@return a new group on the running loop whose children fail alone: a failure cancels no sibling, interrupts
     * nobody, and is not thrown by the end of the group} It belongs to who awaits the child; if nobody does, it goes to
     * {@link EventLoop#onUncaught}. The close cancels and awaits the children as that of any group.
     *
     * @throws IllegalStateException if no loop runs on this thread
     */
    static TaskGroup openSupervisor() {
        return TaskGroupImpl.openSupervisor();
    }

    /**
     * Runs a body with a group inside the awaiting task, which owns the group, and waits for all tasks that the body
     * started. It means the same as a block with {@link #open}, but for a body that returns without waiting for the
     * children: they are waited for, not cancelled. If {@link #cancel} has interrupted the body, the await throws
     * {@link java.util.concurrent.CancellationException}.
     *
     * <p>If the awaiting task is cancelled, the body gets the {@link CancelledError}. When it has ended with that, the
     * children are cancelled, and their end is awaited.
     *
     * @param body receives the group
     * @param <R> the type of the body's result
     * @return the coroutine that returns the body's result
     */
    @CheckReturnValue
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
     * Defers a coroutine to the end of the group, as a resource that the group owns: the close, or the end of {@link #run},
     * runs it when all children have ended, inside the closing task. What was deferred last runs first. Each runs whatever
     * the block or the others have thrown; what it throws counts as the failure of a child. A join does not run it.
     *
     * @param atTheEnd the coroutine
     * @throws IllegalStateException if the group is closed
     */
    void defer(Coroutine<?> atTheEnd);

    /**
     * Defers a coroutine, as {@link #defer(Coroutine)} does, which is made when it is to run.
     *
     * @param atTheEnd makes the coroutine
     * @param <T> the type of its result, which is dropped
     * @throws IllegalStateException if the group is closed
     */
    <T> void defer(AsyncCallable<T> atTheEnd);

    /**
     * Waits until all children have ended. If a child failed, the await throws the first failure, with later ones
     * suppressed in it. Each later join throws it again. If the awaiting task is cancelled and no child
     * has failed, the await throws at once; the children go on until the close cancels them.
     *
     * @return the coroutine that waits, to be awaited
     */
    @CheckReturnValue
    Coroutine<Void> join();

    /**
     * Ends the group early: cancels all children, also those that are started later. The owner's join then returns
     * normally. Another await of the owner is interrupted as by the failure of a child, and the end of the group swallows
     * that. Does nothing if the group is closed, or was cancelled before.
     */
    void cancel();

    /**
     * Closes the group. The coroutine cancels the children that have not ended and waits for them. If a child has failed,
     * the await throws the first failure, even if {@link #join()} has thrown it before. A cancellation of the awaiting
     * task is thrown when the children have ended.
     *
     * @return the coroutine that closes it, to be awaited
     */
    @CheckReturnValue
    @Override
    Coroutine<Void> closeAsync();
}
