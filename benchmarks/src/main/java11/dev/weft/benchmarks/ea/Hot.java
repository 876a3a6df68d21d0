package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** Methods that give futures. */
public final class Hot {
    private Hot() {}

    /** Awaits many futures. */
    public static CompletableFuture<Integer> sum(CompletableFuture<Integer>[] futures, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(futures[i & 7]);
        }
        return completedFuture(sum);
    }

    /** Awaits one. */
    public static CompletableFuture<Integer> addOne(CompletableFuture<Integer> future) {
        return completedFuture(await(future) + 1);
    }
}
