package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A run that takes too much real time is abandoned. */
class TimeLimitTest {
    /** Ends the threads that spin. */
    private static volatile boolean over;

    private static final List<String> EVENTS = new ArrayList<>();
    private static final AtomicInteger RUNS = new AtomicInteger();

    @AfterEach
    void end() {
        over = true;
    }

    @Test
    void theThreadIsAbandonedAndTheNextTestRuns() {
        over = false;
        EVENTS.clear();
        Ran ran = Ran.of(Spins.class);
        ran.says(
                "the run has not ended within 1000 ms of real time; its thread is abandoned. It is here:\n    at ",
                "dev.weft.test.TimeLimitTest.spin(TimeLimitTest.java:",
                "dev.weft.test.TimeLimitTest$Spins.spins(TimeLimitTest.java:",
                "(T) Task-1",
                "(T) sleeper SUSPENDED");
        assertEquals(org.opentest4j.AssertionFailedError.class, ran.failure().getClass());
        assertEquals(List.of("next"), EVENTS);
    }

    /** Hangs for real: no await, no answer to an interrupt. */
    @SuppressWarnings("WhileLoopSpinsOnField")
    private static void spin() {
        while (!over) {
            Thread.onSpinWait();
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Spins {
        @Order(1)
        @WeftTest(timeout = 1)
        void spins() {
            start(Coroutines.sleeps(), "sleeper");
            await(yieldNow());
            spin();
        }

        @Order(2)
        @WeftTest
        void next() {
            await(yieldNow());
            EVENTS.add("next");
        }
    }

    @Test
    void anExplorationThatIsAbandonedRunsNoFurtherSchedule() throws InterruptedException {
        over = false;
        RUNS.set(0);
        Ran.of(Explored.class).says("the run has not ended within 2000 ms of real time", "TimeLimitTest.spin");
        int before = RUNS.get();
        over = true;
        RUNNING.join();
        assertFalse(RUNNING.isAlive(), "the thread ends");
        assertEquals(before, RUNS.get(), "runs");
    }

    private static Thread RUNNING;

    static class Explored {
        @Explore(timeout = 2, millis = 60_000)
        void test() {
            RUNNING = Thread.currentThread();
            await(gather(Coroutines.yields(3), Coroutines.yields(3)));
            if (RUNS.incrementAndGet() == 5) {
                spin();
            }
        }
    }

    @Test
    void theLimitIsThatOfEachScheduleNotOfAll() {
        long began = System.nanoTime();
        Ran.of(Slow.class).passes(1);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.toMillis() > 2_000, () -> "longer than one may take: " + took);
    }

    static class Slow {
        /** Real time is the subject: together they take longer than one may. */
        @Explore(schedules = 25, timeout = 2, strategies = Strategy.WALK)
        void test() throws InterruptedException {
            Thread.sleep(100);
            await(gather(Coroutines.yields(3), Coroutines.yields(3)));
        }
    }

    @Test
    void theTimeOfAllSchedulesEndsTheExploration() {
        String report = Ran.of(OutOfTime.class).passes(1).reports().get(0);
        assertTrue(report.matches("\\d+ of 1000000 schedules: the time of 200 ms was up; PORTFOLIO.*"), report);
    }

    static class OutOfTime {
        @Explore(schedules = 1_000_000, millis = 200)
        void test() {
            await(gather(works(), works(), works()));
        }

        @Async
        private static Coroutine<Void> works() {
            await(Coroutines.yields(10));
            await(sleep(Duration.ofMillis(1)));
            return done();
        }
    }
}
