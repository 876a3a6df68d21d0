package dev.weft.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M9: a call of a hot method that awaits one future, which is completed after the call has returned. */
@OperationsPerInvocation(Workload.TIMES)
public class M9HotLater extends Workload {
    private static final int SUM = Values.sum(TIMES) + TIMES;

    private int later(UnaryOperator<CompletableFuture<Integer>> hot) {
        int sum = 0;
        for (int i = 0; i < TIMES; i++) {
            var future = new CompletableFuture<Integer>();
            var sumOfIt = hot.apply(future);
            future.complete(Values.of(i));
            sum += sumOfIt.join();
        }
        return expect(SUM, sum);
    }

    @Benchmark
    public int completableFuture() {
        return later(dev.weft.benchmarks.futures.Hot::addOne);
    }

    @Benchmark
    public int kotlin() {
        return later(dev.weft.benchmarks.kotlin.Hot::addOne);
    }

    @Benchmark
    public int eaAsync() {
        return later(dev.weft.benchmarks.ea.Hot::addOne);
    }

    @Benchmark
    public int weft() {
        return later(dev.weft.benchmarks.weft.Hot::addOne);
    }
}
