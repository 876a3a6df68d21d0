package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Awaits what is ready, in a loop. */
public final class Ready {
    private Ready() {}

    /** Sources that are done. */
    public static CompletableFuture<Integer> source(CompletableFuture<Integer>[] ready, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(ready[i & 7]);
        }
        return completedFuture(sum);
    }

    /** A call of an async method that does not wait. */
    public static CompletableFuture<Integer> call(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(small(i));
        }
        return completedFuture(sum);
    }

    private static CompletableFuture<Integer> small(int x) {
        return completedFuture(Values.of(x));
    }
}
