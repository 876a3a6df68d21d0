package dev.weft.benchmarks.threads;

import java.util.concurrent.CompletableFuture;

/** Waits for what is ready, in a loop. */
public final class Ready {
    private Ready() {}

    /** Sources that are done. */
    public static int source(CompletableFuture<Integer>[] ready, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += ready[i & 7].join();
        }
        return sum;
    }
}
