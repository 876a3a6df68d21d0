package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Awaits something that a cancellation of the awaiting task does not reach: as a task of its own.
 *
 * <p>{@code inner} is null once awaited; owned by the thread that runs the task.
 */
final class Shield<T> extends Coroutine<T> {
    private @Nullable Awaitable<T> inner;

    Shield(Awaitable<T> inner) {
        this.inner = inner;
    }

    @Override
    @Nullable
    Object start(Task<?> task) throws Throwable {
        Awaitable<T> given = inner;
        if (given == null) {
            throw alreadyUsed();
        }
        inner = null;
        EventLoop loop = task.loopFor("shield");
        Task<?> child = given instanceof Task<T> running ? running : loop.start(Awaiting.of(given));
        return child.await(task);
    }
}
