package dev.weft;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls for a coroutine when it is to run, and runs it in its own place. */
final class Deferred<T> extends Coroutine<T> {
    /** Null once called; owned by the thread that runs the task. */
    private @Nullable AsyncCallable<? extends T> work;

    Deferred(AsyncCallable<? extends T> work) {
        this.work = Objects.requireNonNull(work, "work");
    }

    @Override
    @Nullable
    Object start(Task<?> task) throws Throwable {
        AsyncCallable<? extends T> call = work;
        if (call == null) {
            throw alreadyUsed();
        }
        work = null;
        return Suspension.tail(call.call(), task, task.depth, call.getClass().getName());
    }
}
