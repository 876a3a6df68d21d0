package dev.weft.internal.produce;

import dev.weft.CancelledError;
import dev.weft.abi.Activation;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/**
 * Sends one item through a sink: at once if there is room, as most often. Otherwise a {@link Send} does it, which can wait; so
 * an item costs the smallest object that knows it. Owned by the thread that runs the task.
 */
final class SendNow extends Activation<Void> {
    private static final Object USED = new Object();

    private final TaskStream<?> stream;
    private Object item;

    SendNow(TaskStream<?> stream, @Nullable Object item) {
        this.stream = stream;
        this.item = Store.masked(item);
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) throws Throwable {
        Object sent = item;
        if (sent == USED) {
            throw alreadyUsed();
        }
        item = USED;
        TaskImpl<?> task = (TaskImpl<?>) driver;
        try {
            task.beforeTaking();
        } catch (CancelledError cancelled) { // nobody else knows the item
            stream.dispose(sent);
            throw cancelled;
        }
        return stream.exchange.offer(sent) == Store.TAKEN ? task.ready(null) : sendLater(sent, stream, task);
    }

    /** With no depth it begins here and now: one that was put off could be cancelled before it knows its item. */
    private static @Nullable Object sendLater(Object item, TaskStream<?> stream, TaskImpl<?> task) throws Throwable {
        return Suspension.await(new Send(stream, item), task, 0);
    }

    @Override
    public String toString() {
        return "send to " + stream.streamName() + (item == USED ? " (used)" : "");
    }
}
