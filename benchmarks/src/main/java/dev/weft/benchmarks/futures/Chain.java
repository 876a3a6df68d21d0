package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** A chain of calls whose leaf suspends once. */
public final class Chain {
    private Chain() {}

    public static CompletableFuture<Integer> run(CallbackLoop loop, int times, int depth) {
        return from(loop, 0, 0, times, depth);
    }

    private static CompletableFuture<Integer> from(CallbackLoop loop, int i, int sum, int times, int depth) {
        if (i == times) {
            return completedFuture(sum);
        }
        return call(loop, depth, i).thenCompose(value -> from(loop, i + 1, sum + value, times, depth));
    }

    private static CompletableFuture<Integer> call(CallbackLoop loop, int depth, int x) {
        if (depth == 1) {
            return loop.yieldNow().thenApply(nothing -> Values.of(x));
        }
        return call(loop, depth - 1, x).thenApply(y -> y + 1);
    }
}
