package dev.weft.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M9: a hot method awaits futures that are done, in a loop of 1,000. An operation is one await. */
@OperationsPerInvocation(Workload.TIMES)
@SuppressWarnings({"unchecked", "rawtypes"})
public class M9HotLoop extends Workload {
    private static final int SUM = sumOfEight(TIMES);

    private final CompletableFuture<Integer>[] futures = IntStream.range(0, 8)
            .mapToObj(Values::of)
            .map(CompletableFuture::completedFuture)
            .toArray(CompletableFuture[]::new);

    @Benchmark
    public int completableFuture() {
        return expect(
                SUM, dev.weft.benchmarks.futures.Ready.source(futures, TIMES).join());
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Hot.sum(futures, TIMES).join());
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, dev.weft.benchmarks.ea.Hot.sum(futures, TIMES).join());
    }

    @Benchmark
    public int weft() {
        return expect(SUM, dev.weft.benchmarks.weft.Hot.sum(futures, TIMES).join());
    }
}
