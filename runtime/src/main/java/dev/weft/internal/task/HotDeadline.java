package dev.weft.internal.task;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The time of a limit in a hot call that has no loop. When it is up, the call is asked to cancel on behalf of the limit. If
 * the call is parked then, it goes on on the executor of {@link HotTimers}; if it runs, its next suspending await throws.
 *
 * <p>Set and ended on the thread that runs the call. The task, which any thread may ask, decides which comes first: the
 * request or the end of the limit.
 */
public final class HotDeadline implements Runnable {
    private final HotTask<?> task;
    private final ScopeRequest request;
    private @Nullable Future<?> timer;

    private HotDeadline(HotTask<?> task, ScopeRequest request) {
        this.task = task;
        this.request = request;
    }

    /**
     * Sets the time of a limit.
     *
     * @param awaiting the task that is limited; it has no loop
     * @param scope the number of the limit
     * @param limit the limit, for the message
     * @param nanos how long the task may still run, in nanoseconds; the time is up at once if it is not positive
     */
    public static HotDeadline set(TaskImpl<?> awaiting, long scope, Duration limit, long nanos) {
        HotTask<?> task = (HotTask<?>) awaiting;
        HotDeadline deadline = new HotDeadline(task, ScopeRequest.ofLimit(task, scope, limit));
        task.publishCall();
        task.expectRequests();
        if (nanos > 0) {
            deadline.timer = HotTimers.expire(nanos, deadline);
        } else {
            deadline.ask();
        }
        return deadline;
    }

    /** Asks the call to cancel. Returns false if it was asked before, or the limit has ended. Any thread. */
    boolean ask() {
        return task.ask(request);
    }

    /** Cancels the call if it is parked. On the executor. */
    @Override
    public void run() {
        ask(); // nearly always the timer's thread has done it
        task.deliverAnywhere();
    }

    /** Ends the limit: it asks no more, and what it has asked and was not delivered is withdrawn. */
    public void end() {
        stop();
        task.withdraw(request);
    }

    /** Ends this time of the limit, so that another one may be set. Returns false if it was up already. */
    public boolean takeBack() {
        if (!task.revoke(request)) {
            return false;
        }
        stop();
        return true;
    }

    private void stop() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    /** Returns the request if the time was up, otherwise null. */
    public @Nullable ScopeRequest asked() {
        return request.isAsked() ? request : null;
    }
}
