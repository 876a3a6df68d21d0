package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Awaits what is ready, in a loop. */
public final class Ready {
    private Ready() {}

    /** Sources that are done. */
    @Async
    public static Coroutine<Integer> source(Task<Integer>[] ready, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(ready[i & 7]);
        }
        return result(sum);
    }

    /** Futures that are done. */
    @Async
    public static Coroutine<Integer> future(CompletableFuture<Integer>[] ready, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(ready[i & 7]);
        }
        return result(sum);
    }

    /** A call of an async method that does not wait. */
    @Async
    public static Coroutine<Integer> call(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(small(i));
        }
        return result(sum);
    }

    @Async
    static Coroutine<Integer> small(int x) {
        return result(Values.of(x));
    }
}
