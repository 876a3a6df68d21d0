package dev.weft.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A queue of callbacks that one thread runs in order until it is empty: the least event loop, for peers who bring none. Not
 * safe for several threads, and without timers, so it is cheaper than any real one.
 */
public final class CallbackLoop implements Executor {
    private Runnable[] ring = new Runnable[1024];
    private int first;
    private int size;

    @Override
    public void execute(Runnable callback) {
        if (size == ring.length) {
            grow();
        }
        ring[(first + size++) & (ring.length - 1)] = callback;
    }

    /** A future that is done when what was queued before has run. */
    public CompletableFuture<Void> yieldNow() {
        var future = new CompletableFuture<Void>();
        execute(() -> future.complete(null));
        return future;
    }

    /** Runs callbacks until none is left. */
    public void run() {
        while (size > 0) {
            Runnable callback = ring[first];
            ring[first] = null;
            first = (first + 1) & (ring.length - 1);
            size--;
            callback.run();
        }
    }

    /** Runs callbacks until none is left; then this is done. */
    public <T> T run(CompletableFuture<T> main) {
        run();
        if (!main.isDone()) {
            throw new IllegalStateException("nothing is left to do, but " + main + " is not done");
        }
        return main.join();
    }

    public boolean isEmpty() {
        return size == 0;
    }

    private void grow() {
        var larger = new Runnable[2 * ring.length];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[(first + i) & (ring.length - 1)];
        }
        ring = larger;
        first = 0;
    }
}
