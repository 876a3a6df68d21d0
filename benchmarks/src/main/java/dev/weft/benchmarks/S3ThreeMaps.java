package dev.weft.benchmarks;

import dev.weft.benchmarks.reactive.Reactor;
import dev.weft.benchmarks.reactive.RxJava;
import dev.weft.benchmarks.weft.Streams;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** S3: the same through three operators. */
@OperationsPerInvocation(Workload.MANY_TIMES)
public class S3ThreeMaps extends Workload {
    private static final int SUM = Values.sum(MANY_TIMES);

    @Benchmark
    public int weft() {
        return expect(
                SUM,
                loop.runUntilComplete(Streams.sum(
                        Streams.ready(MANY_TIMES).map(x -> x).map(x -> x).map(x -> x))));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Streams.mappedThrice(MANY_TIMES));
    }

    @Benchmark
    public int reactor() {
        return expect(
                SUM,
                Reactor.sum(Reactor.items(MANY_TIMES).map(x -> x).map(x -> x).map(x -> x)));
    }

    @Benchmark
    public int rxJava() {
        return expect(
                SUM, RxJava.sum(RxJava.items(MANY_TIMES).map(x -> x).map(x -> x).map(x -> x)));
    }

    @Benchmark
    public int jdkStream() {
        return expect(
                SUM,
                IntStream.range(0, MANY_TIMES)
                        .mapToObj(Values::of)
                        .map(x -> x)
                        .map(x -> x)
                        .map(x -> x)
                        .mapToInt(x -> x)
                        .sum());
    }
}
