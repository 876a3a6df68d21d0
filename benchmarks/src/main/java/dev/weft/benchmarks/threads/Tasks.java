package dev.weft.benchmarks.threads;

import dev.weft.benchmarks.Values;
import java.util.ArrayList;
import java.util.concurrent.FutureTask;

/** Starts many threads that each yield once, and waits for all. */
public final class Tasks {
    private Tasks() {}

    public static int run(int count) {
        var tasks = new ArrayList<FutureTask<Integer>>(count);
        for (int i = 0; i < count; i++) {
            int x = i;
            tasks.add(VirtualThreads.start(() -> small(x)));
        }
        int sum = 0;
        for (var task : tasks) {
            sum += VirtualThreads.get(task);
        }
        return sum;
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static int small(int x) {
        Thread.yield();
        return Values.of(x);
    }
}
