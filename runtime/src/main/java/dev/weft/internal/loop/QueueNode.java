package dev.weft.internal.loop;

/**
 * A node that an event loop runs when its turn comes. If another thread posts it, it becomes ready when it arrives.
 *
 * <p>Invariant: a node is in at most one queue (the ready queue, or the inbox) at a time, and only once there.
 */
public abstract class QueueNode extends Message {
    /** For the runtime's nodes. */
    protected QueueNode() {}

    /** Runs the node. Called on the loop's thread, from the one place where a loop calls user code. */
    protected abstract void run();

    @Override
    protected void arrive(LoopEngine loop) {
        loop.enqueue(this);
    }

    /** Returns whether this must not be lost if its loop is closed before its turn has come. */
    protected boolean runsAfterClose() {
        return false;
    }

    /** Returns the object that a failure handler is told to have failed. */
    protected Object subject() {
        return this;
    }
}
