package dev.weft.internal.loop;

/** Runs the nodes of a loop in place of the loop itself, to time them. Used by the loop's thread. */
public abstract class StepTimer {
    /** For the classes that watch loops. */
    protected StepTimer() {}

    /** Runs a node through {@link #step} and takes the time. */
    protected abstract void run(QueueNode node);

    /** Runs a node; an exception of the node is passed on. */
    protected static void step(QueueNode node) {
        node.run();
    }

    /** Returns the object that is reported for a node. */
    protected static Object subjectOf(QueueNode node) {
        return node.subject();
    }
}
