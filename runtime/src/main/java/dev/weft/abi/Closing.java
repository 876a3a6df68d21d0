package dev.weft.abi;

import dev.weft.CancelledError;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What leaves a block when its resource fails to close. For generated code and the runtime; nothing here is meant to be
 * called by hand.
 *
 * <p>A task group interrupts the body of its block by a {@link CancelledError} whose cause is the failure of a child, and
 * its close throws that failure. Then the failure leaves the block, so that a {@code catch} behind it sees the failure and
 * not the interruption.
 *
 * @since 0.1
 */
public final class Closing {
    /** The errors by which groups have interrupted their owners. */
    private static final Map<CancelledError, Sent> SENT = Collections.synchronizedMap(new WeakHashMap<>());

    private Closing() {}

    /**
     * Returns what leaves a block. The weaver puts the call in place of {@code body.addSuppressed(close)}.
     *
     * @param body what the body has thrown
     * @param close what the close has thrown
     * @return {@code close} if a group has interrupted the body for it; otherwise {@code body}, with {@code close}
     *     suppressed in it
     */
    public static Throwable failure(Throwable body, Throwable close) {
        if (body == close) {
            return close;
        }
        if (isFor(body, close)) {
            replaced(body, close);
            if (body.getSuppressed().length > 0) {
                close.addSuppressed(body);
            }
            return close;
        }
        body.addSuppressed(close);
        Sent kept = body instanceof CancelledError ? SENT.get(body) : null;
        if (kept != null) {
            kept.kept();
        }
        return body;
    }

    private static void replaced(Throwable body, Throwable close) {
        Sent group = SENT.remove(body);
        if (group != null && !(close instanceof CancelledError)) {
            group.replaced();
        }
    }

    /** Whether a group has interrupted the body because of what the close throws now, or the owner is cancelled now. */
    private static boolean isFor(Throwable body, Throwable close) {
        return body instanceof CancelledError
                && (body.getCause() == close || close instanceof CancelledError)
                && SENT.containsKey(body);
    }

    /**
     * A resource that may interrupt the block that uses it, only to end it early.
     *
     * @since 0.1
     */
    public interface Interrupter {
        /**
         * {@return whether this error has ended the block early, and there is no failure}
         *
         * @param error what the body has thrown
         */
        boolean swallows(Throwable error);
    }

    /**
     * {@return whether a block whose resource was closed goes on as if it had ended normally}
     *
     * @param resource the resource
     * @param thrown what the body has thrown
     */
    public static boolean swallows(@Nullable Object resource, Throwable thrown) {
        return thrown instanceof CancelledError
                && resource instanceof Interrupter interrupter
                && interrupter.swallows(thrown);
    }

    /**
     * {@return what leaves a block whose resource was closed, and that cannot go on as if it had ended normally}
     *
     * @param resource the resource
     * @param thrown what the body has thrown
     */
    public static Throwable thrown(@Nullable Object resource, Throwable thrown) {
        return swallows(resource, thrown) ? cancelled(thrown) : thrown;
    }

    /**
     * {@return what is thrown in place of the error by which a group was ended early}
     *
     * @param error the error, which becomes the cause
     */
    public static CancellationException cancelled(Throwable error) {
        CancellationException cancelled = new CancellationException("the task group was cancelled");
        cancelled.initCause(error);
        return cancelled;
    }

    /**
     * Records the error by which a group interrupts its owner.
     *
     * @param error the error; its cause is the failure of a child, if one has failed
     * @param group is told what becomes of it
     */
    public static void sent(CancelledError error, Sent group) {
        SENT.put(error, group);
    }

    /**
     * Who has interrupted the owner of a group.
     *
     * @since 0.1
     */
    public interface Sent {
        /** Called when the failure has ended the owner in place of the error. */
        void ended();

        /** Called when the failure leaves the block in place of the error. */
        void replaced();

        /** Called when the error leaves the block, with the failure suppressed in it. */
        void kept();
    }

    /**
     * {@return whether this is an error by which a group has interrupted its owner because of a failure}
     *
     * @param error what was thrown
     */
    public static boolean isSent(Throwable error) {
        return error instanceof CancelledError && error.getCause() != null && SENT.containsKey(error);
    }

    /**
     * Notes that the failure has ended the owner in place of the error.
     *
     * @param error the error, as it was {@linkplain #sent sent}
     */
    public static void left(CancelledError error) {
        Sent group = SENT.remove(error);
        if (group != null) {
            group.ended();
        }
    }
}
