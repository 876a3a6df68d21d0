package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.awaitable;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A run in which nothing can go on fails at once. */
class DeadlockTest {
    private static final String NOTHING_IS_READY = "DEADLOCK: nothing is ready, and no timer is set\n";
    private static final String REMEDY = "\nif another thread is to wake it: @WeftTest(foreign = Foreign.WAIT)";

    @Test
    void aTaskWaitsForALockWhoseHolderWaitsForIt() {
        long began = System.nanoTime();
        Ran.of(Lock.class)
                .says(
                        NOTHING_IS_READY,
                        "├── (T) ann SUSPENDED at DeadlockTest$Lock.holds(DeadlockTest.java:",
                        ", waits for event: not set, 1 waiting\n",
                        "└── (T) bob SUSPENDED at DeadlockTest$Lock.uses(DeadlockTest.java:",
                        ", waits for lock: held by ann, 1 waiting\n    └── (T) ann",
                        "open: Permit, opened by task ann",
                        REMEDY);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertTrue(seconds < 20, () -> "at once, not after " + seconds + " s");
    }

    static class Lock {
        private final AsyncLock lock = new AsyncLock();
        private final AsyncEvent event = new AsyncEvent();

        @WeftTest
        void test() {
            Task<Void> ann = start(holds(), "ann");
            Task<Void> bob = start(uses(), "bob");
            await(gather(ann, bob));
        }

        @Async
        @SuppressWarnings("try")
        private Coroutine<Void> holds() {
            try (Permit permit = await(lock.acquire())) {
                await(event.whenSet());
            }
            return done();
        }

        @Async
        @SuppressWarnings("try")
        private Coroutine<Void> uses() {
            await(yieldNow());
            try (Permit permit = await(lock.acquire())) {
                event.set();
            }
            return done();
        }
    }

    @Test
    void aTaskWaitsForAnEventThatNobodySets() {
        Ran.of(Event.class)
                .says(
                        NOTHING_IS_READY,
                        "(T) Task-1 SUSPENDED at DeadlockTest$Event.test(DeadlockTest.java:",
                        "waits for task waiter",
                        "└── (T) waiter SUSPENDED at DeadlockTest$Event.waits(DeadlockTest.java:",
                        "waits for event: not set, 1 waiting",
                        REMEDY);
    }

    static class Event {
        @WeftTest
        void test() {
            await(start(waits(), "waiter"));
        }

        @Async
        private static Coroutine<Void> waits() {
            await(new AsyncEvent().whenSet());
            return done();
        }
    }

    @Test
    void aStageThatNobodyCompletes() {
        Ran.of(Stage.class).says(NOTHING_IS_READY, "waits for CompletableFuture[Not completed", REMEDY);
    }

    static class Stage {
        @WeftTest
        void test() {
            await(new CompletableFuture<Void>());
        }
    }

    @Test
    void inABeforeEachMethod() {
        Ran.of(BeforeEachWaits.class).says(NOTHING_IS_READY, "BeforeEachWaits.before(DeadlockTest.java:");
    }

    static class BeforeEachWaits {
        @dev.weft.Entry
        @org.junit.jupiter.api.BeforeEach
        void before() {
            await(new CompletableFuture<Void>());
        }

        @WeftTest
        void test() {}
    }

    @Test
    void anExplorationFindsAWakeUpThatIsLost() {
        Ran.of(LostWakeUp.class)
                .says(
                        "DEADLOCK: nothing is ready, and no timer is set\n",
                        "deviation from first in, first out",
                        "replay: @Explore(replay = \"w1.",
                        "(T) waiter",
                        "waits for event: not set",
                        REMEDY);
    }

    static class LostWakeUp {
        @Explore
        void test() {
            AsyncEvent event = new AsyncEvent();
            Task<Void> waiter = start(waits(event), "waiter");
            Task<Void> setter = start(pulses(event), "setter");
            await(gather(waiter, setter));
        }

        @Async
        private static Coroutine<Void> waits(AsyncEvent event) {
            await(event.whenSet());
            return done();
        }

        @Async
        private static Coroutine<Void> pulses(AsyncEvent event) {
            event.set();
            event.clear();
            return done();
        }
    }

    @Test
    void theRuntimeItselfRefusesAWaitThatWouldCloseACycle() {
        Ran.of(TwoLocks.class).says("deadlock: task bob (RUNNING) would wait for lock: held by ann");
    }

    static class TwoLocks {
        @WeftTest
        void test() {
            AsyncLock first = new AsyncLock();
            AsyncLock second = new AsyncLock();
            Task<Void> ann = start(Coroutines.takesBoth(first, second), "ann");
            Task<Void> bob = start(Coroutines.takesBoth(second, first), "bob");
            await(gather(ann, bob));
        }
    }

    @Test
    void timeStandsStill() {
        Ran.of(TimeStandsStill.class)
                .says("DEADLOCK: time stands still (autoAdvance is off)\n", "(T) Task-1", "sleeps 1 s");
    }

    static class TimeStandsStill {
        @WeftTest
        void test(Sim sim) {
            sim.autoAdvance(false);
            await(sleep(SECOND));
        }
    }

    @Test
    void timeStandsStillWhenItWasAdvancedTooLittle() {
        Ran.of(TooLittle.class).says("DEADLOCK: time stands still (autoAdvance is off)\n", "sleeps 1 s");
    }

    static class TooLittle {
        @WeftTest
        void test(Sim sim) {
            sim.autoAdvance(false);
            Task<Void> task = start(Coroutines.logsAfter(SECOND.multipliedBy(2), new ArrayList<>(), "late"));
            await(sim.advance(SECOND));
            await(task);
        }
    }

    @Test
    void whoWaitsWithATimeLimitIsNotInADeadlock() {
        Ran.of(Limited.class).passes(1);
    }

    static class Limited {
        @WeftTest
        void test(Sim sim) {
            try {
                await(withTimeout(SECOND, awaitable(new CompletableFuture<Void>())));
                fail("no limit");
            } catch (TimeoutException expected) {
                assertEquals(SECOND, sim.elapsed());
            }
        }
    }

    @Test
    void withForeignThreadsAllowedItIsTheTimeLimitThatEndsIt() {
        Ran.of(Waits.class).says("the run has not ended within 1000 ms of real time", "CompletableFuture");
    }

    static class Waits {
        @WeftTest(foreign = Foreign.WAIT, timeout = 1)
        void test() {
            await(new CompletableFuture<Void>());
        }
    }
}
