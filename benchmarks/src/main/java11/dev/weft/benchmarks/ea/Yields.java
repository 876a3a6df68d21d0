package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Suspends, is scheduled again, goes on. */
public final class Yields {
    private Yields() {}

    public static CompletableFuture<Integer> run(Supplier<CompletableFuture<Void>> yieldNow, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            await(yieldNow.get());
            sum += i & 7;
        }
        return completedFuture(sum);
    }
}
