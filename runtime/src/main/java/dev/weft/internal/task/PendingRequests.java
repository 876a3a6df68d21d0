package dev.weft.internal.task;

import dev.weft.CancelledError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests to cancel one task, if they are more than a single one from outside: requests of scopes inside the task, and
 * requests that wait because the task is uncancellable; and what was delivered. Few tasks ever need it.
 *
 * <p>A request of a group is delivered by itself, in the order of arrival: its failure comes first, a cancellation next.
 * All others that have come by then are one; the outermost who asked gets the error.
 *
 * <p>Any thread may use it: a task without a loop is cancelled, and its limits expire, on other threads than the one that
 * runs it.
 */
final class PendingRequests {
    /** In order of arrival. Each is a {@link ScopeRequest}, an {@link Again}, or a reason. */
    private final List<Object> waiting = new ArrayList<>(2);

    /**
     * What was delivered. A later one that came from as far outside replaces an earlier one, so each came from further
     * inside than the one before.
     */
    private final List<Delivered> delivered = new ArrayList<>(1);

    private @Nullable Mask mask;

    /** The number of uncancellable scopes that have begun since the first of the requests that wait. */
    private int begunBehind;

    /** An uncancellable scope. Only scopes inside it may interrupt the task. */
    private record Mask(long scope, @Nullable Mask outer) {}

    /** An error that is to be thrown again, and the uncancellable scope in which it was thrown; 0 if in none. */
    private record Again(CancelledError error, long inside) {}

    synchronized void addAgain(CancelledError error) {
        add(new Again(error, mask == null ? 0 : mask.scope));
    }

    /** Adds the request of a scope, unless the scope has ended. Returns whether it was added. */
    synchronized boolean ask(ScopeRequest request) {
        if (!request.ask()) {
            return false;
        }
        add(request);
        return true;
    }

    synchronized void add(Object request) {
        boolean again = request instanceof Again;
        for (int i = 0; i < waiting.size(); i++) {
            Object other = waiting.get(i);
            if (!(request instanceof ScopeRequest)
                    && !(other instanceof ScopeRequest)) { // several from outside are one
                waiting.set(i, again ? other : request);
                return;
            }
        }
        waiting.add(request);
    }

    /** Ends a request that was not made. Returns false if it was; then nothing changes. */
    synchronized boolean revoke(ScopeRequest request) {
        if (request.isAsked()) {
            return false;
        }
        request.end();
        return true;
    }

    synchronized void withdraw(ScopeRequest request) {
        request.end();
        waiting.removeIf(other -> other == request || (other instanceof Again again && request.isSent(again.error)));
    }

    synchronized void withdrawAgain(CancelledError error) {
        waiting.removeIf(other -> other instanceof Again again && again.error == error);
    }

    synchronized void delivered(Delivered now) {
        delivered.removeIf(before -> before.by() >= now.by());
        delivered.add(now);
    }

    /** Forgets what was delivered for a scope that has ended. */
    synchronized void forget(ScopeRequest request) {
        delivered.removeIf(before -> before.by() == request.scope);
    }

    /** Returns the error from furthest outside of a scope that was delivered since the scope has begun, or null. */
    @Nullable
    synchronized CancelledError fromOutside(long scope) {
        for (Delivered each : delivered) {
            if (each.isFromOutside(scope)) {
                return each.error();
            }
        }
        return null;
    }

    /** Returns the number of the scope that has asked for an error; 0 if the request came from outside of the task. */
    synchronized long askedBy(CancelledError error) {
        for (Delivered each : delivered) {
            if (each.error() == error) {
                return each.by();
            }
        }
        return 0;
    }

    /**
     * Begins an uncancellable scope, unless so many have begun behind a request that the task may never await anything
     * else. Returns whether it has begun.
     *
     * @param most the largest number of them
     */
    synchronized boolean mask(long scope, int most) {
        if (mayDeliver()) {
            if (begunBehind++ >= most) {
                return false;
            }
        } else if (mask == null) {
            begunBehind = 0;
        }
        mask = new Mask(scope, mask);
        return true;
    }

    synchronized void unmask() {
        Mask innermost = mask;
        mask = innermost == null ? null : innermost.outer;
    }

    /** Returns whether the task can do without this object. */
    synchronized boolean isIdle() {
        return waiting.isEmpty() && mask == null && delivered.isEmpty();
    }

    synchronized boolean mayDeliver() {
        for (Object request : waiting) {
            if (mayDeliver(request)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayDeliver(Object request) {
        if (request instanceof ScopeRequest scope && scope.hasEnded()) {
            return false; // the stack has ended as it was to be removed
        }
        Mask innermost = mask;
        return innermost == null
                || (request instanceof ScopeRequest inside && inside.scope > innermost.scope)
                || (request instanceof Again again && again.inside == innermost.scope);
    }

    /** Removes and returns what is to be delivered next. */
    synchronized Object take() {
        Object chosen = null;
        begunBehind = 0;
        for (Object request : waiting) {
            if (mayDeliver(request)) {
                if (request instanceof ScopeRequest group && group.isOfGroup()) {
                    waiting.remove(request);
                    return request;
                }
                chosen = chosen == null ? request : outermost(chosen, request);
            }
        }
        waiting.removeIf(this::mayDeliver);
        if (chosen == null) {
            throw new AssertionError("no request");
        }
        return chosen instanceof Again again ? again.error : chosen;
    }

    private static Object outermost(Object one, Object other) {
        if (one instanceof ScopeRequest first && other instanceof ScopeRequest second) {
            return first.scope < second.scope ? first : second;
        }
        return one instanceof ScopeRequest ? other : one;
    }
}
