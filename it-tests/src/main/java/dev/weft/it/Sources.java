package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Coroutines that suspend in the different ways there are, and then end as the given supplier does. */
public final class Sources {
    private Sources() {}

    /** Does not suspend. */
    @Async
    public static <T> Coroutine<T> ready(Supplier<T> end) {
        return result(end.get());
    }

    @Async
    public static <T> Coroutine<T> yielding(Supplier<T> end) {
        await(yieldNow());
        return result(end.get());
    }

    @Async
    public static <T> Coroutine<T> sleeping(Supplier<T> end) {
        await(sleep(Duration.ofMillis(5)));
        return result(end.get());
    }

    /** Suspends twice, below two more activations. */
    @Async
    public static <T> Coroutine<T> nested(Supplier<T> end) {
        T value = await(nestedTail(end));
        return result(value);
    }

    @Async
    private static <T> Coroutine<T> nestedTail(Supplier<T> end) {
        await(yieldNow());
        return yielding(end);
    }

    @Async
    public static <T> Coroutine<T> awaiting(Awaitable<T> source) {
        return result(await(source));
    }

    @Async
    public static <T> Coroutine<T> awaiting(CompletionStage<T> source) {
        return result(await(source));
    }
}
