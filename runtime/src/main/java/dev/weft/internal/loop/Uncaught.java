package dev.weft.internal.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reports failures that no other code sees, if the user has not set a handler. */
public final class Uncaught {
    private Uncaught() {}

    /** Logs a failure to the logger {@code dev.weft}. */
    public static void log(Object subject, Throwable failure) {
        Logger logger = System.getLogger("dev.weft");
        logger.log(Level.ERROR, () -> "Uncaught failure of " + subject, failure);
    }
}
