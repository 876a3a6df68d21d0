package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M5: starts 10,000 tasks that each yield once, and awaits all. An operation is one task. */
@OperationsPerInvocation(M5Tasks.TASKS)
public class M5Tasks extends Workload {
    static final int TASKS = 10_000;
    private static final int SUM = Values.sum(TASKS);

    @Benchmark
    public int handwritten() {
        return expect(SUM, dev.weft.benchmarks.handwritten.Tasks.run(callbacks, TASKS));
    }

    @Benchmark
    public int completableFuture() {
        return expect(SUM, callbacks.run(dev.weft.benchmarks.futures.Tasks.run(callbacks, TASKS)));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Tasks.run(TASKS));
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, callbacks.run(dev.weft.benchmarks.ea.Tasks.run(callbacks::yieldNow, TASKS)));
    }

    @Benchmark
    public int kilim() {
        return expect(SUM, dev.weft.benchmarks.kilim.Tasks.run(callbacks, TASKS));
    }

    @Benchmark
    public int offbynull() {
        return expect(SUM, dev.weft.benchmarks.offbynull.Tasks.run(callbacks, TASKS));
    }

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(dev.weft.benchmarks.weft.Tasks.run(TASKS)));
    }

    @Benchmark
    public int virtualThread() {
        return expect(SUM, VirtualThreads.run(() -> dev.weft.benchmarks.threads.Tasks.run(TASKS)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
