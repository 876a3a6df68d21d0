package dev.weft.sync;

import java.io.Serial;

/**
 * Thrown when an item is put into a queue that was shut down, or taken from one that was shut down and is empty.
 *
 * @since 0.1
 */
public class QueueShutDownException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Creates an exception with a fixed message. */
    public QueueShutDownException() {
        super("the queue was shut down");
    }
}
