package dev.weft.test.internal.world;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of blocking work. Shared by all runs; they end when they are idle for a minute. */
final class WorkThreads {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Worker::new);

    private WorkThreads() {}

    static void execute(Runnable work) {
        THREADS.execute(work);
    }

    static boolean isWorker(Thread thread) {
        return thread instanceof Worker;
    }

    private static final class Worker extends Thread {
        Worker(Runnable work) {
            super(work, "weft-test-work-" + COUNT.incrementAndGet());
            setDaemon(true);
        }
    }
}
