package dev.weft.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GrowthSources and its like have written gives what is expected, for all numbers; the plain methods for virtual threads, here in this thread. */
class GrowthTest {
    private static final int TIMES = Workload.TIMES;

    @ParameterizedTest
    @CsvSource({"0,false", "4,false", "16,false", "64,false", "0,true", "4,true", "16,true", "64,true"})
    void locals(int locals, boolean changing) {
        var workload = new GrowthLocals();
        workload.locals = locals;
        workload.changing = changing;
        int result = workload.weft();
        assertEquals(result, workload.handwritten());
        assertEquals(result, workload.kotlin());
        assertEquals(result, dev.weft.benchmarks.threads.ManyLocals.run(locals, changing, TIMES));
        workload.closeLoop();
    }

    @ParameterizedTest
    @CsvSource({"1,false", "10,false", "100,false", "1000,false", "1,true", "10,true", "100,true", "1000,true"})
    void awaits(int awaits, boolean suspending) {
        var workload = new GrowthAwaits();
        workload.makeReady();
        workload.awaits = awaits;
        workload.suspending = suspending;
        assertEquals(TIMES, workload.weft());
        assertEquals(TIMES, workload.handwritten());
        workload.closeLoop();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void awaitsInKotlin(int awaits) {
        var workload = new GrowthAwaitsKotlin();
        workload.awaits = awaits;
        assertEquals(TIMES * Values.of(0), workload.kotlin());
        workload.suspending = true;
        assertEquals(TIMES, workload.kotlin());
        workload.closeLoop();
    }
}
