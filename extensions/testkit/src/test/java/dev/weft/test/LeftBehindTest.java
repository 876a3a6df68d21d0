package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
        assertEquals(
                "not closed when the test ended:\n  Permit, opened by task Task-1\n    at AT",
                positionless(Ran.of(OpenPermit.class).message(), "LeftBehindTest$OpenPermit.test"));
    }

    /** Replaces a position in a message, whose line may change. */
    private static String positionless(String message, String method) {
        return message.replaceAll(
                "dev\\.weft\\.test\\." + Pattern.quote(method) + "\\(LeftBehindTest\\.java:\\d+\\)", "AT");
    }

    static class OpenPermit {
        @WeftTest
        @SuppressWarnings("try")
        void test() {
            await(new AsyncSemaphore(1).acquire());
        }
    }

    @Test
    void aPermitThatATaskHasWaitedForIsShownWhereItWaited() {
        Ran.of(HandedOver.class)
                .says(
                        "not closed when the test ended:\n  Permit, opened by task second\n    at ",
                        "LeftBehindTest$HandedOver.takes(LeftBehindTest.java:");
    }

    static class HandedOver {
        private final AsyncLock lock = new AsyncLock();

        @WeftTest
        void test() {
            Permit first = await(lock.acquire());
            Task<Void> second = start(takes(), "second");
            await(yieldNow());
            first.close();
            await(second);
        }

        @Async
        @SuppressWarnings("try")
        private Coroutine<Void> takes() {
            await(lock.acquire());
            return done();
        }
    }

    @Test
    void aPermitAndAGroupInAnExploration() {
        Ran.of(Open.class)
                .says(
                        "not closed when the test ended:",
                        "fails first in, first out",
                        "\n  Permit, opened by task Task-1\n    at ",
                        "LeftBehindTest$Open.test(LeftBehindTest.java:",
                        "opened by task Task-1\n    at ",
                        "LeftBehindTest$Open.test(LeftBehindTest.java:");
    }

    static class Open {
        @Explore
        void test() {
            new AsyncLock().tryAcquire();
            TaskGroup.open();
            await(yieldNow());
        }
    }

    /** Its clean-up will never run. */
    @Async
    private static AsyncStream<Integer> rows() {
        try {
            for (int i = 0; i < 3; i++) {
                emit(i);
                await(yieldNow());
            }
        } finally {
            EVENTS.add("closed");
        }
        return end();
    }

    @Test
    void aCursor() {
        assertEquals(
                "not closed when the test ended:\n  LeftBehindTest.rows was opened and not closed; begun by task Task-1\n    at AT",
                positionless(Ran.of(OpenCursor.class).message(), "LeftBehindTest$OpenCursor.test"));
    }

    static class OpenCursor {
        @WeftTest
        @Allow("WEFT015")
        void test() {
            var items = rows().open();
            assertTrue(await(items.next()));
        }
    }

    @Test
    void aCursorInAnExplorationIsNamedAsItWasOpened() {
        String message = Ran.of(OpenOperator.class)
                .says("fails first in, first out", "limit of LeftBehindTest.rows was opened and not closed")
                .message();
        assertFalse(message.contains("\n  LeftBehindTest.rows was"), message);
    }

    static class OpenOperator {
        @Explore
        @Allow("WEFT015")
        void test() {
            var items = rows().limit(2).open();
            assertTrue(await(items.next()));
        }
    }

    @Test
    void aCursorWithTasksOfItsOwn() {
        Ran.of(OpenBuffer.class)
                .says(
                        "a task has not ended when the test ended",
                        "buffer of LeftBehindTest.rows was opened and not closed");
    }

    static class OpenBuffer {
        @WeftTest
        @Allow("WEFT015")
        void test() {
            var items = rows().buffer(1).open();
            assertTrue(await(items.next()));
        }
    }

    @Test
    void cursorsThatAreClosedOrAtTheirEndOrHaveNotBegun() {
        Ran.of(ClosedCursors.class).passes(6);
    }

    static class ClosedCursors {
        @WeftTest
        void atItsEnd() {
            try (var items = rows().open()) {
                while (await(items.next())) {
                    assertTrue(items.current() < 3, items::toString);
                }
            }
        }

        @WeftTest
        @Allow("WEFT015")
        void hasEnded() {
            var items = rows().limit(1).open();
            assertTrue(await(items.next()));
            assertFalse(await(items.next()));
        }

        @WeftTest
        void inTheMidst() {
            try (var items = rows().open()) {
                assertTrue(await(items.next()));
            }
        }

        @WeftTest
        @Allow("WEFT015")
        void notBegun() {
            assertNotNull(rows().open());
        }

        @WeftTest
        @Allow("WEFT015")
        void failed() {
            var items = rows().map(row -> 1 / row).open();
            try {
                await(items.next());
            } catch (ArithmeticException expected) {
                return;
            }
            fail("it does not fail");
        }

        @Explore(schedules = 50)
        void byALoop() {
            for (int row : await(rows().buffer(1))) {
                if (row == 1) {
                    break;
                }
            }
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
