package dev.weft;

import dev.weft.internal.wait.Limit;
import java.time.Duration;

/**
 * The limit of a running {@link Weft#withTimeLimit}, which its body can move. Owned by the thread of the loop that runs it;
 * methods that move it throw an {@link IllegalStateException} on another one. In a hot call without a loop it is owned by the
 * thread that runs the body.
 *
 * @since 0.1
 */
public sealed interface TimeLimit permits Limit {
    /**
     * Moves the limit.
     *
     * @param fromNow how long the body may run from now on; zero or less ends it in the next turn
     * @throws IllegalStateException if the time was up already, or the body has ended
     */
    void reschedule(Duration fromNow);

    /**
     * Removes the limit. It may be set again by {@link #reschedule}.
     *
     * @throws IllegalStateException if the time was up already, or the body has ended
     */
    void remove();

    /** {@return whether the time was up before the body ended} */
    boolean hasExpired();
}
