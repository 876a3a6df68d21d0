package dev.weft.internal.task;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.abi.Activation;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Uncaught;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A coroutine that only awaits a stage, a task or an awaiter. */
public final class AwaitCoroutine<T> extends Activation<T> {
    /** A stage, a task or an awaiter; null once awaited. Owned by the thread that runs the task. */
    private @Nullable Object source;

    private AwaitCoroutine(Object source) {
        this.source = source;
    }

    /** Returns a coroutine that awaits a stage. */
    public static <T> Coroutine<T> of(CompletionStage<? extends T> stage) {
        return new AwaitCoroutine<>(stage);
    }

    /** Returns the awaitable itself if it is a coroutine, otherwise a coroutine that awaits it. */
    @SuppressWarnings("unchecked")
    public static <T> Coroutine<T> of(Awaitable<? extends T> awaitable) {
        return awaitable instanceof Coroutine<?> coroutine ? (Coroutine<T>) coroutine : new AwaitCoroutine<>(awaitable);
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) throws Throwable {
        Object given = source;
        if (given == null) {
            throw alreadyUsed();
        }
        source = null;
        if (given instanceof TaskImpl<?> task) { // before the interfaces, see TaskStarter
            return Suspension.await(task, driver);
        }
        return given instanceof CompletionStage<?> stage
                ? Suspension.await(stage, driver)
                : Suspension.await((Awaitable<?>) given, driver);
    }

    @Override
    public String toString() {
        return "await of " + Uncaught.text(source);
    }
}
