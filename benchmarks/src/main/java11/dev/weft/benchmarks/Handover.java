package dev.weft.benchmarks;

import java.util.concurrent.CompletableFuture;

/** A place for one number, for those peers who bring no queue. Its putter never has to wait, if it waits for an answer. */
public final class Handover {
    private Integer item;
    private CompletableFuture<Integer> taker;

    public void put(int number) {
        if (taker != null) {
            CompletableFuture<Integer> waiting = taker;
            taker = null;
            waiting.complete(number);
        } else if (item == null) {
            item = number;
        } else {
            throw new IllegalStateException("there is one already");
        }
    }

    public CompletableFuture<Integer> take() {
        if (item != null) {
            CompletableFuture<Integer> taken = CompletableFuture.completedFuture(item);
            item = null;
            return taken;
        }
        taker = new CompletableFuture<>();
        return taker;
    }
}
