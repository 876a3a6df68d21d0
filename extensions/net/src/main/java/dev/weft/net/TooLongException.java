package dev.weft.net;

import java.io.IOException;
import java.io.Serial;

/**
 * What is read is longer than its reader has allowed. Nothing was consumed, so a longer limit can be tried.
 *
 * @since 0.1
 */
public class TooLongException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message how long it is at least, and which limit it is over
     */
    public TooLongException(String message) {
        super(message);
    }
}
