package dev.weft.internal.stream;

import dev.weft.CancelledError;
import dev.weft.abi.Closing;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.TaskImpl;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The items of a publisher.
 *
 * <pre>
 * −1 → AT_ITEM ⇄ PARKED    subscribes; then takes what has come, and waits for it
 * </pre>
 *
 * <p>Invariant: however the stream stops, its subscription is cancelled, unless the publisher has ended it. Owned by the task
 * that takes the items, but for what {@link Inflow} guards.
 */
final class OfPublisher<T> extends StreamFrame<T> {
    private static final int AT_ITEM = 1;
    private static final int PARKED = 2;

    private final Flow.Publisher<? extends T> publisher;
    private final Inflow<T> inflow;

    OfPublisher(Flow.Publisher<? extends T> publisher, int prefetch) {
        this.publisher = publisher;
        inflow = new Inflow<>(prefetch);
    }

    @Override
    protected @Nullable Object advance(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        try {
            if (state < 0) {
                publisher.subscribe(inflow);
            } else {
                Suspension.resumed(task);
            }
            return take(task);
        } catch (Throwable thrown) {
            throw closedAfter(thrown);
        }
    }

    private Object take(TaskImpl<?> task) throws Throwable {
        boolean mayPark = task.mayPark();
        while (true) {
            Object taken = inflow.take(mayPark ? task : null);
            if (taken == Inflow.DEMAND) {
                inflow.ask();
            } else if (taken == Inflow.END) {
                return ended(task);
            } else if (taken != Inflow.NOTHING) {
                current = taken;
                state = AT_ITEM;
                return true;
            } else if (mayPark) {
                state = PARKED;
                task.park(inflow);
                Suspension.suspend(this, task);
                return SUSPENDED;
            } else {
                task.beforeParking();
                task.publish();
                mayPark = true;
            }
        }
    }

    private Object ended(TaskImpl<?> task) throws Throwable {
        Throwable failure = inflow.failure();
        if (failure == null) {
            return false;
        }
        Throwable seen = failure instanceof CancelledError ofAnother ? Cancellations.of(ofAnother) : failure;
        task.addAwaitsOnce(seen, task.isInnermost(this));
        throw seen;
    }

    private Throwable closedAfter(Throwable thrown) {
        try {
            inflow.close();
        } catch (Throwable ofTheCancel) {
            return isClosing(thrown) ? ofTheCancel : Closing.failure(thrown, ofTheCancel);
        }
        return thrown;
    }

    @Override
    protected @Nullable Object release(FrameDriver driver) {
        inflow.close();
        return null;
    }

    /** At an item {@link #release} cancels the subscription, if no other stream is around this one. */
    @Override
    protected boolean catches() {
        return state != AT_ITEM || isWithinAnother();
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncStream.fromPublisher";
    }
}
