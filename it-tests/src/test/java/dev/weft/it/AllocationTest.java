package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What awaits allocate: nothing, if they are ready (M1), if they are calls inside one another (M2), if they suspend again and
 * again (M3). And what a task allocates that sleeps.
 */
@Tag("jdk")
@Timeout(120)
class AllocationTest {
    private static final int TIMES = 200_000;

    /**
     * What a run allocates however many awaits it has: its task, the frame of its main method, and the frames of calls that
     * it puts off each time it lets the loop look for events.
     */
    private static final int RUN = 1_024;

    /** The task, its frame, and its share of tables that grow, their earlier copies included. */
    private static final int SLEEPER = 160;

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
        assertAllocatesNothing(times -> awaitsAStage(times, ready));
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

    /** Neither coroutines nor frames: a method of the same class is called directly. */
    @Test
    void readyCallAllocatesNothing() {
        assertAllocatesNothing(AllocationTest::callsACoroutine);
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
        assertAllocatesNothing(AllocationTest::yields);
    }

    @Async
    private static Coroutine<Integer> awaitsATask(int times, Task<Integer> ready) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(ready);
        }
        return result(sum);
    }

    @Test
    void readyTaskAllocatesNothing() {
        try (var program = new Program()) {
            var ready = program.loop().start(result(1));
            program.loop().runUntilComplete(ready);
            assertAllocatesNothing(times -> awaitsATask(times, ready), program);
        }
    }

    @Async
    private static Coroutine<Integer> nested(int times) {
        int x = 0;
        for (int i = 0; i < times; i++) {
            x = await(level1(x & 7));
        }
        return result(x);
    }

    @Async
    private static Coroutine<Integer> level1(int x) {
        return result(await(level2(x)) + 1);
    }

    @Async
    private static Coroutine<Integer> level2(int x) {
        return result(await(level3(x)) + 1);
    }

    @Async
    private static Coroutine<Integer> level3(int x) {
        return result(x + 1);
    }

    @Async
    private static Coroutine<Integer> chains(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += await(chain(10, 1_000 + (i & 1023)));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> chain(int depth, int number) {
        return depth == 0 ? result(number) : result(await(chain(depth - 1, number)) + 1);
    }

    /** Numbers that boxing shares no objects for. */
    @Test
    void numbersAreNotBoxedOnTheirWay() {
        assertAllocatesNothing(AllocationTest::chains);
    }

    /** Calls inside one another, of methods that call each other directly. */
    @Test
    void nestedCallsAllocateNothing() {
        assertAllocatesNothing(AllocationTest::nested);
    }

    @Async
    private static Coroutine<Void> sleeper(Duration duration) {
        await(sleep(duration));
        return done();
    }

    @Async
    private static Coroutine<Long> startsSleepers(int count) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var hour = Duration.ofHours(1);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) {
            var unused = start(sleeper(hour));
        }
        await(yieldNow());
        return result((threads.getCurrentThreadAllocatedBytes() - before) / count);
    }

    @Test
    void sleepingTaskIsSmall() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            best = Math.min(best, Program.run(() -> startsSleepers(TIMES / 10)));
        }
        long bytes = best;
        assertTrue(bytes <= SLEEPER, () -> bytes + " bytes for a sleeping task");
    }

    private interface Awaiting {
        Coroutine<Integer> times(int times);
    }

    private static void assertAllocatesNothing(Awaiting awaiting) {
        try (var program = new Program()) {
            assertAllocatesNothing(awaiting, program);
        }
    }

    /** Takes the least of five runs: the first ones are interpreted. */
    private static void assertAllocatesNothing(Awaiting awaiting, Program program) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            best = Math.min(best, bytes(awaiting, program));
        }
        long bytes = best;
        assertTrue(bytes <= RUN, () -> bytes + " bytes for " + TIMES + " awaits, not " + RUN);
    }

    private static long bytes(Awaiting awaiting, Program program) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var main = awaiting.times(TIMES);
        long before = threads.getCurrentThreadAllocatedBytes();
        program.loop().runUntilComplete(main);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
