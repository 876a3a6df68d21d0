package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Something an event loop runs once, and at the same time its own link in the queue it is in.
 *
 * <p>Invariant: a node is in at most one queue (the ready queue, or the inbox) at a time; {@code
 * next} belongs to that queue.
 */
abstract class QueueNode {
    /** The next node of the queue this is in. Owned by that queue. */
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
