package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
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
    public int handwritten() {
        return expect(
                result(TIMES), dev.weft.benchmarks.handwritten.ManyLocals.run(callbacks, locals, changing, TIMES));
    }

    @Benchmark
    public int kotlin() {
        return expect(result(TIMES), dev.weft.benchmarks.kotlin.ManyLocals.run(locals, changing, TIMES));
    }

    @Benchmark
    @OperationsPerInvocation(MANY_TIMES)
    public int virtualThread() {
        return expect(
                result(MANY_TIMES),
                VirtualThreads.run(() -> dev.weft.benchmarks.threads.ManyLocals.run(locals, changing, MANY_TIMES)));
    }

    @Benchmark
    public int weft() {
        return expect(result(TIMES), loop.runUntilComplete(ManyLocals.run(locals, changing, TIMES)));
    }

    private int result(int times) {
        int changes = 0;
        for (int i = 0; changing && i < times; i++) {
            changes ^= i;
        }
        int result = times;
        for (int n = 0; n < locals; n++) {
            result ^= (times + n) ^ changes;
        }
        return result;
    }
}
