package dev.weft.internal.task;

import dev.weft.internal.loop.Uncaught;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of hot calls that have no loop: one daemon thread of the JVM, which is started at the first use and ends when
 * nothing has been set for a while. It runs no code of users. What is due goes on on another executor: the common pool,
 * or an object of the class that the system property {@code dev.weft.hot.executor} names.
 */
public final class HotTimers {
    static final String EXECUTOR = "dev.weft.hot.executor";

    private static final int IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, HotTimers::thread);
    private final Executor executor;

    private static final class OfJvm {
        static final HotTimers INSTANCE = new HotTimers(executorNamed(System.getProperty(EXECUTOR, "")));
    }

    HotTimers(Executor executor) {
        this.executor = executor;
        timers.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timers.allowCoreThreadTimeOut(true);
        timers.setRemoveOnCancelPolicy(true); // who gives up leaves nothing
    }

    /**
     * Runs work later, on the executor. Any thread.
     *
     * @param nanos the delay in nanoseconds
     * @param work the work
     * @return what cancels it
     */
    public static Future<?> schedule(long nanos, Runnable work) {
        return OfJvm.INSTANCE.set(nanos, work);
    }

    /**
     * Sets the time of a limit. When it is up, the timer's thread asks, so that limits ask in the order of their times; then
     * {@link HotDeadline#run} runs on the executor. Any thread.
     *
     * @param nanos the delay in nanoseconds
     * @return what cancels it
     */
    static Future<?> expire(long nanos, HotDeadline limit) {
        return OfJvm.INSTANCE.timers.schedule(() -> OfJvm.INSTANCE.expire(limit), nanos, TimeUnit.NANOSECONDS);
    }

    private void expire(HotDeadline limit) {
        boolean asked = true;
        try {
            asked = limit.ask();
        } catch (OutOfMemoryError memory) {
            // It asks again on the executor.
        }
        if (asked) {
            hand(limit);
        }
    }

    /** Ends the thread soon, if nothing is set; from then on it ends whenever nothing is set. */
    static void release() {
        OfJvm.INSTANCE.timers.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    Future<?> set(long nanos, Runnable work) {
        return timers.schedule(() -> hand(work), nanos, TimeUnit.NANOSECONDS);
    }

    /** Hands work over to the executor; if that refuses, it is done here: a wake-up is not to be lost. */
    private void hand(Runnable work) {
        try {
            executor.execute(work);
        } catch (Throwable refused) {
            Uncaught.log(executor, refused);
            work.run();
        }
    }

    /** Creates the executor that a property names; an empty name is the common pool. */
    static Executor executorNamed(String className) {
        if (!className.isEmpty()) {
            try {
                Class<?> named = Class.forName(className, true, ClassLoader.getSystemClassLoader());
                return (Executor) named.getConstructor().newInstance();
            } catch (ReflectiveOperationException | ClassCastException | LinkageError broken) {
                Uncaught.log("the system property " + EXECUTOR, broken);
            }
        }
        return ForkJoinPool.commonPool();
    }

    /** It belongs to the JVM: it keeps neither a thread group nor a class loader of the code that was first. */
    private static Thread thread(Runnable work) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread daemon = new Thread(group, work, "weft-hot-timer", 0, false);
        daemon.setDaemon(true);
        daemon.setContextClassLoader(null);
        return daemon;
    }
}
