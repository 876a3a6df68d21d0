package dev.weft.benchmarks.threads;

import dev.weft.benchmarks.Values;

/** A chain of calls whose leaf suspends once. */
public final class Chain {
    private Chain() {}

    public static int run(int times, int depth) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += call(depth, i);
        }
        return sum;
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static int call(int depth, int x) {
        if (depth == 1) {
            Thread.yield();
            return Values.of(x);
        }
        return call(depth - 1, x) + 1;
    }
}
