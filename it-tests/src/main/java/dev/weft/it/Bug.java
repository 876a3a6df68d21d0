package dev.weft.it;

/** The error that a scripted step fails with. */
public class Bug extends Error {
    private static final long serialVersionUID = 1;

    public Bug(String message) {
        super(message);
    }
}
