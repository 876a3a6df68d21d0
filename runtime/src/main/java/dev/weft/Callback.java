package dev.weft;

/** A callback in the ready queue. */
final class Callback extends QueueNode {
    private final Runnable work;
    private final Object subject;

    Callback(Runnable work, Object subject) {
        this.work = work;
        this.subject = subject;
    }

    @Override
    void run() {
        work.run();
    }

    @Override
    Object subject() {
        return subject;
    }
}
