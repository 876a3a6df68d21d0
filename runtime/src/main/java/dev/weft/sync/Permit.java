package dev.weft.sync;

import dev.weft.Task;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to what a lock or a semaphore guards; closing it gives it back, without suspending.
 *
 * <p>Closing it again does nothing. May be closed on any thread.
 */
public final class Permit implements AutoCloseable {
    private final Consumer<Permit> release;

    /** The task that has acquired it, if it is one and that matters. */
    final @Nullable Task<?> holder;

    private final AtomicBoolean closed = new AtomicBoolean();

    Permit(Consumer<Permit> release, @Nullable Task<?> holder) {
        this.release = release;
        this.holder = holder;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            release.accept(this);
        }
    }
}
