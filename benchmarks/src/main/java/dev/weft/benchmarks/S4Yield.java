package dev.weft.benchmarks;

import dev.weft.benchmarks.weft.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** S4: a stream that yields before each item. */
@OperationsPerInvocation(Workload.MANY_TIMES)
public class S4Yield extends Workload {
    private static final int SUM = Values.sum(MANY_TIMES);

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(Streams.sum(Streams.yielding(MANY_TIMES, 1))));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Streams.yielding(MANY_TIMES, 1));
    }
}
