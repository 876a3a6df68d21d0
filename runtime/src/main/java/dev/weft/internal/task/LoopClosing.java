package dev.weft.internal.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What somebody waits for who wants a loop to be closed. A loop that nobody asks has none. All methods may be called from any
 * thread.
 *
 * <p>Invariant: once {@link EventLoopImpl#ended} is true, {@code future} is complete or there is no object of this class. Who
 * writes {@link EventLoopImpl#closing} or {@code ended} reads the other one after that, so who comes second completes it.
 */
final class LoopClosing {
    private static final long MILLIS_BETWEEN_QUESTIONS = 1_000;

    private final EventLoopImpl loop;
    private final CompletableFuture<Void> future = new CompletableFuture<>();

    private LoopClosing(EventLoopImpl loop) {
        this.loop = loop;
    }

    /** Wants a loop to be closed. */
    static synchronized LoopClosing of(EventLoopImpl loop) {
        LoopClosing wanted = loop.closing;
        if (wanted == null) {
            wanted = new LoopClosing(loop);
            loop.closing = wanted;
        }
        if (loop.ended) {
            wanted.ends();
        }
        return wanted;
    }

    /** The loop is closed. */
    void ends() {
        future.complete(null);
    }

    /** The loop could not be closed. */
    void fails(Throwable problem) {
        future.completeExceptionally(problem);
    }

    /** Returns a stage that its receiver cannot complete. */
    CompletionStage<Void> stage() {
        return future.minimalCompletionStage();
    }

    /** Lets a loop on a host close, and waits until it has ended. */
    void awaitEnd() {
        boolean interrupted = false;
        while (!future.isDone()) {
            loop.beginClosing(); // again and again: a host that ends may drop what it was given
            try {
                future.get(MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                // Ask the host again.
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException problem) {
                throw new AssertionError(problem);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what refuses work, since the loop is closed. Its type is one that is loaded in any case. */
    static RuntimeException rejected() {
        return new RejectedExecutionException(EventLoopImpl.CLOSED);
    }
}
