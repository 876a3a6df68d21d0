package dev.weft.tools.cli;

/** A command was called wrongly, in a way that its options alone do not forbid. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
