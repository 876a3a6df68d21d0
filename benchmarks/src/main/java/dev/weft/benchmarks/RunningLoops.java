package dev.weft.benchmarks;

import dev.weft.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/** Loops that have a thread of their own. Each fork uses one; the others wait. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsPrepend = {Workload.HEAP, Workload.YOUNG, Workload.TOUCHED})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class RunningLoops {
    protected static final int TIMES = Workload.TIMES;

    protected final EventLoop weft = EventLoop.create();
    protected final EventLoopGroup netty = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    protected final ExecutorService jdk = Executors.newSingleThreadExecutor();

    private final Thread thread = new Thread(weft::runForever, "weft");
    private volatile boolean done;

    protected RunningLoops() {
        thread.start();
    }

    /** Spins until it has run: this thread shall not have to be woken up itself. */
    protected final void runAndWait(Executor executor, Runnable callback) {
        done = false;
        executor.execute(() -> {
            callback.run();
            done = true;
        });
        while (!done) {
            Thread.onSpinWait();
        }
    }

    protected static int expect(int expected, int actual) {
        return Workload.expect(expected, actual);
    }

    @TearDown
    public void stop() throws InterruptedException {
        jdk.shutdownNow();
        netty.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS);
        weft.stop();
        thread.join(10_000);
        weft.close();
    }
}
