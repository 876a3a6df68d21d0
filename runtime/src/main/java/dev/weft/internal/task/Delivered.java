package dev.weft.internal.task;

import dev.weft.CancelledError;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation that a task has thrown. Kept so that the scopes inside which it was thrown know of it, even if their
 * coroutine has replaced it by another error, as a clean-up does that is cancelled itself.
 *
 * @param by the number of the scope that has asked for it; 0 if the request came from outside of the task
 * @param number when: the scopes with lower numbers had begun before
 */
record Delivered(CancelledError error, long by, long number) {
    /** Returns whether it came from outside of a scope, since that has begun. */
    boolean isFromOutside(long scope) {
        return by < scope && number > scope;
    }

    /** Returns this one's error if it came from outside of a scope, since that has begun; otherwise null. */
    @Nullable
    CancelledError fromOutside(long scope) {
        return isFromOutside(scope) ? error : null;
    }
}
