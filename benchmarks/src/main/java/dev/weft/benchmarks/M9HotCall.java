package dev.weft.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M9: a call of a hot method that awaits one future, which is done. */
@OperationsPerInvocation(Workload.TIMES)
@SuppressWarnings({"unchecked", "rawtypes"})
public class M9HotCall extends Workload {
    private static final int SUM = sumOfEight(TIMES) + TIMES;

    private final CompletableFuture<Integer>[] futures = IntStream.range(0, 8)
            .mapToObj(Values::of)
            .map(CompletableFuture::completedFuture)
            .toArray(CompletableFuture[]::new);

    private int ready(UnaryOperator<CompletableFuture<Integer>> hot) {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            sum += hot.apply(futures[i & 7]).join();
        }
        return expect(SUM, sum);
    }

    @Benchmark
    public int completableFuture() {
        return ready(dev.weft.benchmarks.futures.Hot::addOne);
    }

    @Benchmark
    public int kotlin() {
        return ready(dev.weft.benchmarks.kotlin.Hot::addOne);
    }

    @Benchmark
    public int eaAsync() {
        return ready(dev.weft.benchmarks.ea.Hot::addOne);
    }

    @Benchmark
    public int weft() {
        return ready(dev.weft.benchmarks.weft.Hot::addOne);
    }
}
