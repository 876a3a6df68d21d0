package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M3: suspend, be scheduled again, go on. 1,000 times. */
@OperationsPerInvocation(Workload.TIMES)
public class M3Yield extends Workload {
    private static final int SUM = sumOfSmall(TIMES);

    @Benchmark
    public int handwritten() {
        return expect(SUM, dev.weft.benchmarks.handwritten.Yields.run(callbacks, TIMES));
    }

    @Benchmark
    public int completableFuture() {
        return expect(SUM, callbacks.run(dev.weft.benchmarks.futures.Yields.run(callbacks, TIMES)));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Yields.run(TIMES));
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, callbacks.run(dev.weft.benchmarks.ea.Yields.run(callbacks::yieldNow, TIMES)));
    }

    @Benchmark
    public int kilim() {
        return expect(SUM, dev.weft.benchmarks.kilim.Yields.run(callbacks, TIMES));
    }

    @Benchmark
    public int offbynull() {
        return expect(SUM, dev.weft.benchmarks.offbynull.Yields.run(callbacks, TIMES));
    }

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(dev.weft.benchmarks.weft.Yields.run(TIMES)));
    }

    @Benchmark
    public int virtualThread() {
        return expect(SUM, VirtualThreads.run(() -> dev.weft.benchmarks.threads.Yields.run(TIMES)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
