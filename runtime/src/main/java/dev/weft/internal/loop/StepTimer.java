package dev.weft.internal.loop;

/** Runs the nodes of a loop in place of the loop itself, in order to time them. Used by the loop's thread. */
public abstract class StepTimer {
    /** For those who watch loops. */
    protected StepTimer() {}

    /** Runs a node by {@link #step}, and takes the time. */
    protected abstract void run(QueueNode node);

    /** Runs a node; what it throws is thrown. */
    protected static void step(QueueNode node) {
        node.run();
    }

    /** Returns what a node is reported as. */
    protected static Object subjectOf(QueueNode node) {
        return node.subject();
    }
}
