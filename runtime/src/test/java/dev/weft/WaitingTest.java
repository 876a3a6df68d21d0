package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Waiting for some, for so long, in the order of their ends, or behind a shield. */
class WaitingTest extends LoopFixture {
    private <T> T within(Duration limit, Awaitable<T> a) throws TimeoutException {
        return run(Weft.withTimeout(limit, a));
    }

    @Test
    void waitFirstGivesTheFirstAndLeavesTheRest() {
        Task<Object> slow = loop.start(after(3, 3));
        Task<Object> quick = loop.start(failing(1, "failed"));
        WaitResult<Object> waited = run(Weft.waitFirst(List.of(slow, quick)));
        assertEquals(Set.of(quick), waited.done());
        assertEquals(Set.of(slow), waited.pending());
        assertEquals(SECOND, time.elapsed());
        assertEquals(3, run(slow));
        assertEquals(2, run(Weft.waitFirst(List.of(slow, quick))).done().size());
        assertEquals(0, run(Weft.waitFirst(List.of(after(9, 1)), SECOND)).done().size());
    }

    @Test
    void waitFirstFailurePassesOverSuccesses() {
        Task<Object> good = loop.start(after(1, 1));
        Task<Object> bad = loop.start(failing(2, "failed"));
        Task<Object> slow = loop.start(after(3, 3));
        WaitResult<Object> waited = run(Weft.waitFirstFailure(List.of(slow, bad, good)));
        assertEquals(List.of(bad, good), List.copyOf(waited.done()));
        assertEquals(Set.of(slow), waited.pending());
        assertEquals(
                Set.of(slow, good),
                run(Weft.waitFirstFailure(List.of(slow, good))).done());
    }

    @Test
    void asCompletedGivesOutcomesInTheOrderOfTheEnds() {
        Script<Object> twice = after(2, "b");
        List<Coroutine<Object>> all = List.of(after(3, "c"), after(1, "a"), twice, twice, failing(4, "failed"));
        List<Object> got = new ArrayList<>();
        Script<Object> main = script("main");
        List<Iterator<Coroutine<Object>>> iterator = new ArrayList<>();
        main.then(v -> iterator.add(Weft.asCompleted(all).iterator()));
        for (int i = 0; i < 4; i++) {
            main.await(v -> iterator.get(0).next()).caught(e -> e.getMessage()).then(got::add);
        }
        main.then(v -> {
            assertFalse(iterator.get(0).hasNext(), "all have been given");
            return assertThrows(NoSuchElementException.class, iterator.get(0)::next);
        });
        run(main);
        assertEquals(List.of("a", "b", "c", "failed"), got);
        assertThrows(IllegalStateException.class, () -> Weft.asCompleted(all).iterator());
    }

    @Test
    void aResultWithinTheLimit() throws TimeoutException {
        assertEquals(1, within(Duration.ofSeconds(2), after(1, 1)));
        assertEquals(SECOND, time.elapsed());
        assertEquals(1, within(Duration.ZERO, Weft.result(1)));
        assertThrows(IOException.class, () -> within(Duration.ofSeconds(2), failing(1, "failed")));
        assertEquals(2, run(Weft.withTimeout(SECOND, () -> Weft.result(2))));
        run(after(9, 1));
    }

