package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.abi.Closing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel a task that comes from a scope inside that task: from a limit, or from a group. The scope knows the
 * error of its own request by identity, and so tells it from every other cancellation.
 *
 * <pre>
 * NEW → ASKED, pending in the task → sent     the task has thrown the error
 *    ↘                             ↘
 *     ENDED                         ENDED     withdrawn: the scope has ended before
 * </pre>
 *
 * <p>Owned by the thread that runs the task. Only the time of a limit of a task without a loop is up on another thread; so
 * {@link PendingRequests} guards the way to ASKED and ENDED.
 */
public final class ScopeRequest implements Closing.Sent {
    /** The number of the scope: the scopes of a task that are open at one time are the deeper, the higher it is. */
    final long scope;

    /** The text, or the duration that is over. */
    private final Object reason;

    private @Nullable Throwable cause;

    /** The child whose failure is the cause; null if this is not the request of a group for a failed child. */
    private @Nullable TaskImpl<?> failed;

    private final boolean ofGroup;
    private @Nullable CancelledError sent;

    private final TaskImpl<?> task;

    /** Guarded by the task's {@link PendingRequests}; others may read it. */
    private volatile boolean asked;

    /** Guarded by the task's {@link PendingRequests}. */
    private boolean ended;

    private ScopeRequest(TaskImpl<?> task, long scope, Object reason, boolean ofGroup) {
        this.task = task;
        this.scope = scope;
        this.reason = reason;
        this.ofGroup = ofGroup;
    }

    /** Returns the request that a limit makes when its time is up. */
    public static ScopeRequest ofLimit(TaskImpl<?> task, long scope, Duration limit) {
        return new ScopeRequest(task, scope, limit, false);
    }

    /** Returns the request of a group that ends early. */
    public static ScopeRequest ofGroup(TaskImpl<?> task, long scope, String reason) {
        return new ScopeRequest(task, scope, reason, true);
    }

    /** Names the child whose failure is the cause. The error gets it too if it was sent without one. */
    public void causedBy(TaskImpl<?> child, Throwable failure) {
        failed = child;
        cause = failure;
        CancelledError error = sent;
        if (error != null && error.getCause() == null && error != failure) {
            error.initCause(failure);
        }
    }

    @Override
    public void ended() {
        TaskImpl<?> child = failed;
        if (child != null) {
            child.markSeen();
        }
    }

    @Override
    public void replaced() {
        CancelledError other = task.cancelledFromOutside(scope);
        if (other != null) {
            task.cancelAgain(other);
        }
    }

    @Override
    public void kept() {
        // It is still the one that the scope waits for.
    }

    boolean isOfGroup() {
        return ofGroup;
    }

    /** Makes the request, unless it was made before or the scope has ended. Returns whether it was made now. */
    boolean ask() {
        if (ended || asked) {
            return false;
        }
        asked = true;
        return true;
    }

    /** The scope has ended: the request is not made any more. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Returns whether the request was made. Any thread. */
    boolean isAsked() {
        return asked;
    }

    /** Returns whether this is the error that the request was delivered as. */
    public boolean isSent(@Nullable Throwable error) {
        return error != null && error == sent;
    }

    /** Returns whether the task has thrown the error. */
    public boolean isSent() {
        return sent != null;
    }

    /** Returns the error: a new one at the first call, then the same. */
    CancelledError error() {
        CancelledError error = sent;
        if (error == null) {
            error = new CancelledError(reason instanceof String text ? text : "timed out after " + reason);
            sent = error;
            if (cause != null) {
                error.initCause(cause);
            }
            if (ofGroup) {
                Closing.sent(error, this);
            }
        }
        return error;
    }
}
