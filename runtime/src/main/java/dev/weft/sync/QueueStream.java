package dev.weft.sync;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * The items of a queue, each taken out when it is asked for. What lies in the queue is taken without a wait, which would be an
 * object for each item; that is fair, since nobody waits to take while something lies there.
 */
final class QueueStream<T> extends StreamFrame<T> {
    private static final int AT_ITEM = 1;
    private static final int TAKING = 2;

    private final AsyncQueue<T> queue;

    QueueStream(AsyncQueue<T> queue) {
        this.queue = queue;
    }

    @Override
    protected Object advance(FrameDriver driver) throws Throwable {
        Object item;
        try {
            Object outcome = state > 0 ? Suspension.resumed(driver) : null;
            item = state == TAKING ? outcome : take(driver);
        } catch (QueueShutDownException end) {
            return false;
        }
        if (item == SUSPENDED) {
            state = TAKING;
            Suspension.suspend(this, driver);
            return SUSPENDED;
        }
        current = item;
        state = AT_ITEM;
        return true;
    }

    private @Nullable Object take(FrameDriver driver) throws Throwable {
        ((TaskImpl<?>) driver).beforeTaking();
        T item = queue.poll();
        return item != null ? item : Suspension.await(queue.take(), driver, Suspension.depth(driver));
    }

    /** There is nothing to clean up, but the end of the queue comes as a failure of the wait. */
    @Override
    protected boolean catches() {
        return state == TAKING;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncQueue.stream";
    }
}
