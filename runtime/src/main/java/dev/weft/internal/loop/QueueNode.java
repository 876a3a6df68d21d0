package dev.weft.internal.loop;

/**
 * Something that an event loop runs when its turn comes. Posted by another thread, it becomes ready when it arrives.
 *
 * <p>Invariant: a node is in at most one queue (the ready queue, or the inbox) at a time, and there once.
 */
public abstract class QueueNode extends Message {
    /** For the runtime's nodes. */
    protected QueueNode() {}

    /** Does the work. Called on the loop's thread, from the one place where a loop calls user code. */
    protected abstract void run();

    @Override
    protected void arrive(LoopEngine loop) {
        loop.enqueue(this);
    }

    /** Returns what a failure handler is told had failed. */
    protected Object subject() {
        return this;
    }
}
