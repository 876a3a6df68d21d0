package dev.weft.benchmarks.futures;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/** Starts many tasks that each yield once, and goes on when all are done. */
public final class Tasks {
    private Tasks() {}

    public static CompletableFuture<Integer> run(CallbackLoop loop, int count) {
        var tasks = new ArrayList<CompletableFuture<Integer>>(count);
        for (int i = 0; i < count; i++) {
            int x = i;
            tasks.add(loop.yieldNow().thenApplyAsync(nothing -> Values.of(x), loop));
        }
        return CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new))
                .thenApply(nothing ->
                        tasks.stream().mapToInt(CompletableFuture::join).sum());
    }
}
