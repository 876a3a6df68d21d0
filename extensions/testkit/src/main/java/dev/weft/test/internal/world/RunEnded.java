package dev.weft.test.internal.world;

/** Thrown through the loop, out of its run, when the run has failed in a way that ends it. Never seen by tasks. */
final class RunEnded extends Error {
    private static final long serialVersionUID = 1L;

    RunEnded(AssertionError failure) {
        super(failure.getMessage(), failure, false, false);
    }
}
