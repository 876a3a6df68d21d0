package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;

/** Awaits what must fail. */
final class Fails {
    private Fails() {}

    /** A call that a test expects to fail. */
    @FunctionalInterface
    interface Call<T> {
        Coroutine<? extends T> make() throws Exception;
    }

    /** Returns what a call throws, when it is made or awaited. */
    @Async
    static Coroutine<Throwable> failureOf(Call<?> call) {
        try {
            throw new AssertionError("it has given " + await(call.make()));
        } catch (Exception failure) {
            return result(failure);
        }
    }

    /** Returns what a task has failed with; of one that was cancelled a {@code CancellationException}. */
    @Async
    static Coroutine<Throwable> failureOf(Task<?> task) {
        try {
            throw new AssertionError("it has given " + await(task));
        } catch (Exception failure) {
            return result(failure);
        }
    }
}
