package dev.weft;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that blocks on another thread: a virtual one where the JDK has them, else one of a bounded pool of daemons.
 *
 * <p>{@code value} and {@code failure} are written by the worker before it runs the wake-up, and read after it.
 */
final class Blocking<T> implements Awaiter<T>, Runnable {
    private static final int MAX_THREADS = 32;
    private static final ExecutorService WORKERS = workers();

    private final Callable<? extends T> work;
    private @Nullable Runnable wake;
    private @Nullable Binding context;
    private @Nullable Future<?> running;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Blocking(Callable<? extends T> work) {
        this.work = work;
    }

    private static ExecutorService workers() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException before21) {
            return daemons();
        }
    }

    private static ExecutorService daemons() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "weft-blocking");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void onReady(Runnable wake) {
        this.wake = wake;
        context = Binding.current();
        running = WORKERS.submit(this);
    }

    /** On the worker. */
    @Override
    public void run() {
        ThreadLoops loops = ThreadLoops.get();
        loops.carried = context;
        try {
            value = work.call();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            loops.carried = null;
        }
        Unchecked.present(wake).run();
    }

    @Override
    public T result() throws Throwable {
        if (failure != null) {
            throw failure;
        }
        return Unchecked.value(value);
    }

    /** Interrupts the worker, and does not wait for it. */
    @Override
    public void onCancelled() {
        Unchecked.present(running).cancel(true);
    }

    @Override
    public String toString() {
        return "blocking " + work;
    }
}
