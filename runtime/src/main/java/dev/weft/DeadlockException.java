package dev.weft;

import java.io.Serial;

/**
 * Thrown by an await that would close a deadlock: a cycle of tasks that wait for one another or for locks that other
 * tasks of the cycle hold.
 *
 * @since 0.1
 */
public class DeadlockException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception with a message.
     *
     * @param message names the members of the cycle and what each waits for
     */
    public DeadlockException(String message) {
        super(message);
    }
}
