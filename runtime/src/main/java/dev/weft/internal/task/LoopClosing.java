package dev.weft.internal.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody wants a loop to be closed, and whether it is. All methods may be called from any thread.
 *
 * <p>Invariant: once {@code done} is true, {@code future} is complete or does not exist. Both fields are written before the
 * other one is read, so who comes second completes it.
 */
final class LoopClosing {
    /** Null unless somebody has asked. */
    private volatile @Nullable CompletableFuture<Void> future;

    private volatile boolean done;

    boolean isWanted() {
        return future != null;
    }

    /** Returns whether the loop is closed, and nothing of it goes on. */
    boolean isDone() {
        return done;
    }

    /** Wants the loop to be closed. Returns what is completed when it is. */
    CompletableFuture<Void> want() {
        CompletableFuture<Void> wanted = future();
        if (done) {
            wanted.complete(null);
        }
        return wanted;
    }

    private synchronized CompletableFuture<Void> future() {
        CompletableFuture<Void> wanted = future;
        if (wanted == null) {
            wanted = new CompletableFuture<>();
            future = wanted;
        }
        return wanted;
    }

    /** The loop is closed. */
    void ends() {
        done = true;
        CompletableFuture<Void> wanted = future;
        if (wanted != null) {
            wanted.complete(null);
        }
    }

    /** The loop could not be closed. */
    void fails(Throwable problem) {
        CompletableFuture<Void> wanted = future;
        if (wanted != null) {
            wanted.completeExceptionally(problem);
        }
    }

    /** Returns a stage that its receiver cannot complete. */
    CompletionStage<Void> stage() {
        return want().minimalCompletionStage();
    }
}
