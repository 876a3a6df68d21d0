package dev.weft.benchmarks.futures;

import java.util.concurrent.CompletableFuture;

/** Methods that give futures. */
public final class Hot {
    private Hot() {}

    public static CompletableFuture<Integer> addOne(CompletableFuture<Integer> future) {
        return future.thenApply(x -> x + 1);
    }
}
