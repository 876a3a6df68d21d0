package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

/** Suspends, is scheduled again, goes on. */
public final class Yields {
    private Yields() {}

    @Async
    public static Coroutine<Integer> run(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            await(yieldNow());
            sum += i & 7;
        }
        return result(sum);
    }
}
