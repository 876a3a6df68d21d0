package dev.weft.benchmarks.threads;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A chain of calls whose leaf fails after it has suspended. */
public final class Failing {
    private Failing() {}

    public static int run(
            int times, int depth, Supplier<RuntimeException> failure, ToIntFunction<RuntimeException> caught) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += call(depth, failure);
            } catch (RuntimeException e) {
                sum += caught.applyAsInt(e);
            }
        }
        return sum;
    }

    public static int drop(int times, int depth, Supplier<RuntimeException> failure) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += call(depth, failure);
            } catch (RuntimeException e) {
                sum++;
            }
        }
        return sum;
    }

    @SuppressWarnings({"ThreadPriorityCheck", "InfiniteRecursion"}) // it ends where it throws
    private static int call(int depth, Supplier<RuntimeException> failure) {
        if (depth == 1) {
            Thread.yield();
            throw failure.get();
        }
        return call(depth - 1, failure) + 1;
    }
}
