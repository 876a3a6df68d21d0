package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.concurrent.CancellationException;

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

    /** Returns what an await of this throws. */
    @Async
    static <T> Coroutine<Throwable> failureOf(Coroutine<T> awaited) {
        return result(await(failureOf(() -> awaited)));
    }

    /** Returns what a call with an argument throws, when it is made or awaited. */
    @Async
    static <A, R> Coroutine<Throwable> failureOf(AsyncFunction<A, R> call, A argument) {
        return result(await(failureOf(() -> call.apply(argument))));
    }

    /** Waits for a task that may be cancelled. Returns whether it is. */
    @Async
    static Coroutine<Boolean> isCancelled(Task<?> task) {
        try {
            await(task);
            return result(false);
        } catch (CancellationException cancelled) {
            return result(true);
        }
    }
}
