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

    /**
     * Runs the node in a loop with a schedule.
     *
     * @param budget the number of awaits of ready sources that the step may pass before it yields
     * @return the number of these that it has passed
     */
    protected int run(int budget) {
        run();
        return 0;
    }

    /**
     * {@return the number of the task whose step this is, among the tasks of its loop; 0 if it is no step of a task}
     */
    protected long taskNumber() {
        return 0;
    }

    /** {@return a description of what the node does when it runs} */
    protected String label() {
        // What follows the name of a lambda's class differs from run to run.
        String type = subject().getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
        return "callback of " + type.substring(type.lastIndexOf('.') + 1);
    }

    @Override
    protected void arrive(LoopEngine loop) {
        loop.enqueue(this);
    }

    /** {@return whether this must not be lost if its loop is closed before its turn has come} */
    protected boolean runsAfterClose() {
        return false;
    }

    /** {@return the object that a failure handler is told to have failed} */
    protected Object subject() {
        return this;
    }
}
