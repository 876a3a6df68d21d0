package dev.weft.sync;

import dev.weft.internal.task.LateWakeUps;
import dev.weft.internal.task.OpenResources;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * The right to use what a lock or a semaphore guards. Closing the permit returns it, without suspending.
 *
 * <p>Closing a permit again does nothing. It may be closed on any thread. Where the stack is too short to hand it on to a
 * task that waits, another thread does that a moment later.
 *
 * @since 0.1
 */
public final class Permit implements AutoCloseable {
    static {
        LateWakeUps.prepare(); // see close()
    }

    private final Source source;

    /**
     * The task that has acquired it; null if no task did, if the holder does not matter, or if it was handed on. Written
     * once by any thread; others may see it a little later.
     */
    volatile @Nullable TaskImpl<?> holder;

    /** Guarded by the source's lock. */
    private boolean closed;

    private Permit(Source source, @Nullable TaskImpl<?> holder) {
        this.source = source;
        this.holder = holder;
    }

    /** Returns a permit that is held by a task, or by no task if {@code holder} is null. */
    static Permit held(Source source, @Nullable TaskImpl<?> holder) {
        Permit permit = new Permit(source, holder);
        OpenResources.opened(permit, holder);
        return permit;
    }

    /** Returns a permit whose holder does not matter. */
    static Permit unheld(Source source, @Nullable TaskImpl<?> opener) {
        Permit permit = new Permit(source, null);
        OpenResources.opened(permit, opener);
        return permit;
    }

    /**
     * Returns a permit for a task that waits. It is made before it is needed: handing over must not fail because memory
     * has ended.
     */
    static Permit awaited(Source source, @Nullable TaskImpl<?> holder) {
        return new Permit(source, holder);
    }

    /** Records that an {@linkplain #awaited awaited} permit was handed over to this task. */
    void handedOver(@Nullable TaskImpl<?> opener) {
        OpenResources.opened(this, opener);
    }

    /** The primitive that permits come from. */
    interface Source {
        /** Takes a permit back; does nothing if it was closed before. Any thread. */
        void release(Permit permit);
    }

    /** Returns whether the permit was not closed. Called with the source's lock held. */
    boolean isOpen() {
        return !closed;
    }

    /** Marks the permit as closed. Called with the source's lock held. Returns whether the permit was open. */
    boolean markClosed() {
        boolean first = !closed;
        closed = true;
        OpenResources.closed(this);
        return first;
    }

    /**
     * Says that another task will close this permit than the one that has acquired it. From then on nobody counts as the
     * holder: a wait for the lock closes no cycle, and throws no {@link dev.weft.DeadlockException}.
     *
     * <pre>{@code
     * var using = start(use(await(lock.acquire()).handOn()));
     * try (var held = await(lock.acquire())) { // when the other task has closed the permit
     *     …
     * }
     * }</pre>
     *
     * @return this permit
     */
    public Permit handOn() {
        holder = null;
        return this;
    }

    /**
     * Returns the permit to where it came from: it goes to the task that has waited longest. Does not suspend, and
     * throws nothing. Does nothing if the permit is closed.
     */
    @Override
    public void close() {
        try {
            source.release(this);
        } catch (StackOverflowError tooShort) { // it has changed nothing
            LateWakeUps.close(this);
        }
    }
}
