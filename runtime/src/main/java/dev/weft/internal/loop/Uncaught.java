package dev.weft.internal.loop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports failures that no other code sees. A report never makes a second failure: handlers, loggers and the methods of
 * the objects that are reported belong to users, and what they throw ends here.
 */
public final class Uncaught {
    private static final String LOGGER = "dev.weft";

    private Uncaught() {}

    /**
     * Tells the handler of a failure; without a handler, or if that throws, logs it. Throws nothing.
     *
     * @return whether it was logged
     */
    public static boolean report(@Nullable BiConsumer<Object, Throwable> handler, Object subject, Throwable failure) {
        if (handler == null) {
            log(subject, failure);
            return true;
        }
        try {
            handler.accept(subject, failure);
            return false;
        } catch (Throwable broken) {
            log(subject, failure);
            if (broken != failure) {
                log("the handler of uncaught failures", broken);
            }
            return true;
        }
    }

    /** Logs a failure to the logger {@code dev.weft}. Throws nothing. */
    public static void log(Object subject, Throwable failure) {
        log(Level.ERROR, "Uncaught failure of " + text(subject), failure);
    }

    /**
     * Logs to the logger {@code dev.weft}; if that throws, prints to standard error. The message is one line, whatever
     * the names in it are. Throws nothing.
     */
    public static void log(Level level, String message, Throwable failure) {
        String line = PlainText.of(message);
        try {
            Logger logger = System.getLogger(LOGGER);
            logger.log(level, line, failure);
        } catch (Throwable broken) {
            print(line, failure, broken);
        }
    }

    /** The last resort. No method of the failures is called but the one that no class can override. */
    @SuppressWarnings("SystemOut") // the logger has failed
    private static void print(String message, Throwable failure, Throwable broken) {
        try {
            System.err.println(message + ": " + failure.getClass().getName() + "; it could not be logged: "
                    + broken.getClass().getName());
        } catch (Throwable ignored) {
            // There is nobody left to tell.
        }
    }

    /** Returns what an object says of itself; its class, if that fails. Throws nothing. */
    public static String text(@Nullable Object subject) {
        if (subject == null) {
            return "null";
        }
        try {
            String text = subject.toString();
            return text == null ? nameOf(subject) : text;
        } catch (Throwable broken) {
            return nameOf(subject);
        }
    }

    private static String nameOf(Object subject) {
        return "an object of " + subject.getClass().getName();
    }
}
