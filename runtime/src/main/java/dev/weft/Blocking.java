package dev.weft;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs work that blocks on another thread, one of its loop's {@link Workers}.
 *
 * <p>{@code value} and {@code failure} are written by the worker before it runs the wake-up, and read after it.
 */
final class Blocking<T> implements Awaiter<T>, Runnable {
    private final Callable<? extends T> work;
    private @Nullable Runnable wake;
    private @Nullable Binding context;
    private @Nullable Future<?> running;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Blocking(Callable<? extends T> work) {
        this.work = work;
    }

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void onReady(Runnable wake) {
        this.wake = wake;
        context = Carried.capture(Binding.current());
        EventLoop loop = EventLoop.runningOrNull();
        running = (loop == null ? Workers.SHARED : loop.workers).submit(this);
    }

    /** On the worker. */
    @Override
    public void run() {
        ThreadLoops loops = ThreadLoops.get();
        loops.carried = Carried.uncarried(context);
        AutoCloseable restored = Carried.restore(context);
        try {
            value = work.call();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            Carried.end(restored);
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
