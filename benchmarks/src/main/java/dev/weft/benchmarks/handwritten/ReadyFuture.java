package dev.weft.benchmarks.handwritten;

import java.util.concurrent.CompletableFuture;

/** Waits for futures, in a loop. */
public final class ReadyFuture {
    private final CompletableFuture<Integer>[] futures;
    private final int times;
    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private int sum;
    private int i;

    private ReadyFuture(CompletableFuture<Integer>[] futures, int times) {
        this.futures = futures;
        this.times = times;
    }

    /** The sum of what they give in turn. */
    public static int sum(CompletableFuture<Integer>[] futures, int times) {
        var machine = new ReadyFuture(futures, times);
        machine.run();
        return machine.result.join();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void run() {
        int soFar = sum;
        for (int next = i; next < times; next++) {
            var future = futures[next & 7];
            if (!future.isDone()) {
                sum = soFar;
                i = next;
                future.whenComplete((value, failure) -> run());
                return;
            }
            soFar += future.join();
        }
        result.complete(soFar);
    }
}
