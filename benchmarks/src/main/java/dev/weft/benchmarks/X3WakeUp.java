package dev.weft.benchmarks;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Setup;

/** X3: how long a loop that waits takes to run a callback that comes from another thread. */
@BenchmarkMode(Mode.SampleTime)
public class X3WakeUp extends RunningLoops {
    private int ran;

    /** The loops have nothing to do for so long that they wait in the kernel. */
    @Setup(Level.Invocation)
    public void letItWait() {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }

    private int callback(Executor executor) {
        int before = ran;
        runAndWait(executor, () -> ran++);
        return expect(1, ran - before);
    }

    @Benchmark
    public int jdkExecutor() {
        return callback(jdk);
    }

    @Benchmark
    public int netty() {
        return callback(netty.next());
    }

    @Benchmark
    public int weft() {
        return callback(weft);
    }
}
