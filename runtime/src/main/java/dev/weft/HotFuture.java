package dev.weft;

import java.util.concurrent.CompletableFuture;

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

    /** What depends on this is an ordinary future. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
