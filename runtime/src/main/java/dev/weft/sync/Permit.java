package dev.weft.sync;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The right to what a lock or a semaphore guards; closing it gives it back, without suspending.
 *
 * <p>Closing it again does nothing. May be closed on any thread.
 */
public final class Permit implements AutoCloseable {
    private final Consumer<Permit> release;
    private final AtomicBoolean closed = new AtomicBoolean();

    Permit(Consumer<Permit> release) {
        this.release = release;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            release.accept(this);
        }
    }
}
