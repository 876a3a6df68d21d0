package dev.weft.benchmarks.kit;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.Simulation;
import dev.weft.test.Simulation.Options;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * X5: the test kit explores. An operation is one schedule of four tasks with twenty yields each, about 80 choices of the next
 * task, recorded; one schedule in 64 runs twice. The second counter is the CPU time of the whole process, compilers and
 * collector included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsPrepend = {"-Xms512m", "-Xmn192m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class X5Explore {
    private static final int SCHEDULES = 2_000;
    private static final int YIELDS = 20;

    private long seed;

    /** Counts schedules, and the CPU seconds that they have taken. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {
        private long began;
        private long schedules;

        /** The number of schedules for each second of CPU time of the process. */
        public double schedulesPerCpuSecond;

        @Setup(Level.Iteration)
        public void begin() {
            schedules = 0;
            began = processNanos();
        }

        @TearDown(Level.Iteration)
        public void end() {
            schedulesPerCpuSecond = schedules * 1e9 / (processNanos() - began);
        }

        private static long processNanos() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }

    @Benchmark
    @OperationsPerInvocation(SCHEDULES)
    public int schedules(Cpu cpu) {
        Options options =
                Options.defaults().withSchedules(SCHEDULES).withSeed(++seed).withLimit(Duration.ofMinutes(1));
        int ran = Simulation.explore(options, sim -> fourTasks()).schedules();
        if (ran != SCHEDULES) {
            throw new AssertionError(ran + " schedules");
        }
        cpu.schedules += ran;
        return ran;
    }

    @Async
    private static Coroutine<Void> fourTasks() {
        Task<Void> a = start(yields());
        Task<Void> b = start(yields());
        Task<Void> c = start(yields());
        Task<Void> d = start(yields());
        await(a);
        await(b);
        await(c);
        await(d);
        return done();
    }

    @Async
    private static Coroutine<Void> yields() {
        for (int i = 0; i < YIELDS; i++) {
            await(yieldNow());
        }
        return done();
    }
}
