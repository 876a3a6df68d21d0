package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A chain of calls whose leaf fails after it has suspended. */
public final class Failing {
    private Failing() {}

    @Async
    public static Coroutine<Integer> run(
            int times, int depth, Supplier<RuntimeException> failure, ToIntFunction<RuntimeException> caught) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += await(call(depth, failure));
            } catch (RuntimeException e) {
                sum += caught.applyAsInt(e);
            }
        }
        return result(sum);
    }

    @Async
    public static Coroutine<Integer> drop(int times, int depth, Supplier<RuntimeException> failure) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += await(call(depth, failure));
            } catch (RuntimeException e) {
                sum++;
            }
        }
        return result(sum);
    }

    @Async
    @SuppressWarnings("InfiniteRecursion") // it ends where it throws
    static Coroutine<Integer> call(int depth, Supplier<RuntimeException> failure) {
        if (depth == 1) {
            await(yieldNow());
            throw failure.get();
        }
        return result(await(call(depth - 1, failure)) + 1);
    }
}
