package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.ScopeRequest;
import dev.weft.internal.task.TaskImpl;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose items must each come in time. It is a limit around each {@code next()} of the source, in the same task: when
 * the time is up, the task is asked to cancel on behalf of the limit, which ends the source, and that becomes a {@link
 * TimeoutException}. A cancellation from outside takes precedence. What the source gives nevertheless is its own.
 *
 * <p>{@code task} is the one that waits for an item, or null. Owned by the thread that runs it.
 */
final class ItemLimit<T> extends Operator<T> implements Deadline.Owner {
    private final StreamFrame<T> source;
    private final Duration perItem;
    private final Deadline timer = new Deadline(this);
    private @Nullable TaskImpl<?> task;
    private long scope;

    /** The request to cancel, once the time is up. */
    private @Nullable ScopeRequest request;

    ItemLimit(AsyncStream<T> source, Duration perItem) {
        this.perItem = perItem;
        this.source = ((StreamFrame<T>) source).use();
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        Object has = at == OWN ? outcome : ask((TaskImpl<?>) driver);
        if (has == SUSPENDED) {
            return suspended(OWN, driver);
        }
        if (at == OWN) {
            end((TaskImpl<?>) driver);
        }
        return has == Boolean.TRUE ? give(source.current()) : end(driver, Suspension.depth(driver));
    }

    private @Nullable Object ask(TaskImpl<?> asking) throws Throwable {
        EventLoopImpl loop = asking.loopFor("AsyncStream.timeout");
        scope = asking.nextScope();
        Object has = source.next(asking, Suspension.depth(asking));
        if (has == SUSPENDED) { // an item that is there needs no timer
            task = asking;
            loop.addTimer(timer, Math.max(0, TimerNode.nanos(perItem)));
        }
        return has;
    }

    private void end(TaskImpl<?> waiting) {
        if (task != null) {
            task = null;
            waiting.loopFor("AsyncStream.timeout").removeTimer(timer);
            ScopeRequest asked = request;
            if (asked != null) {
                request = null;
                waiting.withdraw(asked);
            }
        }
    }

    @Override
    Throwable failure(int at, Throwable thrown, FrameDriver driver) {
        TaskImpl<?> waiting = (TaskImpl<?>) driver;
        ScopeRequest asked = request;
        end(waiting);
        if (!(thrown instanceof CancelledError error) || asked == null || !asked.isSent()) {
            return thrown;
        }
        CancelledError outside = waiting.cancelledFromOutside(scope);
        if (outside == null) {
            return new TimeoutException("timed out after " + perItem).initCause(error);
        }
        Cancellations.drop(error, outside);
        return outside;
    }

    @Override
    public void expire() {
        TaskImpl<?> waiting = task;
        if (waiting != null) {
            ScopeRequest asked = ScopeRequest.ofLimit(waiting, scope, perItem);
            request = asked;
            waiting.cancelFor(asked);
        }
    }

    @Override
    protected boolean limitsTime() {
        return task != null && request == null;
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return source.close(driver, depth);
    }

    @Override
    public String streamName() {
        return "timeout of " + source.streamName();
    }
}
