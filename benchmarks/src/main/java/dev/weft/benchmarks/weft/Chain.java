package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.Values;

/** A chain of calls whose leaf suspends once. */
public final class Chain {
    private Chain() {}

    @Async
    public static Coroutine<Integer> run(int times, int depth) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(call(depth, i));
        }
        return result(sum);
    }

    @Async
    static Coroutine<Integer> call(int depth, int x) {
        if (depth == 1) {
            await(yieldNow());
            return result(Values.of(x));
        }
        return result(await(call(depth - 1, x)) + 1);
    }
}
