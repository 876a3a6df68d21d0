package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weft.Entry;
import dev.weft.EventLoop;
import dev.weft.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures that no code of the test sees. */
class FailuresTest {
    @Test
    void aTaskFailsAndNobodyObservesIt() {
        Throwable failure = Ran.of(Unobserved.class).failure();
        assertEquals(
                "the failure of task courier is observed by nobody: java.lang.IllegalStateException: no bicycle\n"
                        + "nobody was waiting for it when the loop had nothing else to do: await it at once, or handle the"
                        + " failure in the task",
                failure.getMessage());
        assertEquals("no bicycle", failure.getCause().getCause().getMessage(), failure::toString);
    }

    static class Unobserved {
        @WeftTest
        void test() {
            start(Coroutines.failsAfter(SECOND, "no bicycle"), "courier");
            await(sleep(Duration.ofDays(1)));
        }
    }

    @Test
    void aFailureThatIsObservedIsNone() {
        Ran.of(Observed.class).passes(1);
    }

    static class Observed {
        @WeftTest
        void test() {
            Task<Void> task = start(Coroutines.failsAfter(SECOND, "no bicycle"));
            await(waitAll(List.of(task)));
            assertEquals("no bicycle", task.exceptionNow().getMessage());
        }
    }

    @Test
    void aCallbackFails() {
        assertEquals(
                "a callback has failed: java.lang.IllegalStateException: bell",
                Ran.of(Callback.class).message());
    }

    static class Callback {
        @WeftTest
        void test() {
            EventLoop.running().execute(() -> {
                throw new IllegalStateException("bell");
            });
            await(yieldNow());
        }
    }

    @Test
    void aTimersCallbackFails() {
        assertEquals(
                "a callback has failed: java.lang.IllegalStateException: alarm",
                Ran.of(Timer.class).message());
    }

    static class Timer {
        @WeftTest
        void test() {
            EventLoop.running().schedule(SECOND, () -> {
                throw new IllegalStateException("alarm");
            });
            await(sleep(SECOND.multipliedBy(2)));
        }
    }

    @Test
    void theFirstOneIsShownAndTheTestsOwnBeforeIt() {
        Throwable failure = Ran.of(Both.class).failure();
        assertEquals("the test's own", failure.getMessage());
        assertEquals(1, failure.getSuppressed().length, failure::toString);
        assertEquals(
                "a callback has failed: java.lang.IllegalStateException: first",
                failure.getSuppressed()[0].getMessage());
    }

    static class Both {
        @WeftTest
        void test() {
            for (String message : List.of("first", "second")) {
                EventLoop.running().execute(() -> {
                    throw new IllegalStateException(message);
                });
            }
            await(yieldNow());
            throw new org.opentest4j.AssertionFailedError("the test's own");
        }
    }

    @Test
    void aHandlerOfTheTestReplacesTheKits() {
        SEEN.clear();
        Ran.of(OwnHandler.class).passes(1);
        assertEquals(List.of("alarm"), SEEN);
    }

    private static final List<String> SEEN = new ArrayList<>();

    static class OwnHandler {
        @WeftTest
        void test() {
            EventLoop.running().onUncaught((subject, failure) -> SEEN.add(failure.getMessage()));
            EventLoop.running().execute(() -> {
                throw new IllegalStateException("alarm");
            });
            await(yieldNow());
        }
    }

    @Test
    void whatThatHandlerDoesNotHandleTheKitSees() {
        Ran.of(BrokenHandler.class).says("a callback has failed: java.lang.IllegalStateException: alarm");
    }

    static class BrokenHandler {
        @WeftTest
        void test() {
            EventLoop.running().onUncaught((subject, failure) -> {
                throw new IllegalStateException("handler");
            });
            EventLoop.running().execute(() -> {
                throw new IllegalStateException("alarm");
            });
            await(yieldNow());
        }
    }

    @Test
    void afterEachRunsThoughTheTestHasFailedAndItsFailureIsSuppressed() {
        SEEN.clear();
        Throwable failure = Ran.of(AfterEachFails.class).failure();
        assertEquals("test", failure.getMessage());
        assertEquals(List.of("after"), SEEN);
        assertSame(IllegalStateException.class, failure.getSuppressed()[0].getClass());
    }

    static class AfterEachFails {
        @WeftTest
        void test() {
            await(yieldNow());
            throw new org.opentest4j.AssertionFailedError("test");
        }

        @Entry
        @AfterEach
        void after() {
            await(yieldNow());
            SEEN.add("after");
            throw new IllegalStateException("after");
        }
    }
}
