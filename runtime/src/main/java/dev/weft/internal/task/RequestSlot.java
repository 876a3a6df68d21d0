package dev.weft.internal.task;

import dev.weft.CancelledError;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The changes of {@link Suspendable#cancelRequest}: how requests to cancel come to a task, and how it takes them. A class of
 * its own, since a program in which nothing is cancelled starts faster without it.
 */
final class RequestSlot {
    private static final VarHandle SLOT;

    static {
        try {
            SLOT = MethodHandles.lookup().findVarHandle(Suspendable.class, "cancelRequest", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Object NO_REASON = new Object();

    private RequestSlot() {}

    /** Records a request from outside of the task. On the loop's thread; any thread for a task without a loop. */
    static void add(Suspendable task, @Nullable String reason) {
        Object request = reason == null ? NO_REASON : reason;
        while (true) {
            Object before = task.cancelRequest;
            if (before instanceof PendingRequests || before instanceof Delivered) {
                pending(task).add(request);
                return;
            }
            if (SLOT.compareAndSet(task, before, request)) {
                return;
            }
        }
    }

    /** Returns the pending requests in a form that takes several, and those of scopes. */
    static PendingRequests pending(Suspendable task) {
        while (true) {
            Object request = task.cancelRequest;
            if (request instanceof PendingRequests pending) {
                return pending;
            }
            PendingRequests pending = new PendingRequests();
            if (request instanceof Delivered before) {
                pending.delivered(before);
            } else if (request != null) {
                pending.add(request);
            }
            if (SLOT.compareAndSet(task, request, pending)) {
                return pending;
            }
        }
    }

    /**
     * Takes the request that is to be delivered now, and keeps its error for the scopes inside which it is thrown. On the
     * task's thread.
     *
     * @return the {@link CancelledError}
     */
    static Error take(Suspendable task) {
        Object request = task.cancelRequest;
        if (request instanceof PendingRequests pending) {
            return takeFrom(pending, task);
        }
        request = SLOT.getAndSet(task, null);
        CancelledError error = request instanceof String text ? new CancelledError(text) : new CancelledError();
        CancelOrigin.note(error, task);
        Delivered now = new Delivered(error, 0, task.nextScope());
        if (!SLOT.compareAndSet(task, null, now)) {
            pending(task).delivered(now);
        }
        return error;
    }

    private static CancelledError takeFrom(PendingRequests pending, Suspendable task) {
        Object request = pending.take();
        CancelledError error = request instanceof ScopeRequest asked
                ? asked.error()
                : request instanceof CancelledError again
                        ? again
                        : request instanceof String text ? new CancelledError(text) : new CancelledError();
        CancelOrigin.note(error, task);
        long by = request instanceof ScopeRequest asked ? asked.scope : pending.askedBy(error);
        pending.delivered(new Delivered(error, by, task.nextScope()));
        return error;
    }

    /** See {@link Suspendable#outermost}. */
    static CancelledError outermost(Suspendable task, CancelledError kept, CancelledError now) {
        boolean isKept =
                task.cancelRequest instanceof PendingRequests pending && pending.askedBy(kept) < pending.askedBy(now);
        CancelledError outer = isKept ? kept : now;
        Cancellations.drop(isKept ? now : kept, outer);
        return outer;
    }
}
