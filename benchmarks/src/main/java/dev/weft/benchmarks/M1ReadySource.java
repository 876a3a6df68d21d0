package dev.weft.benchmarks;

import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.benchmarks.handwritten.Cell;
import dev.weft.benchmarks.threads.VirtualThreads;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import kotlinx.coroutines.Deferred;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M1: an await of a source that is done: a task, a future. There are eight, awaited in turn in a loop of 1,000. */
@OperationsPerInvocation(Workload.TIMES)
@SuppressWarnings({"unchecked", "rawtypes"})
public class M1ReadySource extends Workload {
    private static final int SUM = sumOfEight(TIMES);

    private final IntSupplier[] suppliers =
            IntStream.range(0, 8).mapToObj(M1ReadySource::supplier).toArray(IntSupplier[]::new);
    private final Cell[] cells =
            IntStream.range(0, 8).mapToObj(i -> Cell.done(Values.of(i))).toArray(Cell[]::new);
    private final CompletableFuture<Integer>[] futures = IntStream.range(0, 8)
            .mapToObj(Values::of)
            .map(CompletableFuture::completedFuture)
            .toArray(CompletableFuture[]::new);
    private final Deferred<Integer>[] deferred = IntStream.range(0, 8)
            .mapToObj(dev.weft.benchmarks.kotlin.Ready::done)
            .toArray(Deferred[]::new);
    private final Task<Integer>[] tasks =
            IntStream.range(0, 8).mapToObj(this::task).toArray(Task[]::new);
    private final dev.weft.benchmarks.kilim.Ready kilimTasks = new dev.weft.benchmarks.kilim.Ready(callbacks);
    private final dev.weft.benchmarks.offbynull.Ready fibres = new dev.weft.benchmarks.offbynull.Ready(callbacks);

    private static IntSupplier supplier(int number) {
        int value = Values.of(number);
        return () -> value;
    }

    private Task<Integer> task(int number) {
        var task = loop.start(Weft.result(Values.of(number)));
        loop.runUntilComplete(task);
        return task;
    }

    @Benchmark
    public int plain() {
        return expect(SUM, dev.weft.benchmarks.plain.Ready.source(suppliers, TIMES));
    }

    @Benchmark
    public int handwritten() {
        return expect(SUM, dev.weft.benchmarks.handwritten.Ready.source(cells, TIMES));
    }

    @Benchmark
    public int completableFuture() {
        return expect(
                SUM, dev.weft.benchmarks.futures.Ready.source(futures, TIMES).join());
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, dev.weft.benchmarks.kotlin.Ready.source(deferred, TIMES));
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, dev.weft.benchmarks.ea.Ready.source(futures, TIMES).join());
    }

    @Benchmark
    public int kilim() {
        return expect(SUM, kilimTasks.source(TIMES));
    }

    @Benchmark
    public int offbynull() {
        return expect(SUM, fibres.source(TIMES));
    }

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(dev.weft.benchmarks.weft.Ready.source(tasks, TIMES)));
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
