package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** How the cost of a chain of calls grows with its depth; the leaf suspends once. An operation is the whole chain. */
@OperationsPerInvocation(GrowthDepth.CHAINS)
public class GrowthDepth extends Workload {
    static final int CHAINS = 1_000;

    @Param({"1", "10", "100", "1000"})
    public int depth;

    private int sum() {
        return Values.sum(CHAINS) + (depth - 1) * CHAINS;
    }

    @Benchmark
    public int handwritten() {
        return expect(sum(), dev.weft.benchmarks.handwritten.Chain.run(callbacks, CHAINS, depth));
    }

    @Benchmark
    public int completableFuture() {
        return expect(sum(), callbacks.run(dev.weft.benchmarks.futures.Chain.run(callbacks, CHAINS, depth)));
    }

    @Benchmark
    public int kotlin() {
        return expect(sum(), dev.weft.benchmarks.kotlin.Chain.run(CHAINS, depth));
    }

    @Benchmark
    public int weft() {
        return expect(sum(), loop.runUntilComplete(dev.weft.benchmarks.weft.Chain.run(CHAINS, depth)));
    }

    @Benchmark
    public int virtualThread() {
        return expect(sum(), VirtualThreads.run(() -> dev.weft.benchmarks.threads.Chain.run(CHAINS, depth)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
