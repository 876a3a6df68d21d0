package dev.weft.benchmarks.count;

/** How many bytecodes the instrumented classes have executed, on all threads; exact if they run on one. */
public final class Executed {
    public static long bytecodes;

    private Executed() {}
}
