package dev.weft.internal.wait;

import dev.weft.Awaiter;
import dev.weft.internal.loop.Uncaught;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Awaits a future that is no stage. It has no state: the future has it. */
public final class FutureAwaiter<T> implements Awaiter<T> {
    private final Future<? extends T> future;
    private final Consumer<? super Runnable> addListener;

    /**
     * Creates an awaiter.
     *
     * @param future the future
     * @param addListener adds a listener to it
     */
    public FutureAwaiter(Future<? extends T> future, Consumer<? super Runnable> addListener) {
        this.future = future;
        this.addListener = addListener;
    }

    @Override
    public boolean isReady() {
        return future.isDone();
    }

    @Override
    public void onReady(Runnable wake) {
        addListener.accept(wake);
    }

    @Override
    public T result() throws Throwable {
        if (!future.isDone()) { // get() would block the loop
            throw new IllegalStateException("the listener was called before the future was done: " + this);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true; // some futures look for that first
                }
            }
        } catch (ExecutionException wrapped) {
            Throwable cause = wrapped.getCause();
            throw cause == null ? wrapped : cause;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void onCancelled() {
        future.cancel(true);
    }

    @Override
    public String toString() {
        return Uncaught.text(future);
    }
}
