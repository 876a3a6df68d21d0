package dev.weft.internal.wait;

import dev.weft.Awaiter;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.Binding;
import dev.weft.internal.task.CarriedContext;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.ThreadState;
import dev.weft.internal.task.Workers;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking work on another thread: one of the loop's {@link Workers}, or of a given executor.
 *
 * <p>{@code value} and {@code failure} are written by the worker before it runs the wake-up, and read after the
 * wake-up.
 */
public final class Blocking<T> implements Awaiter<T>, Runnable {
    private final Callable<? extends T> work;

    /** Null for the loop's own threads. */
    private final @Nullable Executor executor;

    private @Nullable Runnable wake;
    private @Nullable Binding context;
    private @Nullable Future<?> running;
    private @Nullable T value;
    private @Nullable Throwable failure;

    /**
     * Creates work that has not begun.
     *
     * @param work the work
     * @param executor does it; null for the loop's {@link Workers}
     */
    public Blocking(Callable<? extends T> work, @Nullable Executor executor) {
        this.work = work;
        this.executor = executor;
    }

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void onReady(Runnable wake) {
        this.wake = wake;
        context = CarriedContext.capture(Binding.current());
        EventLoopImpl loop = EventLoopImpl.runningOrNull();
        Executor given = executor;
        if (given != null && (loop == null || !loop.decidesAboutWork())) {
            FutureTask<?> submitted = new FutureTask<>(this, null);
            running = submitted; // it may be done before execute returns
            given.execute(submitted);
            return;
        }
        running = loop == null ? Workers.SHARED.submit(this) : loop.submitWork(this);
    }

    /** Does the work. Called on the worker thread. */
    @Override
    public void run() {
        ThreadState thread = ThreadState.get();
        AutoCloseable restored = thread.enterWork(context);
        try {
            value = work.call();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            thread.exitWork(restored);
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
        return "blocking " + Uncaught.text(work);
    }
}
