package dev.weft;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a hot method that suspended. Cancelling it completes it at once and cancels the
 * coroutine; completing it from outside does not touch the coroutine.
 */
final class HotFuture<T> extends CompletableFuture<T> {
    final HotTask<T> task;

    HotFuture(HotTask<T> task) {
        this.task = task;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            task.cancel();
        }
        return cancelled;
    }

    /** The coroutine has ended, with this value or, if it failed, this failure. */
    void settle(@Nullable Object outcome, boolean failed) {
        if (failed) {
            completeExceptionally(HotTask.toFuture(Unchecked.value(outcome)));
        } else {
            complete(Unchecked.value(outcome));
        }
    }

    /** What depends on this is an ordinary future. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
