package dev.weft.it;

/** The unchecked exception that a scripted step fails with. */
public class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
        super(message);
    }
}
