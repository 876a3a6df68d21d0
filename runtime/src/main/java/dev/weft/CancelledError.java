package dev.weft;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by an {@code await} in a task that was {@linkplain Task#cancel(String) cancelled}.
 *
 * <p>It is an {@link Error} so that {@code catch (Exception e)} does not swallow it. Code that catches it should clean
 * up and rethrow it.
 */
public class CancelledError extends Error {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates an error without a reason. */
    public CancelledError() {}

    /**
     * Creates an error with a reason.
     *
     * @param reason the message, or null
     */
    public CancelledError(@Nullable String reason) {
        super(reason);
    }
}
