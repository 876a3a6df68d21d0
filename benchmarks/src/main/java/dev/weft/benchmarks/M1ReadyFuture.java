package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M1: an await of a {@link CompletableFuture} that is done. There are eight, awaited in turn in a loop of 1,000. */
@OperationsPerInvocation(Workload.TIMES)
@SuppressWarnings("unchecked")
public class M1ReadyFuture extends Workload {
    private static final int SUM = sumOfEight(TIMES);

    private final CompletableFuture<Integer>[] futures = IntStream.range(0, 8)
            .mapToObj(Values::of)
            .map(CompletableFuture::completedFuture)
            .toArray(CompletableFuture[]::new);

    @Benchmark
    public int handwritten() {
        return expect(SUM, dev.weft.benchmarks.handwritten.ReadyFuture.sum(futures, TIMES));
    }

    @Benchmark
    public int completableFuture() {
        return expect(
                SUM, dev.weft.benchmarks.futures.Ready.source(futures, TIMES).join());
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Ready.future(futures, TIMES));
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, dev.weft.benchmarks.ea.Ready.source(futures, TIMES).join());
    }

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(dev.weft.benchmarks.weft.Ready.future(futures, TIMES)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = IN_VIRTUAL_THREAD)
    public int virtualThread() {
        VirtualThreads.requireCurrent();
        return expect(SUM, dev.weft.benchmarks.threads.Ready.source(futures, TIMES));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {IN_VIRTUAL_THREAD, ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
