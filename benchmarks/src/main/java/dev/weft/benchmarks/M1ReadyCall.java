package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M1: an await of a call that does not suspend, in a loop of 1,000. The calls do not depend on one another. */
@OperationsPerInvocation(Workload.TIMES)
public class M1ReadyCall extends Workload {
    private static final int SUM = Values.sum(TIMES);

    @Benchmark
    public int plain() {
        return expect(SUM, dev.weft.benchmarks.plain.Ready.call(TIMES));
    }

    @Benchmark
    public int handwritten() {
        return expect(SUM, dev.weft.benchmarks.handwritten.Ready.call(TIMES));
    }

    @Benchmark
    public int completableFuture() {
        return expect(SUM, dev.weft.benchmarks.futures.Ready.call(TIMES).join());
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Ready.call(TIMES));
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, dev.weft.benchmarks.ea.Ready.call(TIMES).join());
    }

    @Benchmark
    public int kilim() {
        return expect(SUM, dev.weft.benchmarks.kilim.Ready.call(callbacks, TIMES));
    }

    @Benchmark
    public int offbynull() {
        return expect(SUM, dev.weft.benchmarks.offbynull.Ready.call(callbacks, TIMES));
    }

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(dev.weft.benchmarks.weft.Ready.call(TIMES)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = IN_VIRTUAL_THREAD)
    public int virtualThread() {
        VirtualThreads.requireCurrent();
        return expect(SUM, dev.weft.benchmarks.plain.Ready.call(TIMES));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {IN_VIRTUAL_THREAD, ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
