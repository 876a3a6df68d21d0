package dev.weft.benchmarks.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** Virtual threads that sleep. */
public final class Sleeping {
    private Sleeping() {}

    public static void wall(int count) {
        var tasks = new ArrayList<FutureTask<Void>>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(VirtualThreads.start(() -> sleep(Duration.ofSeconds(1))));
        }
        for (var task : tasks) {
            VirtualThreads.get(task);
        }
    }

    public static void parked(int count, Runnable asleep) throws InterruptedException {
        var begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            var unused = VirtualThreads.start(() -> {
                begun.countDown();
                return sleep(Duration.ofHours(1));
            });
        }
        begun.await();
        Thread.sleep(1_000);
        asleep.run();
    }

    private static Void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
        return null;
    }
}
