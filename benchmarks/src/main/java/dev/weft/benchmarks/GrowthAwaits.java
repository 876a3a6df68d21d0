package dev.weft.benchmarks;

import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.benchmarks.handwritten.Cell;
import dev.weft.benchmarks.threads.VirtualThreads;
import dev.weft.benchmarks.weft.ManyAwaits;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How the cost of an await grows with the number of awaits in its method. An operation is one await. */
@OperationsPerInvocation(Workload.TIMES)
public class GrowthAwaits extends Workload {
    @Param({"1", "10", "100", "1000"})
    public int awaits;

    /** Whether each await suspends, or is ready. */
    @Param({"false", "true"})
    public boolean suspending;

    private final Cell cell = Cell.done(1);
    private final CompletableFuture<Integer> future = CompletableFuture.completedFuture(1);
    private Task<Integer> ready;

    @Setup
    public void makeReady() {
        ready = loop.start(Weft.result(1));
        loop.runUntilComplete(ready);
    }

    @Benchmark
    public int handwritten() {
        return expect(
                TIMES,
                dev.weft.benchmarks.handwritten.ManyAwaits.run(callbacks, awaits, suspending, cell, TIMES / awaits));
    }

    @Benchmark
    @OperationsPerInvocation(MANY_TIMES)
    public int virtualThread() {
        return expect(
                MANY_TIMES,
                VirtualThreads.run(() ->
                        dev.weft.benchmarks.threads.ManyAwaits.run(awaits, suspending, future, MANY_TIMES / awaits)));
    }

    @Benchmark
    public int weft() {
        return expect(TIMES, loop.runUntilComplete(ManyAwaits.run(awaits, suspending, ready, TIMES / awaits)));
    }
}
