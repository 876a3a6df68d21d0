package dev.weft.benchmarks.weft;

import static dev.weft.Weft.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import java.util.concurrent.CompletableFuture;

/** Hot methods, called where no loop runs. */
public final class Hot {
    private Hot() {}

    /** Awaits many futures. */
    @Async
    public static CompletableFuture<Integer> sum(CompletableFuture<Integer>[] futures, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(futures[i & 7]);
        }
        return completedFuture(sum);
    }

    /** Awaits one. */
    @Async
    public static CompletableFuture<Integer> addOne(CompletableFuture<Integer> future) {
        return completedFuture(await(future) + 1);
    }
}
