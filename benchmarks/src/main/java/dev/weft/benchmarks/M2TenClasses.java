package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M2: ten calls inside one another, of methods of ten classes. None suspends. An operation is the whole chain. */
@OperationsPerInvocation(Workload.TIMES)
public class M2TenClasses extends Workload {
    private static final int RESULT = nested(TIMES);

    private final dev.weft.benchmarks.plain.Services plainServices = new dev.weft.benchmarks.plain.Services();
    private final dev.weft.benchmarks.handwritten.Services machines = new dev.weft.benchmarks.handwritten.Services();
    private final dev.weft.benchmarks.futures.Services futures = new dev.weft.benchmarks.futures.Services();
    private final dev.weft.benchmarks.kotlin.Services suspending = new dev.weft.benchmarks.kotlin.Services();
    private final dev.weft.benchmarks.ea.Services eaServices = new dev.weft.benchmarks.ea.Services();
    private final dev.weft.benchmarks.kilim.Services kilimServices = new dev.weft.benchmarks.kilim.Services();
    private final dev.weft.benchmarks.offbynull.Services offbynullServices =
            new dev.weft.benchmarks.offbynull.Services();
    private final dev.weft.benchmarks.weft.Services services = new dev.weft.benchmarks.weft.Services();
    private final dev.weft.benchmarks.weft.direct.Services directServices =
            new dev.weft.benchmarks.weft.direct.Services();

    @Benchmark
    public int plain() {
        return expect(RESULT, plainServices.run(TIMES));
    }

    @Benchmark
    public int handwritten() {
        return expect(RESULT, machines.run(TIMES));
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
        return expect(RESULT, eaServices.run(TIMES).join());
    }

    @Benchmark
    public int kilim() {
        return expect(RESULT, kilimServices.run(callbacks, TIMES));
    }

    @Benchmark
    public int offbynull() {
        return expect(RESULT, offbynullServices.run(callbacks, TIMES));
    }

    @Benchmark
    public int weft() {
        return expect(RESULT, loop.runUntilComplete(services.run(TIMES)));
    }

    /** The same sources, woven with {@code directCalls}. */
    @Benchmark
    public int weftDirect() {
        return expect(RESULT, loop.runUntilComplete(directServices.run(TIMES)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = IN_VIRTUAL_THREAD)
    public int virtualThread() {
        VirtualThreads.requireCurrent();
        return expect(RESULT, plainServices.run(TIMES));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {IN_VIRTUAL_THREAD, ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
