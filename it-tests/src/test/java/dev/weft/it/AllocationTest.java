package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.Async;
import dev.weft.Coroutine;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounds for what an await may allocate. */
@Timeout(120)
class AllocationTest {
    private static final int TIMES = 200_000;

    @Async
    private static Coroutine<Integer> awaitsAStage(int times, CompletableFuture<Integer> ready) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(ready);
        }
        return result(sum);
    }

    @Test
    void readyStageAllocatesNothing() {
        var ready = CompletableFuture.completedFuture(1);
        assertBytesPerAwait(1, times -> awaitsAStage(times, ready));
    }

    @Async
    private static Coroutine<Integer> small(int x) {
        return result(x & 7);
    }

    @Async
    private static Coroutine<Integer> callsACoroutine(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(small(i));
        }
        return result(sum);
    }

    /** The coroutine itself, and the one of {@code result}: nothing is saved. */
    @Test
    void readyCallAllocatesOnlyItsCoroutine() {
        assertBytesPerAwait(64, AllocationTest::callsACoroutine);
    }

    @Async
    private static Coroutine<Integer> yields(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            await(yieldNow());
            sum += i;
        }
        return result(sum);
    }

    /** The frame is made once. */
    @Test
    void suspendingAgainAllocatesNoFrame() {
        assertBytesPerAwait(32, AllocationTest::yields);
    }

    private interface Awaiting {
        Coroutine<Integer> times(int times);
    }

    private static void assertBytesPerAwait(int bound, Awaiting awaiting) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            best = Math.min(best, bytes(awaiting));
        }
        long bytes = best / TIMES;
        assertTrue(bytes <= bound, () -> bytes + " bytes per await, not " + bound);
    }

    private static long bytes(Awaiting awaiting) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var program = new Program()) {
            var main = awaiting.times(TIMES);
            long before = threads.getCurrentThreadAllocatedBytes();
            program.loop().runUntilComplete(main);
            return threads.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
