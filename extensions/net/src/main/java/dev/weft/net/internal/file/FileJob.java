package dev.weft.net.internal.file;

import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call on a file.
 *
 * <pre>
 * WAITING → BEGUN       by the worker
 * WAITING → CALLED_OFF  by the loop: it will never begin
 * </pre>
 */
final class FileJob<T extends @Nullable Object> {
    private enum State {
        WAITING,
        BEGUN,
        CALLED_OFF
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final Callable<? extends T> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    FileJob(Callable<? extends T> work) {
        this.work = work;
    }

    /** Returns its outcome. To cancel that changes nothing. */
    CompletionStage<T> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** Returns whether it has failed. */
    boolean hasFailed() {
        return outcome.isCompletedExceptionally();
    }

    /**
     * Calls it off. Who waits for it does so in vain only because the file is being closed.
     *
     * @return whether that was in time: if not, it has begun and goes on
     */
    boolean callOff() {
        if (!state.compareAndSet(State.WAITING, State.CALLED_OFF)) {
            return false;
        }
        outcome.completeExceptionally(new AsynchronousCloseException());
        return true;
    }

    /**
     * Makes the call, unless it was called off. On a worker.
     *
     * @param onFailure is told of a failure, before anybody else
     */
    void run(Consumer<? super Throwable> onFailure) {
        if (!state.compareAndSet(State.WAITING, State.BEGUN)) {
            return;
        }
        try {
            outcome.complete(work.call());
        } catch (Throwable failure) {
            onFailure.accept(failure);
            outcome.completeExceptionally(failure);
        }
    }

    /** Fails without a call. On a worker. */
    void fail(Throwable by) {
        if (state.compareAndSet(State.WAITING, State.BEGUN)) {
            outcome.completeExceptionally(by);
        }
    }
}
