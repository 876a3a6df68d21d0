package dev.weft.sync;

import dev.weft.internal.task.OpenResources;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * The right to what a lock or a semaphore guards; closing it gives it back, without suspending.
 *
 * <p>Closing it again does nothing. May be closed on any thread.
 */
public final class Permit implements AutoCloseable {
    private final Source source;

    /** The task that has acquired it, if it is one and that matters. */
    final @Nullable TaskImpl<?> holder;

    /** Guarded by the source. */
    private boolean closed;

    private Permit(Source source, @Nullable TaskImpl<?> holder) {
        this.source = source;
        this.holder = holder;
    }

    /** Returns a permit that one task holds, if it is a task. */
    static Permit held(Source source, @Nullable TaskImpl<?> holder) {
        Permit permit = new Permit(source, holder);
        OpenResources.opened(permit, holder);
        return permit;
    }

    /** Returns a permit of which it does not matter who holds it. */
    static Permit unheld(Source source, @Nullable TaskImpl<?> opener) {
        Permit permit = new Permit(source, null);
        OpenResources.opened(permit, opener);
        return permit;
    }

    /** Where permits come from. */
    interface Source {
        /** Takes a permit back if it is the first time. Any thread. */
        void release(Permit permit);
    }

    /** Marks the permit as closed, guarded by the source. Returns whether it was open. */
    boolean markClosed() {
        boolean first = !closed;
        closed = true;
        OpenResources.closed(this);
        return first;
    }

    @Override
    public void close() {
        source.release(this);
    }
}
