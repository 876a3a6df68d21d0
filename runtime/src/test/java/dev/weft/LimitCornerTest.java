package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Corner cases of limits, shields and groups, after the test suites of asyncio, AnyIO and Trio. */
class LimitCornerTest extends LoopFixture {
    // ---- limits

    @Test
    void aLimitOfNothingGivesWhatIsDoneAndRunsTheRestToItsFirstSuspension() throws TimeoutException {
        Task<Object> done = loop.start(script("done").give("value"));
        run(done);
        assertEquals("value", run(Weft.withTimeout(Duration.ZERO, done)));
        Script<Object> slow = script("slow").log(events, "began").await(Weft.sleep(LONG));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND.negated(), slow)));
        assertEquals(List.of("began"), events);
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void theInnerOfTwoLimitsEndsOnlyTheInner() throws TimeoutException {
        Script<Object> body = script("body")
                .await(v -> Weft.withTimeout(SECOND, after(9, 1)))
                .caught(e -> events.add("inner " + e.getClass().getSimpleName()))
                .await(Weft.sleep(SECOND))
                .give("went on");
        assertEquals("went on", run(Weft.withTimeout(SECOND.multipliedBy(5), body)));
        assertEquals(List.of("inner TimeoutException"), events);
    }

    @Test
    void theOuterOfTwoLimitsIsNotTakenForTheInner() {
        Script<Object> body = script("body")
                .await(v -> Weft.withTimeout(SECOND.multipliedBy(5), after(9, 1)))
                .caught(e -> {
                    events.add("inner " + e.getClass().getSimpleName());
                    return rethrow(e);
                });
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND, body)));
        assertEquals(List.of("inner CancelledError"), events);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aTimeoutThatTheBodyThrowsIsPassedOn() {
        TimeoutException own = new TimeoutException("own");
        Script<Object> body = after(1, null).then(v -> {
            throw own;
        });
        assertSame(
                own, assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND.multipliedBy(5), body))));
    }

    @Test
    void aResultThatComesTogetherWithTheLimitIsNotLost() throws TimeoutException {
        Task<Object> first = loop.start(after(1, "value"));
        runReady();
        assertEquals("value", run(Weft.withTimeout(SECOND, first)));
    }

    @Test
    void aCancelWhileALimitWaitsForTheCleanUpGoesFirst() throws TimeoutException {
        Script<Object> slow = after(9, 1)
                .caughtAwaiting(e -> script("cleanUp")
                        .await(Weft.sleep(SECOND.multipliedBy(5)))
                        .caught(again -> events.add("again " + again.getMessage()))
                        .then(v -> {
                            throw new CancelledError();
                        }));
        Task<Object> main = loop.start(Weft.withTimeout(SECOND, slow));
        loop.schedule(SECOND.multipliedBy(2), () -> main.cancel("own"));
        assertEquals(
                "own",
                assertThrows(CancellationException.class, () -> run(main)).getMessage());
        assertEquals(List.of("again own"), events);
    }

    // ---- shield

    @Test
    void anInnerCancellationComesThroughAShield() {
        Task<Object> inner = loop.start(after(9, 1));
        loop.schedule(SECOND, () -> inner.cancel("inner"));
        Script<Object> main = script("main").await(v -> Weft.shield(inner)).caught(e -> e);
        assertTrue(run(main) instanceof CancellationException);
    }

    @Test
    void aShieldInALimitSurvivesIt() {
        Task<Object> inner = loop.start(after(2, "value"));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND, Weft.shield(inner))));
        assertEquals("value", run(inner));
    }

    // ---- groups

    @Test
    void aGroupInAGroup() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(outer -> {
                    outer.start(after(9, 1).caught(e -> {
                        events.add("outer child " + e.getMessage());
                        return rethrow(e);
                    }));
                    return TaskGroup.run(inner -> {
                        inner.start(failing(1, "inner child"));
                        return after(9, 1);
                    });
                }));
        assertEquals(
                "inner child", assertThrows(IOException.class, () -> run(main)).getMessage());
        assertEquals(List.of("outer child a sibling failed"), events);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aBodyThatEndsWaitsForChildrenThatFailLater() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(failing(2, "late"));
                    return Weft.result("body");
                }));
        assertEquals("late", assertThrows(IOException.class, () -> run(main)).getMessage());
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(script("bad").then(w -> {
                        throw new AssertionError("x");
                    }));
                    return after(9, 1);
                }));
        assertThrows(AssertionError.class, () -> run(main));
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void failuresOfSeveralChildrenAreAllThere() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(failing(1, "first"));
                    group.start(failing(1, "second"));
                    group.start(after(9, 1).caught(e -> {
                        throw new IOException("third");
                    }));
                    return after(9, 1);
                }));
        IOException e = assertThrows(IOException.class, () -> run(main));
        assertEquals("first", e.getMessage());
        assertEquals(
                List.of("second", "third"),
                List.of(e.getSuppressed()).stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aChildThatIsStartedWhileTheGroupEndsIsCancelledAtItsFirstSuspension() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(after(9, 1).caught(e -> {
                        group.start(script("late")
                                .log(events, "late began")
                                .await(Weft.sleep(LONG))
                                .caught(again -> {
                                    events.add("late cancelled");
                                    return rethrow(again);
                                }));
                        return rethrow(e);
                    }));
                    return failing(1, "body");
                }));
        assertThrows(IOException.class, () -> run(main));
        assertEquals(List.of("late began", "late cancelled"), events);
    }

    @Test
    void aLimitAroundAGroupEndsAllOfIt() {
        Script<Object> main = script("main")
                .await(v -> Weft.withTimeout(SECOND, TaskGroup.run(group -> {
                    group.start(after(9, 1).caught(e -> {
                        events.add("child");
                        return rethrow(e);
                    }));
                    return after(9, 1);
                })));
        assertThrows(TimeoutException.class, () -> run(main));
        assertEquals(List.of("child"), events);
        assertTrue(loop.tasks().isEmpty());
    }
}
