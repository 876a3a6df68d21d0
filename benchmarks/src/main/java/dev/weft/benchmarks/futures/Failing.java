package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.CallbackLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A chain of calls whose leaf fails after it has suspended. */
public final class Failing {
    private final CallbackLoop loop;
    private final Supplier<RuntimeException> failure;
    private final ToIntFunction<RuntimeException> caught;

    public Failing(CallbackLoop loop, Supplier<RuntimeException> failure, ToIntFunction<RuntimeException> caught) {
        this.loop = loop;
        this.failure = failure;
        this.caught = caught;
    }

    public CompletableFuture<Integer> run(int times, int depth) {
        return from(0, 0, times, depth);
    }

    public CompletableFuture<Integer> drop(int times, int depth) {
        return dropFrom(0, 0, times, depth);
    }

    private CompletableFuture<Integer> dropFrom(int i, int sum, int times, int depth) {
        if (i == times) {
            return completedFuture(sum);
        }
        return call(depth).exceptionally(e -> 1).thenCompose(value -> dropFrom(i + 1, sum + value, times, depth));
    }

    private CompletableFuture<Integer> from(int i, int sum, int times, int depth) {
        if (i == times) {
            return completedFuture(sum);
        }
        return call(depth)
                .exceptionally(e -> caught.applyAsInt((RuntimeException) e.getCause()))
                .thenCompose(value -> from(i + 1, sum + value, times, depth));
    }

    private CompletableFuture<Integer> call(int depth) {
        if (depth == 1) {
            return loop.yieldNow().thenApply(nothing -> {
                throw failure.get();
            });
        }
        return call(depth - 1).thenApply(y -> y + 1);
    }
}