    @Test
    void aTimeoutCancelsAndAwaitsTheCleanUp() {
        Script<Object> child = after(9, 1).caughtAwaiting(e -> {
            events.add(e.getMessage());
            return Weft.sleep(SECOND);
        });
        child.then(v -> {
            throw new CancelledError();
        });
        assertThrows(TimeoutException.class, () -> within(SECOND, child));
        assertEquals(List.of("timed out after PT1S"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void aValueInSpiteOfTheTimeoutIsTheResult() throws TimeoutException {
        assertEquals("saved", within(SECOND, after(9, 1).caught(e -> "saved")));
        assertThrows(
                IOException.class,
                () -> within(SECOND, after(9, 1).caught(e -> {
                    throw new IOException();
                })));
    }

    @Test
    void aChildThatSomebodyElseCancelsIsNoTimeout() {
        Task<Object> child = loop.start(after(9, 1));
        loop.schedule(SECOND, child::cancel);
        assertThrows(CancellationException.class, () -> within(Duration.ofSeconds(5), child));
    }

    @Test
    void theOwnCancellationIsPassedOn() throws TimeoutException {
        Task<Object> main = loop.start(Weft.withTimeout(Duration.ofSeconds(5), after(9, 1)));
        loop.schedule(SECOND, () -> main.cancel("own"));
        CancellationException e = assertThrows(CancellationException.class, () -> run(main));
        assertEquals("own", e.getMessage());
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void ofTwoTimeoutsThatExpireTogetherTheOuterWins() throws TimeoutException {
        Script<Object> inner = script("inner")
                .await(Weft.withTimeout(SECOND, after(9, 1)))
                .caught(e -> events.add("inner " + e.getClass().getSimpleName()));
        inner.await(Weft.yieldNow());
        Script<Object> outer = script("outer")
                .await(Weft.withTimeout(SECOND, inner))
                .caught(e -> events.add("outer " + e.getClass().getSimpleName()));
        run(outer);
        assertEquals(1, events.size(), events.toString());
    }

    @Test
    void aShieldKeepsTheInnerOneRunning() {
        Task<Object> main =
                loop.start(script("main").await(Weft.shield(after(2, 1).log(events, "inner"))));
        loop.schedule(SECOND, main::cancel);
        assertThrows(CancellationException.class, () -> run(main));
        run(after(5, 1));
        assertEquals(List.of("inner"), events);
        assertEquals("x", run(Weft.shield(Weft.awaitable(CompletableFuture.completedFuture("x")))));
    }

    @Test
    void aSharedStageIsNotCancelledByOneThatWaitsBehindAShield() {
        CompletableFuture<String> cached = new CompletableFuture<>();
        Task<Object> first = loop.start(script("first").await(Weft.shield(Weft.awaitable(cached))));
        Task<Object> second = loop.start(script("second").await(Weft.shield(Weft.awaitable(cached))));
        runReady();
        first.cancel();
        runReady();
        assertEquals(Task.Status.CANCELLED, first.status());
        assertFalse(cached.isDone(), "the stage is still open: " + cached);
        cached.complete("x");
        runReady();
        assertEquals("x", second.resultNow());
    }

    @Test
    void aFailureBehindAnAbandonedShieldIsReported() {
        Task<Object> main = loop.start(script("main").await(Weft.shield(failing(2, "failed"))));
        loop.schedule(SECOND, main::cancel);
        assertThrows(CancellationException.class, () -> run(main));
        run(after(5, 1));
        assertEquals("failed", uncaught.takeOne().getMessage());
    }

    // ---- after the test suites of asyncio, AnyIO and Trio

    @Test
    void waitingForTheSameTaskTwiceGivesItOnce() {
        Task<Object> task = loop.start(after(1, 1));
        WaitResult<Object> waited = run(Weft.waitAll(List.of(task, task)));
        assertEquals(List.of(task), List.copyOf(waited.done()));
    }

    @Test
    void waitingForNothingIsOverAtOnce() {
        for (Coroutine<WaitResult<Object>> nothing : List.of(
                Weft.<Object>waitAll(List.of()),
                Weft.<Object>waitFirst(List.of()),
                Weft.<Object>waitFirstFailure(List.of(), SECOND))) {
            WaitResult<Object> waited = run(nothing);
            assertEquals(Set.of(), waited.done());
            assertEquals(Set.of(), waited.pending());
        }
        assertEquals(
                false,
                run(script("main")
                        .then(v -> Weft.asCompleted(List.of()).iterator().hasNext())));
    }

    @Test
    void aWaitWithoutTimeSeesWhatIsDone() {
        Task<Object> done = loop.start(script("done").give(1));
        Task<Object> slow = loop.start(after(9, 1));
        run(done);
        WaitResult<Object> waited = run(Weft.waitAll(List.of(slow, done), Duration.ZERO));
        assertEquals(List.of(done), List.copyOf(waited.done()));
        assertEquals(List.of(slow), List.copyOf(waited.pending()));
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void whatEndsTogetherIsDoneTogether() {
        Task<Object> a = loop.start(after(1, 1));
        Task<Object> b = loop.start(after(1, 1));
        assertEquals(2, run(Weft.waitFirst(List.of(a, b))).done().size());
    }

    @Test
    void aCancelledTaskIsDoneButNoFailure() {
        Task<Object> a = loop.start(after(9, 1));
        Task<Object> b = loop.start(after(8, 1));
        loop.schedule(SECOND, a::cancel);
        assertEquals(
                List.of(b, a),
                List.copyOf(run(Weft.waitFirstFailure(List.of(b, a))).done()));
        assertEquals(SECOND.multipliedBy(8), time.elapsed());
    }

    @Test
    void aTaskThatWasCancelledBeforeDoesNotEndAWaitForTheFirstFailure() {
        Task<Object> cancelled = loop.start(after(9, 1));
        cancelled.cancel();
        runReady();
        Task<Object> slow = loop.start(after(2, 1));
        Task<Object> failing = loop.start(failing(3, "late"));
        WaitResult<Object> ended = run(Weft.waitFirstFailure(List.of(cancelled, slow, failing)));
        assertEquals(List.of(cancelled, slow, failing), List.copyOf(ended.done()));
        assertEquals(SECOND.multipliedBy(3), time.elapsed());
    }

    @Test
    void theNextOfAsCompletedMayBeAwaitedWithALimit() {
        Script<Object> main = script("main")
                .then(v ->
                        Weft.asCompleted(List.of(after(2, "late"), after(9, 1))).iterator())
                .then(v -> {
                    Iterator<?> next = (Iterator<?>) v;
                    return List.of(next.next(), next.next());
                })
                .await(v -> Weft.withTimeout(SECOND, (Coroutine<?>) ((List<?>) v).get(0)))
                .caught(e -> e.getClass().getSimpleName());
        assertEquals("TimeoutException", run(main));
    }

    @Test
    void anInnerCancellationComesThroughAShield() {
        Task<Object> inner = loop.start(after(9, 1));
        loop.schedule(SECOND, () -> inner.cancel("inner"));
        Script<Object> main = script("main").await(v -> Weft.shield(inner)).caught(e -> e);
        assertInstanceOf(CancellationException.class, run(main));
    }

    @Test
    void aShieldInALimitSurvivesIt() {
        Task<Object> inner = loop.start(after(2, "value"));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND, Weft.shield(inner))));
        assertEquals("value", run(inner));
    }
}
