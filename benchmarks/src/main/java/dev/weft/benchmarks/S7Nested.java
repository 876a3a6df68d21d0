package dev.weft.benchmarks;

import dev.weft.benchmarks.weft.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** S7: ten streams within one another, of which the innermost has the items. */
@OperationsPerInvocation(Workload.MANY_TIMES)
public class S7Nested extends Workload {
    private static final int SUM = Values.sum(MANY_TIMES);

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(Streams.sum(Streams.nested(MANY_TIMES, 10))));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Streams.nested(MANY_TIMES, 10));
    }
}
