package dev.weft.internal.loop;

/** A callback in the ready queue. */
public class Callback extends QueueNode {
    private final Runnable work;
    private final Object subject;

    /**
     * Creates a callback.
     *
     * @param work the callback
     * @param subject the object that a failure handler is told to have failed
     */
    public Callback(Runnable work, Object subject) {
        this.work = work;
        this.subject = subject;
    }

    /**
     * Returns a callback for the queue.
     *
     * @param work the callback
     * @param subject the object that a failure handler is told to have failed
     */
    public static QueueNode of(Runnable work, Object subject) {
        return new Callback(work, subject);
    }

    @Override
    protected final void run() {
        work.run();
    }

    @Override
    protected final Object subject() {
        return subject;
    }
}
