package dev.weft.benchmarks;

import dev.weft.benchmarks.reactive.Reactor;
import dev.weft.benchmarks.reactive.RxJava;
import dev.weft.benchmarks.weft.Streams;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** S1: a stream whose items are ready, and the loop that adds them up. An operation is an item. */
@OperationsPerInvocation(Workload.MANY_TIMES)
public class S1Generator extends Workload {
    private static final int SUM = Values.sum(MANY_TIMES);

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(Streams.sum(Streams.ready(MANY_TIMES))));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Streams.ready(MANY_TIMES));
    }

    @Benchmark
    public int reactor() {
        return expect(SUM, Reactor.sum(Reactor.items(MANY_TIMES)));
    }

    @Benchmark
    public int rxJava() {
        return expect(SUM, RxJava.sum(RxJava.items(MANY_TIMES)));
    }

    @Benchmark
    public int jdkStream() {
        return expect(
                SUM,
                IntStream.range(0, MANY_TIMES)
                        .mapToObj(Values::of)
                        .mapToInt(x -> x)
                        .sum());
    }
}
