package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.CallbackLoop;
import java.util.concurrent.CompletableFuture;

/** Is scheduled again and again. */
public final class Yields {
    private Yields() {}

    public static CompletableFuture<Integer> run(CallbackLoop loop, int times) {
        return from(loop, 0, 0, times);
    }

    private static CompletableFuture<Integer> from(CallbackLoop loop, int i, int sum, int times) {
        if (i == times) {
            return completedFuture(sum);
        }
        return loop.yieldNow().thenCompose(nothing -> from(loop, i + 1, sum + (i & 7), times));
    }
}
