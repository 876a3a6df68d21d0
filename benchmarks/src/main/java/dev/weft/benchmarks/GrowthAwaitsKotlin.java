package dev.weft.benchmarks;

import dev.weft.benchmarks.kotlin.ManyAwaits;
import dev.weft.benchmarks.kotlin.Ready;
import kotlinx.coroutines.Deferred;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** {@link GrowthAwaits} in Kotlin, up to 100: a function with 1,000 its compiler refuses as too large. */
@OperationsPerInvocation(Workload.TIMES)
public class GrowthAwaitsKotlin extends Workload {
    @Param({"1", "10", "100"})
    public int awaits;

    @Param({"false", "true"})
    public boolean suspending;

    private final Deferred<Integer> deferred = Ready.done(0);

    @Benchmark
    public int kotlin() {
        int each = suspending ? 1 : Values.of(0);
        return expect(each * TIMES, ManyAwaits.run(awaits, suspending, deferred, TIMES / awaits));
    }
}
