package dev.weft;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Coroutines that only await something that is none. */
final class Awaiting<T> extends Coroutine<T> {
    /** A stage, or an awaitable that is no coroutine; null once awaited. Owned by the thread that runs the task. */
    private @Nullable Object source;

    private Awaiting(Object source) {
        this.source = source;
    }

    static <T> Coroutine<T> of(CompletionStage<? extends T> stage) {
        return new Awaiting<>(stage);
    }

    @SuppressWarnings("unchecked")
    static <T> Coroutine<T> of(Awaitable<? extends T> awaitable) {
        return awaitable instanceof Coroutine<?> coroutine ? (Coroutine<T>) coroutine : new Awaiting<>(awaitable);
    }

    @Override
    @Nullable
    Object start(Task<?> task) throws Throwable {
        Object given = source;
        if (given == null) {
            throw alreadyUsed();
        }
        source = null;
        return given instanceof CompletionStage<?> stage
                ? Suspension.await(stage, task)
                : Suspension.await((Awaitable<?>) given, task);
    }

    @Override
    public String toString() {
        return "await of " + source;
    }
}
