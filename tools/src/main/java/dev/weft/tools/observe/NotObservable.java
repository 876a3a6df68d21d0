package dev.weft.tools.observe;

/** Thrown if a process cannot be looked at, or has nothing to show. The message is for the user. */
public final class NotObservable extends Exception {

    private static final long serialVersionUID = 1;

    NotObservable(String message) {
        super(message);
    }

    NotObservable(String message, Throwable cause) {
        super(message, cause);
    }
}
