package dev.weft.benchmarks;

import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** X3: hands callbacks to a loop that another thread runs. An operation is one callback, from the call until it has run. */
@OperationsPerInvocation(Workload.TIMES)
public class X3Execute extends RunningLoops {
    private int ran;

    /** Only one loop is used in a fork, so only its thread writes {@code ran}. */
    private int callbacks(Executor executor) {
        int before = ran;
        Runnable callback = () -> ran++;
        for (int i = 1; i < TIMES; i++) {
            executor.execute(callback);
        }
        runAndWait(executor, callback);
        return expect(TIMES, ran - before);
    }

    @Benchmark
    public int jdkExecutor() {
        return callbacks(jdk);
    }

    @Benchmark
    public int netty() {
        return callbacks(netty.next());
    }

    @Benchmark
    public int weft() {
        return callbacks(weft);
    }
}
