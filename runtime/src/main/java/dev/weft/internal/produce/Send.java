package dev.weft.internal.produce;

import dev.weft.CancelledError;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/** Sends one item through a sink, and waits if there is no room. */
final class Send extends Sender {
    private final TaskStream<?> stream;

    Send(TaskStream<?> stream, Object masked) {
        super(stream.exchange);
        this.stream = stream;
        hold(masked);
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        try {
            if (state == WAITING) {
                return Suspension.resumed(task);
            }
            Object result = send(task);
            if (result == Store.FULL) {
                return SUSPENDED;
            }
            if (result == Exchange.ENDED) {
                throw refusal();
            }
            if (result == Exchange.STOPPED) { // the tasks of the stream are being cancelled, and so is this
                task.throwIfCancelled();
                throw new CancelledError("the stream was closed");
            }
        } catch (CancelledError cancelled) {
            if (holds()) { // nobody else knows the item
                Object inHand = item();
                given();
                stream.dispose(inHand);
            }
            throw cancelled;
        }
        return task.ready(null);
    }

    @Override
    RuntimeException refusal() {
        return new IllegalStateException(stream.streamName() + " has ended: it takes no more items");
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("dev.weft.AsyncStream$Sink", "send", "AsyncStream.java", -1);
    }

    @Override
    public String toString() {
        return "send to " + stream.streamName();
    }
}
