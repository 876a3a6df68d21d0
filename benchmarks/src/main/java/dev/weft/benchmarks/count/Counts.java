package dev.weft.benchmarks.count;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts what one invocation of a benchmark executes, in bytecodes of Weft's classes and the benchmark's, and what it allocates
 * when no compiler removes anything: to be run with {@code -Xint}. Both are the same on every machine. What the JDK executes, as a
 * {@code CompletableFuture}, is not counted. Arguments: the benchmark, a file for the two figures.
 */
public final class Counts {
    /** Until all classes are initialised, and tables have grown. */
    private static final int BEFORE = 5;

    /** The least counts: what looks at a clock may once in a while do more. */
    private static final int COUNTED = 5;

    private Counts() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        var invocations = new Invocations(new CountingLoader(), arguments[0]);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytecodes = Long.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < BEFORE + COUNTED; i++) {
            long executed = Executed.bytecodes;
            long allocated = threads.getCurrentThreadAllocatedBytes();
            invocations.invoke();
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            executed = Executed.bytecodes - executed;
            if (i >= BEFORE) {
                bytecodes = Math.min(bytecodes, executed);
                bytes = Math.min(bytes, allocated);
            }
        }
        double operations = invocations.operations();
        Files.writeString(Path.of(arguments[1]), bytecodes / operations + " " + bytes / operations);
        // a loop of the benchmark may have a thread that goes on
        System.exit(0);
    }
}
