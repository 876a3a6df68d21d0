package dev.weft.benchmarks;

import dev.weft.benchmarks.weft.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** S6: items that a task of its own sends through a buffer of 64. */
@OperationsPerInvocation(Workload.MANY_TIMES)
public class S6Produce extends Workload {
    private static final int SUM = Values.sum(MANY_TIMES);

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(Streams.sum(Streams.produced(MANY_TIMES, 64))));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Streams.produced(MANY_TIMES, 64));
    }
}
