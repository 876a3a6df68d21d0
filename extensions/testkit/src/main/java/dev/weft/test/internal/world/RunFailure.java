package dev.weft.test.internal.world;

/** A failure that the simulation has found. Its first line says what it is; the following ones show it. */
public final class RunFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    /** Creates a failure. */
    public RunFailure(String message) {
        super(message);
    }

    /** Creates a failure that another one has caused. */
    public RunFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
