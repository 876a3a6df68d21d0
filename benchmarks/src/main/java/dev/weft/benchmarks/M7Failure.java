package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import java.util.Arrays;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * M7: an exception is thrown at the end of a chain of calls, after a suspension, and caught at its top. An operation is the whole
 * chain. Weft and the hand-written machine put the calls that wait into the stack trace; with virtual threads, Kilim and offbynull
 * they are on the stack when the exception is made; the others leave them out.
 */
@OperationsPerInvocation(M7Failure.CHAINS)
public class M7Failure extends Workload {
    static final int CHAINS = 1_000;

    @Param({"10", "100"})
    public int depth;

    /**
     * Whether the exception has a stack trace, whether the code of the handler ignores the exception, and if not, whether it
     * looks at the trace.
     */
    @Param({"none", "dropped", "kept", "read"})
    public String trace;

    private final Supplier<RuntimeException> failing = this::failure;
    private boolean traced;
    private boolean read;
    private boolean dropped;

    /** Without a trace nothing is there to extend. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(boolean traced) {
            super("failed", null, true, traced);
        }
    }

    private RuntimeException failure() {
        return new Failure(traced);
    }

    private int caught(RuntimeException e) {
        return !read || e.getStackTrace().length > 1 ? 1 : 0;
    }

    /** Looks once whether Weft names every call that waits. */
    @Setup
    public void lookAtTrace() {
        traced = true;
        int failed = loop.runUntilComplete(
                dev.weft.benchmarks.weft.Failing.run(1, depth, failing, e -> expect(depth, calls(e))));
        expect(depth, failed);
        traced = !"none".equals(trace);
        read = "read".equals(trace);
        dropped = "dropped".equals(trace);
    }

    private static int calls(RuntimeException e) {
        return (int) Arrays.stream(e.getStackTrace())
                .filter(element -> element.getClassName().endsWith("weft.Failing"))
                .filter(element -> element.getMethodName().startsWith("call"))
                .count();
    }

    @Benchmark
    public int handwritten() {
        return expect(
                CHAINS,
                dropped
                        ? dev.weft.benchmarks.handwritten.Failing.drop(callbacks, CHAINS, depth, failing)
                        : dev.weft.benchmarks.handwritten.Failing.run(callbacks, CHAINS, depth, failing, this::caught));
    }

    @Benchmark
    public int completableFuture() {
        var chains = new dev.weft.benchmarks.futures.Failing(callbacks, failing, this::caught);
        return expect(CHAINS, callbacks.run(dropped ? chains.drop(CHAINS, depth) : chains.run(CHAINS, depth)));
    }

    @Benchmark
    public int kotlin() {
        return expect(
                CHAINS,
                dropped
                        ? dev.weft.benchmarks.kotlin.Failing.drop(CHAINS, depth, failing)
                        : dev.weft.benchmarks.kotlin.Failing.run(CHAINS, depth, failing, this::caught));
    }

    @Benchmark
    public int eaAsync() {
        return expect(
                CHAINS,
                callbacks.run(
                        dropped
                                ? dev.weft.benchmarks.ea.Failing.drop(callbacks::yieldNow, CHAINS, depth, failing)
                                : dev.weft.benchmarks.ea.Failing.run(
                                        callbacks::yieldNow, CHAINS, depth, failing, this::caught)));
    }

    @Benchmark
    public int kilim() {
        return expect(
                CHAINS,
                dropped
                        ? dev.weft.benchmarks.kilim.Failing.drop(callbacks, CHAINS, depth, failing)
                        : dev.weft.benchmarks.kilim.Failing.run(callbacks, CHAINS, depth, failing, this::caught));
    }

    @Benchmark
    public int offbynull() {
        return expect(
                CHAINS,
                dropped
                        ? dev.weft.benchmarks.offbynull.Failing.drop(callbacks, CHAINS, depth, failing)
                        : dev.weft.benchmarks.offbynull.Failing.run(callbacks, CHAINS, depth, failing, this::caught));
    }

    @Benchmark
    public int weft() {
        return expect(
                CHAINS,
                loop.runUntilComplete(
                        dropped
                                ? dev.weft.benchmarks.weft.Failing.drop(CHAINS, depth, failing)
                                : dev.weft.benchmarks.weft.Failing.run(CHAINS, depth, failing, this::caught)));
    }

    @Benchmark
    public int virtualThread() {
        return expect(
                CHAINS,
                VirtualThreads.run(() -> dropped
                        ? dev.weft.benchmarks.threads.Failing.drop(CHAINS, depth, failing)
                        : dev.weft.benchmarks.threads.Failing.run(CHAINS, depth, failing, this::caught)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
