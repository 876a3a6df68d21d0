package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A chain of calls whose leaf suspends once. */
public final class Chain {
    private Chain() {}

    public static CompletableFuture<Integer> run(Supplier<CompletableFuture<Void>> yieldNow, int times, int depth) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(call(yieldNow, depth, i));
        }
        return completedFuture(sum);
    }

    private static CompletableFuture<Integer> call(Supplier<CompletableFuture<Void>> yieldNow, int depth, int x) {
        if (depth == 1) {
            await(yieldNow.get());
            return completedFuture(Values.of(x));
        }
        return completedFuture(await(call(yieldNow, depth - 1, x)) + 1);
    }
}
