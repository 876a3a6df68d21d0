package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Starts many tasks that each yield once, and awaits all. Its methods are hot, so a task is just a call. */
public final class Tasks {
    private Tasks() {}

    public static CompletableFuture<Integer> run(Supplier<CompletableFuture<Void>> yieldNow, int count) {
        var tasks = new ArrayList<CompletableFuture<Integer>>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(small(yieldNow, i));
        }
        int sum = 0;
        for (var task : tasks) {
            sum += await(task);
        }
        return completedFuture(sum);
    }

    private static CompletableFuture<Integer> small(Supplier<CompletableFuture<Void>> yieldNow, int x) {
        await(yieldNow.get());
        return completedFuture(Values.of(x));
    }
}
