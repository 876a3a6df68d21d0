package dev.weft.internal.task;

import dev.weft.ports.EntryLoop;
import org.jspecify.annotations.Nullable;

/**
 * One loop that was put on a thread for the entry methods that are called there.
 *
 * <p>Invariant: {@link ThreadState#placement} is the innermost placement of the thread that is not closed. Owned by that
 * thread.
 */
final class EntryPlacement implements EntryLoop.Placement {
    private final EventLoopImpl loop;
    private final @Nullable EntryPlacement outer;
    private boolean isClosed;

    private EntryPlacement(EventLoopImpl loop, @Nullable EntryPlacement outer) {
        this.loop = loop;
        this.outer = outer;
    }

    /** Puts a loop on the calling thread. */
    static EntryLoop.Placement of(EventLoopImpl loop) {
        ThreadState thread = ThreadState.get();
        EntryPlacement placement = new EntryPlacement(loop, thread.placement);
        thread.placement = placement;
        thread.keep();
        return placement;
    }

    EventLoopImpl loop() {
        return loop;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        ThreadState thread = ThreadState.get();
        if (thread.placement != this) {
            throw new IllegalStateException("the loop is not the one that was last put on this thread");
        }
        thread.placement = outer;
        isClosed = true;
    }
}
