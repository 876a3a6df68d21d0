package dev.weft.test.internal.world;

import dev.weft.ports.BlockingWork;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocking work that runs beside the loop, in real time. The threads are shared by all runs. */
final class FreeWork implements BlockingWork {
    private static final ThreadGroup GROUP = new ThreadGroup("weft-test-work");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(GROUP, work, "weft-test-work-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** The number of works that were submitted and have not ended. Any thread. */
    private final AtomicInteger underWay = new AtomicInteger();

    @Override
    public Future<?> submit(Runnable work) {
        underWay.incrementAndGet();
        return THREADS.submit(() -> {
            try {
                work.run();
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    boolean isUnderWay() {
        return underWay.get() > 0;
    }

    static boolean isWorker(Thread thread) {
        return thread.getThreadGroup() == GROUP;
    }

    /** Runs on one of the threads. */
    static void execute(Runnable work) {
        THREADS.execute(work);
    }
}
