package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.Weft;
import dev.weft.sync.AsyncSemaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test may leave behind when it ends, and what it must not. */
class LeftBehindTest {
    @Test
    void aTaskThatHasNotEnded() {
        assertEquals(
                "a task has not ended when the test ended; if it is meant to go on: sim.background\n"
                        + "(T) heartbeat SUSPENDED at Coroutines.sleeps(Coroutines.java:41), sleeps",
                Ran.of(OneTask.class).message());
    }

    static class OneTask {
        @WeftTest
        void test() {
            start(Coroutines.sleeps(), "heartbeat");
            await(yieldNow());
        }
    }

    @Test
    void tasksThatWaitForOneAnother() {
        Ran.of(Tree.class)
                .says(
                        "2 tasks have not ended when the test ended; if it is meant to go on: sim.background",
                        "(T) parent SUSPENDED",
                        "waits for task child",
                        "└── (T) child SUSPENDED");
    }

    static class Tree {
        @WeftTest
        void test() {
            start(waits(), "parent");
            await(yieldNow());
        }

        @Async
        private static Coroutine<Void> waits() {
            await(start(Coroutines.sleeps(), "child"));
            return done();
        }
    }

    @Test
    void inAnExplorationToo() {
        Ran.of(Explored.class)
                .says("a task has not ended when the test ended", "fails first in, first out", "(T) heartbeat");
    }

    static class Explored {
        @Explore
        void test() {
            start(Coroutines.sleeps(), "heartbeat");
        }
    }

    @Test
    void whatIsReadyRunsOnWithoutTimePassing() {
        EVENTS.clear();
        Ran.of(RunsOn.class).passes(1);
        assertEquals(List.of("after", "task"), EVENTS);
    }

    private static final List<String> EVENTS = new ArrayList<>();

    static class RunsOn {
        @WeftTest
        void test() {
            start(task());
        }

        @AfterEach
        void after() {
            EVENTS.add("after");
        }

        @Async
        private static Coroutine<Void> task() {
            await(Coroutines.yields(10));
            EVENTS.add("task");
            return done();
        }
    }

    @Test
    void backgroundTasksAreCancelledAfterAfterEachAndAwaited() {
        EVENTS.clear();
        Ran.of(Background.class).passes(1);
        assertEquals(List.of("after", "clean-up at 2"), EVENTS);
    }

    static class Background {
        @WeftTest
        void test(Sim sim) {
            sim.autoAdvance(false);
            sim.background(service(sim));
            await(sim.settled());
        }

        @Entry
        @AfterEach
        void after(Sim sim) {
            await(sim.settled());
            EVENTS.add("after");
        }

        @Async
        private static Coroutine<Void> service(Sim sim) {
            try {
                await(Coroutines.sleeps());
            } finally {
                await(sleep(SECOND.multipliedBy(2)));
                EVENTS.add("clean-up at " + sim.elapsed().toSeconds());
            }
            return done();
        }
    }

    @Test
    void aBackgroundTaskThatFails() {
        Ran.of(BackgroundFails.class)
                .says("the failure of task ", " is observed by nobody", "IllegalStateException: lost");
    }

    static class BackgroundFails {
        @WeftTest
        void test(Sim sim) {
            sim.background(Coroutines.failsAfter(SECOND, "lost"));
            await(sleep(Duration.ofDays(1)));
        }
    }

    @Test
    void aBackgroundTaskThatFailsWhileItIsCancelled() {
        Ran.of(BackgroundFailsLate.class).says("the failure of task ", "IllegalStateException: clean-up");
    }

    static class BackgroundFailsLate {
        @WeftTest
        void test(Sim sim) {
            sim.background(service());
            await(yieldNow());
        }

        @Async
        private static Coroutine<Void> service() {
            try {
                await(Coroutines.sleeps());
            } finally {
                await(Coroutines.failsAfter(SECOND, "clean-up"));
            }
            return done();
        }
    }

    @Test
    void aPermit() {
        Ran.of(OpenPermit.class).says("not closed when the test ended:", "Permit", "opened by task ");
    }

    static class OpenPermit {
        @WeftTest
        @SuppressWarnings("try")
        void test() {
            await(new AsyncSemaphore(1).acquire());
        }
    }

    @Test
    void nothing() {
        Ran.of(Clean.class).passes(2);
    }

    static class Clean {
        private final AsyncSemaphore semaphore = new AsyncSemaphore(1);

        @WeftTest
        void once() {
            await(uses());
        }

        @Explore(schedules = 50)
        void explored() {
            await(Weft.gather(uses(), uses(), uses()));
        }

        @Async
        @SuppressWarnings("try")
        private Coroutine<Void> uses() {
            try (var permit = await(semaphore.acquire())) {
                await(sleep(SECOND));
            }
            return done();
        }
    }
}
