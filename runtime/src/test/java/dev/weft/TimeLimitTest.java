package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@link Weft#withTimeout} in and around others. After the test suites of asyncio, AnyIO and Trio. */
class TimeLimitTest extends LoopFixture {
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
}
