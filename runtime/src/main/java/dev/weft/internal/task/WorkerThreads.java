package dev.weft.internal.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads for blocking work, named {@code weft-blocking-1} and so on: virtual ones if the JDK has them, otherwise
 * a bounded pool of daemon threads that end when they are idle. If the system property {@code dev.weft.blocking.threads} is
 * set, it is the bound of such a pool on every JDK.
 */
final class WorkerThreads {
    private static final String PREFIX = "weft-blocking-";
    private static final String LIMIT = "dev.weft.blocking.threads";
    private static final int DEFAULT_LIMIT = 32;
    private static final int IDLE_SECONDS = 10;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Null before JDK 21. */
    private static final @Nullable ThreadFactory VIRTUAL = virtual();

    private WorkerThreads() {}

    static ExecutorService newPool() {
        Integer limit = Integer.getInteger(LIMIT);
        if (limit == null && VIRTUAL != null) {
            try {
                return (ExecutorService) Executors.class
                        .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                        .invoke(null, VIRTUAL);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("the JDK has virtual threads", e);
            }
        }
        return daemons(limit == null ? DEFAULT_LIMIT : Math.max(1, limit));
    }

    private static @Nullable ThreadFactory virtual() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object unnamed = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named = builder.getMethod("name", String.class, long.class).invoke(unnamed, PREFIX, 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    private static ExecutorService daemons(int limit) {
        ThreadPoolExecutor daemons = new ThreadPoolExecutor(
                limit, limit, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, PREFIX + NUMBER.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        daemons.allowCoreThreadTimeOut(true);
        return daemons;
    }
}
