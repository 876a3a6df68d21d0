package dev.weft.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A chain of calls whose leaf fails after it has suspended. */
public final class Failing {
    private Failing() {}

    public static CompletableFuture<Integer> run(
            Supplier<CompletableFuture<Void>> yieldNow,
            int times,
            int depth,
            Supplier<RuntimeException> failure,
            ToIntFunction<RuntimeException> caught) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += await(call(yieldNow, depth, failure));
            } catch (CompletionException e) {
                sum += caught.applyAsInt((RuntimeException) e.getCause());
            }
        }
        return completedFuture(sum);
    }

    public static CompletableFuture<Integer> drop(
            Supplier<CompletableFuture<Void>> yieldNow, int times, int depth, Supplier<RuntimeException> failure) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += await(call(yieldNow, depth, failure));
            } catch (CompletionException e) {
                sum++;
            }
        }
        return completedFuture(sum);
    }

    private static CompletableFuture<Integer> call(
            Supplier<CompletableFuture<Void>> yieldNow, int depth, Supplier<RuntimeException> failure) {
        if (depth == 1) {
            await(yieldNow.get());
            throw failure.get();
        }
        return completedFuture(await(call(yieldNow, depth - 1, failure)) + 1);
    }
}
