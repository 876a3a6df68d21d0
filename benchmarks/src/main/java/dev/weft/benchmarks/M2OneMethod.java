package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * M2: ten calls inside one another, all of one method: each waits for the result of the next. None suspends. An operation is the
 * whole chain.
 */
@OperationsPerInvocation(Workload.TIMES)
public class M2OneMethod extends Workload {
    private static final int RESULT = nested(TIMES);

    @Benchmark
    public int plain() {
        return expect(RESULT, dev.weft.benchmarks.plain.Nested.oneMethod(TIMES));
    }

    @Benchmark
    public int handwritten() {
        return expect(RESULT, dev.weft.benchmarks.handwritten.Nested.oneMethod(TIMES));
    }

    @Benchmark
    public int completableFuture() {
        return expect(
                RESULT, dev.weft.benchmarks.futures.Nested.oneMethod(TIMES).join());
    }

    @Benchmark
    public int kotlin() {
        return expect(RESULT, dev.weft.benchmarks.kotlin.Nested.oneMethod(TIMES));
    }

    @Benchmark
    public int eaAsync() {
        return expect(RESULT, dev.weft.benchmarks.ea.Nested.oneMethod(TIMES).join());
    }

    @Benchmark
    public int kilim() {
        return expect(RESULT, dev.weft.benchmarks.kilim.Nested.oneMethod(callbacks, TIMES));
    }

    @Benchmark
    public int offbynull() {
        return expect(RESULT, dev.weft.benchmarks.offbynull.Nested.oneMethod(callbacks, TIMES));
    }

    @Benchmark
    public int weft() {
        return expect(RESULT, loop.runUntilComplete(dev.weft.benchmarks.weft.Nested.oneMethod(TIMES)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = IN_VIRTUAL_THREAD)
    public int virtualThread() {
        VirtualThreads.requireCurrent();
        return expect(RESULT, dev.weft.benchmarks.plain.Nested.oneMethod(TIMES));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {IN_VIRTUAL_THREAD, ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
