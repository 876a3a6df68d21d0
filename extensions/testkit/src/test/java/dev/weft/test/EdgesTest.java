package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.Simulation.Options;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/** Tests at the edges: work that nobody wants any more, values that make no sense, failures that cannot be printed. */
@Timeout(60)
class EdgesTest {
    @Test
    void freeWorkThatWasCancelledHoldsNobodyUp() {
        Ran.of(CancelledWork.class).passes(1);
    }

    static class CancelledWork {
        @WeftTest(blocking = Blocking.FREE, timeout = 20)
        void test(Sim sim) {
            CountDownLatch never = new CountDownLatch(1);
            Task<Boolean> work = start(blocking(() -> never.await(1, TimeUnit.MINUTES)));
            await(yieldNow());
            work.cancel();
            await(waitAll(List.of(work)));
            await(sim.settled());
            await(sleep(SECOND));
            assertEquals(SECOND, sim.elapsed());
        }
    }

    @Test
    void anAbandonedRunEndsThoughItsTimePasses() throws InterruptedException {
        Ran.of(Endless.class).says("the run has not ended within 1000 ms of real time; its thread is abandoned");
        Thread runs = Endless.runs;
        runs.join(20_000);
        assertFalse(runs.isAlive(), () -> runs + " goes on");
    }

    static class Endless {
        private static volatile Thread runs;

        @WeftTest(timeout = 1)
        void test() {
            runs = Thread.currentThread();
            while (runs != null) {
                await(sleep(SECOND));
            }
        }
    }

    @Test
    void valuesThatMakeNoSense() {
        Ran.of(NoSchedules.class).says("schedules of ", " must be at least 1, not 0");
        Ran.of(NoStrategy.class).says("the number of strategies of ", " must be at least 1, not 0");
        Ran.of(NoTime.class).says("timeout of ", " must be at least 1, not -1");
    }

    static class NoSchedules {
        @Explore(schedules = 0)
        void test() {}
    }

    static class NoStrategy {
        @Explore(strategies = {})
        void test() {}
    }

    static class NoTime {
        @WeftTest(timeout = -1)
        void test() {}
    }

    @Test
    void aLimitWithoutAnEnd() {
        Options options = Options.defaults().withSchedules(50).withLimit(Duration.ofSeconds(Long.MAX_VALUE));
        assertEquals(50, Simulation.explore(options, sim -> twoTasks(3)).schedules());
        Ran.of(NoLimit.class).passes(1);
    }

    static class NoLimit {
        @Explore(schedules = 10, millis = Long.MAX_VALUE, timeout = Long.MAX_VALUE)
        void test() {
            await(twoTasks(1));
        }
    }

    @Async
    private static Coroutine<Void> yields(int times) {
        for (int i = 0; i < times; i++) {
            await(yieldNow());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> twoTasks(int yields) {
        Task<Void> a = start(yields(yields));
        Task<Void> b = start(yields(yields));
        await(a);
        await(b);
        return done();
    }

    @Test
    void whatIsExploredInPartIsNotExhausted() {
        var all = Simulation.explore(Options.defaults().withSchedules(5_000), sim -> twoTasks(1));
        assertTrue(all.exhausted(), all::toString);
        var part = Simulation.explore(Options.defaults().withSchedules(1), sim -> lateRace());
        assertFalse(part.exhausted(), part::toString);
    }

    /** Two tasks behind so many steps that the schedule is first in, first out by then. */
    @Async
    private static Coroutine<Void> lateRace() {
        await(yields(10_001));
        await(twoTasks(1));
        return done();
    }

    @Test
    void invariantsHoldWhileTheTestRunsOnly() {
        Ran.of(Closes.class).passes(1);
        Ran.of(Repairs.class).says("the invariant \"open\" does not hold after step ");
    }

    static class Closes {
        private boolean open = true;

        @AfterEach
        void close() {
            open = false;
        }

        @WeftTest
        void test(Sim sim) {
            sim.always("open", () -> open);
            await(yieldNow());
        }
    }

    static class Repairs {
        private boolean open = true;

        @AfterEach
        void repair() {
            open = true;
        }

        @WeftTest
        void test(Sim sim) {
            sim.always("open", () -> open);
            await(yieldNow());
            open = false;
        }
    }

    /** An exception whose message cannot be had. */
    private static final class Unprintable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Async
    private static Coroutine<Void> failsUnprintably() {
        await(yieldNow());
        throw new Unprintable();
    }

    @Test
    void aFailureThatCannotBePrintedIsAFailure() {
        Ran.of(Unseen.class).says("is observed by nobody: ", "Unprintable");
        Ran.of(Seen.class).says("Unprintable");
    }

    static class Unseen {
        @WeftTest
        void test() {
            start(failsUnprintably());
            await(sleep(SECOND));
        }
    }

    static class Seen {
        @Explore(schedules = 10)
        void test() {
            await(failsUnprintably());
        }
    }

    @Test
    void anAssumptionPassesThrough() {
        assertThrows(TestAbortedException.class, () -> Simulation.run(sim -> assumesTheImpossible()));
    }

    @Async
    private static Coroutine<Void> assumesTheImpossible() {
        await(yieldNow());
        Assumptions.assumeTrue(false, "the impossible");
        return done();
    }

    @Test
    void otherTestsBesideTheKits() {
        Ran.of(Repeated.class).says("has both @RepeatedTest and @WeftTest, which would run it without the test kit");
        // JUnit takes it for two tests; both are refused.
        for (Throwable failure : Ran.of(Plain.class).failures()) {
            assertTrue(failure.getMessage().contains("has both @Test and @WeftTest, which would"), failure::toString);
        }
    }

    static class Repeated {
        @RepeatedTest(3)
        @WeftTest
        void test() {}
    }

    static class Plain {
        @Test
        @WeftTest
        void test() {}
    }

    @Test
    void aBackgroundTaskThatAnotherOneStartsAtTheEndIsCancelledToo() {
        Ran.of(StartsAnother.class).passes(1);
    }

    static class StartsAnother {
        @WeftTest
        void test(Sim sim) {
            sim.background(serves(sim, 1));
            await(yieldNow());
        }

        @Async
        private static Coroutine<Void> serves(Sim sim, int others) {
            try {
                while (true) {
                    await(sleep(SECOND));
                }
            } finally {
                if (others > 0) {
                    sim.background(serves(sim, others - 1));
                }
            }
        }
    }

    @Test
    void blockingWorkIsNotStarvedByATaskThatIsAlwaysReady() {
        Ran.of(Polls.class).passes(2);
    }

    static class Polls {
        @WeftTest
        void once() {
            await(pollsForWork());
        }

        @Explore(schedules = 20)
        void explored() {
            await(pollsForWork());
        }

        @Async
        private static Coroutine<Void> pollsForWork() {
            Task<String> work = start(blocking(() -> "done"));
            while (!work.isDone()) {
                await(yieldNow());
            }
            return done();
        }
    }

    @Test
    void sleepingForEverIsADeadlock() {
        Ran.of(SleepsForEver.class).says("DEADLOCK: all wait for longer than virtual time lasts");
    }

    static class SleepsForEver {
        @WeftTest
        void test() {
            while (true) {
                await(sleep(Duration.ofSeconds(Long.MAX_VALUE)));
            }
        }
    }
}
