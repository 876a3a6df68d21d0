package dev.weft.benchmarks;

import dev.weft.EventLoop;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all workloads have in common. A workload is a class; its methods are named after the peers and do the same work. They
 * run it on one thread, from outside any loop, often enough that entering the loop does not matter.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsPrepend = {Workload.HEAP, Workload.YOUNG, Workload.TOUCHED})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Workload {
    /**
     * A young generation that stays near the caches, and is touched before the first iteration. By default the JVM makes it as
     * large as a part of the machine, and each page is touched for the first time while something is measured: then who
     * allocates waits for the kernel.
     */
    static final String YOUNG = "-Xmn192m";

    /** Room for that and for an old generation; the heap may grow, as it must with a million tasks. */
    static final String HEAP = "-Xms512m";

    static final String TOUCHED = "-XX:+AlwaysPreTouch";

    /** How often an invocation does one operation, if a workload does not say otherwise. */
    public static final int TIMES = 1_000;

    /** How often a virtual thread does it that an invocation starts, where starting it would be much of a thousand times. */
    static final int MANY_TIMES = 100_000;

    /**
     * With this JMH's own thread is a virtual one. For workloads that do not suspend: to start a thread and to wait for it would
     * be most of what they measure. Where threads suspend they are started: on top of JMH's methods each yield took three times
     * as long (JDK 25).
     */
    static final String IN_VIRTUAL_THREAD = "-Djmh.executor=VIRTUAL";

    /** With these a virtual thread has one carrier thread, as an event loop has one thread. */
    static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";

    static final String ONE_CARRIER_AT_MOST = "-Djdk.virtualThreadScheduler.maxPoolSize=1";

    /** Weft's loop. */
    protected final EventLoop loop = EventLoop.create();

    /** The loop of those peers who bring none. */
    protected final CallbackLoop callbacks = new CallbackLoop();

    @TearDown
    public void closeLoop() {
        loop.close();
    }

    /** Every invocation looks at what it has computed. */
    static int expect(int expected, int actual) {
        if (actual != expected) {
            throw new AssertionError(actual + " instead of " + expected);
        }
        return actual;
    }

    /** What a sum over {@code i & 7} comes to. */
    static int sumOfSmall(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += i & 7;
        }
        return sum;
    }

    /** What a sum over {@code Values.of(i & 7)} comes to: what eight sources give that are awaited in turn. */
    static int sumOfEight(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += Values.of(i & 7);
        }
        return sum;
    }

    /** What ten calls inside one another give that each add one, but for the innermost; many times, each from the last. */
    static int nested(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = Values.of(x + i) + 9;
        }
        return x;
    }
}
