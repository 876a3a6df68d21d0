package dev.weft;

/** Brings the wake-up of a task from another thread to its loop, for what is no node of queues itself. */
final class WakeUp extends QueueNode {
    private final Task<?> task;
    private final WaitingFor source;

    WakeUp(Task<?> task, WaitingFor source) {
        this.task = task;
        this.source = source;
    }

    @Override
    void arrive(LoopCore loop) {
        task.wokenHere(source);
    }

    /** Never in the ready queue: it only arrives. */
    @Override
    void run() {}
}
