package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** How the cost of tasks that each yield once grows with their number. An operation is all of them: divide it by their number. */
public class GrowthTasks extends Workload {
    @Param({"1000", "10000", "100000", "1000000"})
    public int tasks;

    @Benchmark
    public int handwritten() {
        return expect(Values.sum(tasks), dev.weft.benchmarks.handwritten.Tasks.run(callbacks, tasks));
    }

    @Benchmark
    public int completableFuture() {
        return expect(Values.sum(tasks), callbacks.run(dev.weft.benchmarks.futures.Tasks.run(callbacks, tasks)));
    }

    @Benchmark
    public int kotlin() {
        return expect(Values.sum(tasks), dev.weft.benchmarks.kotlin.Tasks.run(tasks));
    }

    @Benchmark
    public int weft() {
        return expect(Values.sum(tasks), loop.runUntilComplete(dev.weft.benchmarks.weft.Tasks.run(tasks)));
    }

    @Benchmark
    public int virtualThread() {
        return expect(Values.sum(tasks), VirtualThreads.run(() -> dev.weft.benchmarks.threads.Tasks.run(tasks)));
    }
}
