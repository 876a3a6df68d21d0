package dev.weft.benchmarks.futures;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Futures that are done after a time, with a step behind each. The JDK's own thread keeps them. */
public final class Sleeping {
    private Sleeping() {}

    public static void wall(int count) {
        var tasks = new ArrayList<CompletableFuture<Void>>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(sleep(1));
        }
        for (var task : tasks) {
            task.join();
        }
    }

    public static void parked(int count, Runnable asleep) {
        for (int i = 0; i < count; i++) {
            var unused = sleep(3_600);
        }
        asleep.run();
    }

    private static CompletableFuture<Void> sleep(int seconds) {
        return new CompletableFuture<Void>()
                .completeOnTimeout(null, seconds, TimeUnit.SECONDS)
                .thenRun(Sleeping::done);
    }

    private static void done() {}
}
