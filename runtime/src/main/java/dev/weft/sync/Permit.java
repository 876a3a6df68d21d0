package dev.weft.sync;

import dev.weft.Task;
import org.jspecify.annotations.Nullable;

/**
 * The right to what a lock or a semaphore guards; closing it gives it back, without suspending.
 *
 * <p>Closing it again does nothing. May be closed on any thread.
 */
public final class Permit implements AutoCloseable {
    private final Source source;

    /** The task that has acquired it, if it is one and that matters. */
    final @Nullable Task<?> holder;

    /** Guarded by the source. */
    private boolean closed;

    Permit(Source source, @Nullable Task<?> holder) {
        this.source = source;
        this.holder = holder;
    }

    /** Where permits come from. */
    interface Source {
        /** Takes a permit back if it is the first time. Any thread. */
        void release(Permit permit);
    }

    /** Closes it, guarded by the source; gives whether it was open. */
    boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    @Override
    public void close() {
        source.release(this);
    }
}
