package dev.weft.internal.wait;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.TimeLimit;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.Cancellations;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.HotDeadline;
import dev.weft.internal.task.ScopeRequest;
import dev.weft.internal.task.TaskImpl;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a coroutine for a limited time, inside the awaiting task.
 *
 * <pre>
 * RUNNING → EXPIRED   the time is up: the task was asked to cancel, on behalf of this limit
 * </pre>
 *
 * <p>If the coroutine has received the error of that request, and ends with it or with another one that it has made
 * itself, that becomes a {@link TimeoutException}. A cancellation from outside takes precedence. Any other end is the
 * coroutine's own; a request that was not delivered by then is withdrawn. Owned by the thread that runs the task.
 */
public final class Limit<T> extends Frame<T> implements TimeLimit, Deadline.Owner {
    private final Coroutine<? extends T> inner;
    private final Deadline timer = new Deadline(this);

    /** How long the coroutine may run, from its beginning on. */
    private Duration limit;

    private @Nullable TaskImpl<?> task;

    private boolean removed;

    /** The time, in a hot call without a loop. */
    private @Nullable HotDeadline withoutLoop;

    /** The request to cancel, once the time is up. */
    private @Nullable ScopeRequest request;

    private long scope;

    /** When the coroutine began, in nanoseconds of the loop's clock; of {@link System#nanoTime} without a loop. */
    private long begun;

    Limit(Duration limit, Coroutine<? extends T> inner) {
        this.limit = limit;
        this.inner = inner;
    }

    private Limit(Duration limit, AsyncFunction<? super TimeLimit, T> body) {
        this.limit = limit;
        this.inner = new LazyCoroutine<T>(() -> body.apply(this));
    }

    /**
     * Returns a coroutine that runs a body which can move its limit.
     *
     * @param limit how long it may run
     * @param body receives the limit
     */
    public static <T> Coroutine<T> of(Duration limit, AsyncFunction<? super TimeLimit, T> body) {
        return new Limit<T>(limit, body);
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> awaiting = (TaskImpl<?>) driver;
        return state > 0 ? goOn(awaiting) : begin(awaiting);
    }

    private @Nullable Object begin(TaskImpl<?> awaiting) throws Throwable {
        awaiting.beforeTaking();
        task = awaiting;
        scope = awaiting.nextScope();
        begun = now(awaiting);
        setTimer(awaiting, limit);
        Object given;
        try {
            given = Suspension.await(inner, awaiting);
        } catch (Throwable failure) {
            throw failed(failure, awaiting);
        }
        if (given == SUSPENDED) {
            state = 1;
            Suspension.suspend(this, awaiting);
            return SUSPENDED;
        }
        end(awaiting);
        return awaiting.ready(given);
    }

    private @Nullable Object goOn(TaskImpl<?> awaiting) throws Throwable {
        Object given;
        try {
            given = Suspension.resumed(awaiting);
        } catch (Throwable failure) {
            throw failed(failure, awaiting);
        }
        end(awaiting);
        return given;
    }

    private Throwable failed(Throwable failure, TaskImpl<?> awaiting) {
        end(awaiting);
        return failure instanceof CancelledError error ? replaced(error, awaiting) : failure;
    }

    /** Returns what is thrown in place of an error that has ended the coroutine. */
    private Throwable replaced(CancelledError error, TaskImpl<?> awaiting) {
        ScopeRequest asked = request;
        if (asked == null || !asked.isSent()) {
            return error;
        }
        CancelledError other = awaiting.cancelledFromOutside(scope);
        if (other == null) {
            return new TimeoutException("timed out after " + limit).initCause(error);
        }
        Cancellations.drop(error, other);
        return other;
    }

    private void end(TaskImpl<?> awaiting) {
        task = null;
        HotDeadline hot = withoutLoop;
        if (hot != null) {
            hot.end();
            request = hot.asked();
            return;
        }
        awaiting.loopFor("withTimeout").removeTimer(timer);
        ScopeRequest asked = request;
        if (asked != null) {
            awaiting.withdraw(asked);
        }
    }

    private static long now(TaskImpl<?> limited) {
        return limited.hasLoop() ? limited.loopFor("withTimeout").now() : System.nanoTime();
    }

    private void setTimer(TaskImpl<?> limited, Duration fromNow) {
        long nanos = Math.max(0, TimerNode.nanos(fromNow));
        if (limited.hasLoop()) {
            limited.loopFor("withTimeout").addTimer(timer, nanos);
        } else {
            withoutLoop = HotDeadline.set(limited, scope, limit, nanos);
        }
    }

    @Override
    public void expire() {
        TaskImpl<?> limited = task;
        if (limited != null) {
            ScopeRequest asked = ScopeRequest.ofLimit(limited, scope, limit);
            request = asked;
            limited.cancelFor(asked);
        }
    }

    @Override
    public void reschedule(Duration fromNow) {
        Objects.requireNonNull(fromNow, "fromNow");
        TaskImpl<?> limited = limited();
        stopTimer(limited);
        limit = Duration.ofNanos(now(limited) - begun).plus(fromNow);
        setTimer(limited, fromNow);
        removed = false;
    }

    @Override
    public void remove() {
        stopTimer(limited());
        removed = true;
    }

    @Override
    public boolean hasExpired() {
        HotDeadline hot = withoutLoop;
        return request != null || (hot != null && hot.asked() != null);
    }

    private TaskImpl<?> limited() {
        TaskImpl<?> limited = task;
        if (limited == null) {
            throw new IllegalStateException("what the limit is for does not run");
        }
        return limited;
    }

    /** Stops the timer, to move the limit. */
    private void stopTimer(TaskImpl<?> limited) {
        HotDeadline hot = withoutLoop;
        if (hot == null ? request != null : !hot.takeBack()) {
            throw new IllegalStateException("the time was up, after " + limit);
        }
        if (hot == null) {
            EventLoopImpl loop = limited.loopFor("a time limit");
            if (!loop.isOnThread()) {
                throw new IllegalStateException("the limit belongs to " + loop + ", which runs on another thread");
            }
            loop.removeTimer(timer);
        }
    }

    @Override
    protected boolean limitsTime() {
        return !removed && !hasExpired();
    }

    @Override
    protected StackTraceElement position() {
        return new StackTraceElement("dev.weft.Weft", "withTimeout", "Weft.java", -1);
    }

    @Override
    public String toString() {
        return "withTimeout of " + inner;
    }
}
