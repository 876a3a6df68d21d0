package dev.weft.internal.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that do blocking work: virtual threads if the JDK has them, otherwise a bounded pool of daemon threads
 * that end when they are idle. Each loop has its own workers, created on first use and stopped when the loop closes.
 * Hot methods without a loop share one instance.
 *
 * <p>Invariant: {@code pool} is not stopped; it is guarded by this. The loop's thread stops it.
 */
public final class Workers {
    /** The workers for work that belongs to no loop. Never stopped; they do not keep the JVM alive. */
    public static final Workers SHARED = new Workers();

    private static final int MAX_THREADS = 32;
    private static final int IDLE_SECONDS = 10;

    private @Nullable ExecutorService pool;

    /** Submits work. Cancelling the future interrupts the thread that does the work. */
    public synchronized Future<?> submit(Runnable work) {
        ExecutorService workers = pool;
        if (workers == null) {
            workers = virtualOrDaemons();
            pool = workers;
        }
        return workers.submit(work);
    }

    /**
     * Interrupts all work, and waits at most {@code millis} of real time for its end.
     *
     * @return false if some work goes on
     */
    synchronized boolean stop(long millis) {
        ExecutorService workers = pool;
        if (workers == null) {
            return true;
        }
        pool = null; // a task that is started later, as its loop closes, may need another one
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
