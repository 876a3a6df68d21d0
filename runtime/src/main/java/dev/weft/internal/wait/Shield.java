package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.abi.Activation;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.AwaitCoroutine;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * Awaits an awaitable as a task of its own, which a cancellation of the awaiting task does not reach.
 *
 * <p>{@code inner} is null once awaited. Owned by the thread that runs the task.
 */
public final class Shield<T> extends Activation<T> {
    private @Nullable Awaitable<T> inner;

    private Shield(Awaitable<T> inner) {
        this.inner = inner;
    }

    /**
     * Returns a shield that has not been awaited.
     *
     * @param inner the awaitable to protect
     */
    public static <T> Coroutine<T> of(Awaitable<T> inner) {
        return new Shield<>(inner);
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) throws Throwable {
        Awaitable<T> given = inner;
        if (given == null) {
            throw alreadyUsed();
        }
        inner = null;
        EventLoopImpl loop = ((TaskImpl<?>) driver).loopFor("shield");
        TaskImpl<T> child = given instanceof TaskImpl<T> running ? running : loop.start(AwaitCoroutine.of(given), null);
        return Suspension.await(child, driver);
    }
}
