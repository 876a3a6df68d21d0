package dev.weft.benchmarks;

import dev.weft.benchmarks.weft.ManyLocals;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** How the cost of a suspension grows with the locals that are live across it. An operation is one suspension. */
@OperationsPerInvocation(Workload.TIMES)
public class GrowthLocals extends Workload {
    @Param({"0", "4", "16", "64"})
    public int locals;

    /** Whether each local gets a new value between two suspensions. */
    @Param({"false", "true"})
    public boolean changing;

    @Benchmark
    public int weft() {
        return expect(result(), loop.runUntilComplete(ManyLocals.run(locals, changing, TIMES)));
    }

    private int result() {
        int changes = 0;
        for (int i = 0; changing && i < TIMES; i++) {
            changes ^= i;
        }
        int result = TIMES;
        for (int n = 0; n < locals; n++) {
            result ^= (TIMES + n) ^ changes;
        }
        return result;
    }
}
