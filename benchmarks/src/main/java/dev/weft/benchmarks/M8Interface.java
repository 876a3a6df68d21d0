package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M8: calls of an interface with three implementations. None suspends. An operation is one call. */
@OperationsPerInvocation(Workload.TIMES)
public class M8Interface extends Workload {
    private static final int[] ADDED = {1, 2, 3, 2, 3, 1, 3, 1};
    private static final int RESULT = result(TIMES);

    private static int result(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = Values.of(x + ADDED[i & 7]);
        }
        return x;
    }

    private final dev.weft.benchmarks.plain.Steps plainSteps = new dev.weft.benchmarks.plain.Steps();
    private final dev.weft.benchmarks.handwritten.Steps machines = new dev.weft.benchmarks.handwritten.Steps();
    private final dev.weft.benchmarks.handwritten.StepObjects callObjects =
            new dev.weft.benchmarks.handwritten.StepObjects();
    private final dev.weft.benchmarks.futures.Steps futures = new dev.weft.benchmarks.futures.Steps();
    private final dev.weft.benchmarks.kotlin.Steps suspending = new dev.weft.benchmarks.kotlin.Steps();
    private final dev.weft.benchmarks.ea.Steps eaSteps = new dev.weft.benchmarks.ea.Steps();
    private final dev.weft.benchmarks.kilim.Steps kilimSteps = new dev.weft.benchmarks.kilim.Steps();
    private final dev.weft.benchmarks.offbynull.Steps offbynullSteps = new dev.weft.benchmarks.offbynull.Steps();
    private final dev.weft.benchmarks.weft.Steps steps = new dev.weft.benchmarks.weft.Steps();

    @Benchmark
    public int plain() {
        return expect(RESULT, plainSteps.run(TIMES));
    }

    @Benchmark
    public int handwritten() {
        return expect(RESULT, machines.run(TIMES));
    }

    /** What a design costs at least in which a call gives an object. */
    @Benchmark
    public int handwrittenObjects() {
        return expect(RESULT, callObjects.run(TIMES));
    }

    @Benchmark
    public int completableFuture() {
        return expect(RESULT, futures.run(TIMES).join());
    }

    @Benchmark
    public int kotlin() {
        return expect(RESULT, suspending.run(TIMES));
    }

    @Benchmark
    public int eaAsync() {
        return expect(RESULT, eaSteps.run(TIMES).join());
    }

    @Benchmark
    public int kilim() {
        return expect(RESULT, kilimSteps.run(callbacks, TIMES));
    }

    @Benchmark
    public int offbynull() {
        return expect(RESULT, offbynullSteps.run(callbacks, TIMES));
    }

    @Benchmark
    public int weft() {
        return expect(RESULT, loop.runUntilComplete(steps.run(TIMES)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = IN_VIRTUAL_THREAD)
    public int virtualThread() {
        VirtualThreads.requireCurrent();
        return expect(RESULT, plainSteps.run(TIMES));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {IN_VIRTUAL_THREAD, ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
