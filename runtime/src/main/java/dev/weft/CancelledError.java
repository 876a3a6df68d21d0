package dev.weft;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by an {@code await} in a task that was {@linkplain Task#cancel(String) cancelled}.
 *
 * <p>It is an {@link Error} so that {@code catch (Exception e)} does not swallow it. Code that catches it should clean
 * up and rethrow it.
 *
 * <p>A task that ends with the error of its own cancellation, or with one that its code has made, is cancelled. A task that
 * throws an error that was delivered to another task has failed, with a {@link java.util.concurrent.CancellationException}
 * whose cause is that error.
 *
 * @since 0.1
 */
public class CancelledError extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    /** A number of the task that the error was delivered to; 0 for one that a program has made. By its name, by the runtime. */
    @SuppressWarnings("UnusedVariable")
    private transient int origin;

    /** Creates an error without a reason. */
    public CancelledError() {}

    /** Creates the error that closes a stream: nobody reads its trace, and a stack may be deep. By its type, by the runtime. */
    @SuppressWarnings("unused")
    private CancelledError(String reason, boolean hasStackTrace) {
        super(reason, null, true, hasStackTrace);
    }

    /**
     * Creates an error with a reason.
     *
     * @param reason the message, or null
     */
    public CancelledError(@Nullable String reason) {
        super(reason);
    }
}
