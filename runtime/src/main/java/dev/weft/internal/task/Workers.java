package dev.weft.internal.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do blocking work: virtual ones where the JDK has them, else a bounded pool of daemons that end when
 * they are idle. A loop has its own, made on first use and stopped when it closes; hot methods without a loop share one.
 *
 * <p>Invariant: {@code pool} is made once, by the loop's thread, which also stops it.
 */
public final class Workers {
    /** For work that belongs to no loop; never stopped, and no reason for the JVM to stay. */
    public static final Workers SHARED = new Workers();

    private static final int MAX_THREADS = 32;
    private static final int IDLE_SECONDS = 10;

    private @Nullable ExecutorService pool;

    /** Hands over work; its cancellation interrupts the thread that does it. */
    public synchronized Future<?> submit(Runnable work) {
        ExecutorService workers = pool;
        if (workers == null) {
            workers = virtualOrDaemons();
            pool = workers;
        }
        return workers.submit(work);
    }

    /**
     * Interrupts all work, and waits for it to end, in real time.
     *
     * @return false if some of it goes on
     */
    synchronized boolean stop(long millis) {
        ExecutorService workers = pool;
        if (workers == null) {
            return true;
        }
        workers.shutdownNow();
        try {
            return workers.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ExecutorService virtualOrDaemons() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException before21) {
            return daemons();
        }
    }

    private static ExecutorService daemons() {
        ThreadPoolExecutor daemons = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "weft-blocking");
                    thread.setDaemon(true);
                    return thread;
                });
        daemons.allowCoreThreadTimeOut(true);
        return daemons;
    }
}
