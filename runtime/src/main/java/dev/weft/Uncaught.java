package dev.weft;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What is done with failures that nobody sees, unless the user has set a handler. */
final class Uncaught {
    private Uncaught() {}

    static void log(Object subject, Throwable failure) {
        Logger logger = System.getLogger("dev.weft");
        logger.log(Level.ERROR, () -> "Uncaught failure of " + subject, failure);
    }
}
