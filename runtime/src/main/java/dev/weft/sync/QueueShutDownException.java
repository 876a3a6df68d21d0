package dev.weft.sync;

import java.io.Serial;

/** Thrown by puts into, and takes from, a queue that was shut down. */
public class QueueShutDownException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The queue was shut down. */
    public QueueShutDownException() {
        super("the queue was shut down");
    }
}
