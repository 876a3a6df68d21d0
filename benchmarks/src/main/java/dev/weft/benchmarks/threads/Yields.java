package dev.weft.benchmarks.threads;

/** Suspends, is scheduled again, goes on. */
public final class Yields {
    private Yields() {}

    @SuppressWarnings("ThreadPriorityCheck")
    public static int run(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            Thread.yield();
            sum += i & 7;
        }
        return sum;
    }
}
