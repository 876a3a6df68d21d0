package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Goes on when what is ready is ready, in a loop. */
public final class Ready {
    private Ready() {}

    /** Sources that are done. */
    public static CompletableFuture<Integer> source(CompletableFuture<Integer>[] ready, int times) {
        var sum = completedFuture(0);
        for (int i = 0; i < times; i++) {
            sum = sum.thenCombine(ready[i & 7], Integer::sum);
        }
        return sum;
    }

    /** A call that is done when it returns. */
    public static CompletableFuture<Integer> call(int times) {
        var sum = completedFuture(0);
        for (int i = 0; i < times; i++) {
            sum = sum.thenCombine(small(i), Integer::sum);
        }
        return sum;
    }

    private static CompletableFuture<Integer> small(int x) {
        return completedFuture(Values.of(x));
    }
}
