package dev.weft.benchmarks;

import dev.weft.benchmarks.threads.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** M6: two tasks hand a number to and fro, through queues of one place. An operation is one message, two are a round. */
@OperationsPerInvocation(2 * M6PingPong.ROUNDS)
public class M6PingPong extends Workload {
    static final int ROUNDS = 500;
    private static final int SUM = Values.sum(ROUNDS) + ROUNDS;

    private final dev.weft.benchmarks.futures.PingPong futures = new dev.weft.benchmarks.futures.PingPong();
    private final dev.weft.benchmarks.kotlin.PingPong buffered = new dev.weft.benchmarks.kotlin.PingPong(1);
    private final dev.weft.benchmarks.kotlin.PingPong rendezvous = new dev.weft.benchmarks.kotlin.PingPong(0);
    private final dev.weft.benchmarks.ea.PingPong eaAsync = new dev.weft.benchmarks.ea.PingPong();
    private final dev.weft.benchmarks.kilim.PingPong mailboxes = new dev.weft.benchmarks.kilim.PingPong();
    private final dev.weft.benchmarks.offbynull.PingPong places = new dev.weft.benchmarks.offbynull.PingPong();
    private final dev.weft.benchmarks.weft.PingPong queues = new dev.weft.benchmarks.weft.PingPong();
    private final dev.weft.benchmarks.threads.PingPong threads = new dev.weft.benchmarks.threads.PingPong();

    @Benchmark
    public int handwritten() {
        return expect(SUM, dev.weft.benchmarks.handwritten.PingPong.run(callbacks, ROUNDS));
    }

    @Benchmark
    public int completableFuture() {
        return expect(SUM, callbacks.run(futures.run(ROUNDS)));
    }

    @Benchmark
    public int kotlin() {
        return expect(SUM, buffered.run(ROUNDS));
    }

    @Benchmark
    public int kotlinRendezvous() {
        return expect(SUM, rendezvous.run(ROUNDS));
    }

    @Benchmark
    public int eaAsync() {
        return expect(SUM, callbacks.run(eaAsync.run(ROUNDS)));
    }

    @Benchmark
    public int kilim() {
        return expect(SUM, mailboxes.run(callbacks, ROUNDS));
    }

    @Benchmark
    public int offbynull() {
        return expect(SUM, places.run(callbacks, ROUNDS));
    }

    @Benchmark
    public int weft() {
        return expect(SUM, loop.runUntilComplete(queues.run(ROUNDS)));
    }

    @Benchmark
    public int virtualThread() {
        return expect(SUM, VirtualThreads.run(() -> threads.run(ROUNDS)));
    }

    @Benchmark
    @Fork(jvmArgsAppend = {ONE_CARRIER, ONE_CARRIER_AT_MOST})
    public int virtualThreadOneCarrier() {
        return virtualThread();
    }
}
