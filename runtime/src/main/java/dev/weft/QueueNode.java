package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Something an event loop runs, and at the same time its own link in the inbox.
 *
 * <p>Invariant: a node is in at most one queue (the ready queue, or the inbox) at a time, and there once.
 */
abstract class QueueNode {
    /** The next node in the inbox. Owned by it. */
    @Nullable
    QueueNode next;

    /** Does the work. Called on the loop's thread, from the one place where user code is called. */
    abstract void run();

    /**
     * Receives a node that another thread posted. Called on the loop's thread, in the order of
     * posting; must not call user code.
     */
    void arrive(LoopCore loop) {
        loop.enqueue(this);
    }

    /** What a failure handler is told had failed. */
    Object subject() {
        return this;
    }
}
