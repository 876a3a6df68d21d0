package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Corner cases of the loop, tasks and waits, after the test suites of asyncio, AnyIO and Trio. */
class TaskCornerTest extends LoopFixture {
    // ---- the loop

    @Test
    void aPendingStopLetsTheNextRunHaveExactlyOneTurn() {
        loop.stop();
        loop.execute(() -> loop.execute(() -> events.add("second turn")));
        loop.runForever();
        assertEquals(List.of(), events);
        run(Weft.yieldNow());
        assertEquals(List.of("second turn"), events);
    }

    @Test
    void aStopDuringAFailedRunDoesNotStopTheNext() {
        Script<Object> main = script("main").then(v -> {
            loop.stop();
            throw new IOException();
        });
        assertThrows(IOException.class, () -> run(main));
        assertEquals(1, run(after(1, 1)));
    }

    @Test
    void negativeDelaysGoByTheirDeadlines() {
        loop.execute(() -> {
            loop.schedule(SECOND.negated(), () -> events.add("-1"));
            loop.schedule(SECOND.multipliedBy(-2), () -> events.add("-2"));
            loop.schedule(Duration.ZERO, () -> events.add("0"));
        });
        run(after(1, null));
        assertEquals(List.of("-2", "-1", "0"), events);
    }

    @Test
    void callbacksOfADoneTaskAreStillCalledLaterAndInOrder() {
        Task<Object> task = loop.start(script("task").give(1));
        task.onDone(t -> events.add("a"));
        run(task);
        task.onDone(t -> events.add("b"));
        task.onDone(t -> events.add("c"));
        assertFalse(events.contains("b"));
        runReady();
        assertEquals(List.of("a", "b", "c"), events);
    }

    // ---- cancellation

    @Test
    void aTaskThatCatchesTheErrorAndReturnsHasSucceeded() {
        Task<Object> task = loop.start(after(9, 1).caught(e -> "caught"));
        loop.schedule(SECOND, task::cancel);
        assertEquals("caught", run(task));
        assertFalse(task.isCancelled());
    }

    @Test
    void aSwallowedCancelIsNotDeliveredTwice() {
        Task<Object> task = loop.start(
                after(9, 1).caught(e -> null).await(Weft.sleep(SECOND)).give("slept"));
        loop.schedule(SECOND, task::cancel);
        assertEquals("slept", run(task));
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void cancellingWhoAwaitsATaskThatHasJustEndedGivesItTheResult() {
        Task<Object> inner = loop.start(after(1, "result"));
        Task<Object> outer = loop.start(script("outer").await(inner).await(v -> {
            events.add("got " + v);
            return Weft.yieldNow();
        }));
        inner.onDone(t -> outer.cancel());
        assertThrows(CancellationException.class, () -> run(outer));
        assertEquals(List.of("got result"), events);
    }

    @Test
    void theReasonGoesThroughAWholeChainOfAwaits() {
        Script<Object> inner = script("inner").await(Weft.sleep(LONG));
        Task<Object> task = loop.start(script("outer").await(script("middle").await(inner)));
        loop.schedule(SECOND, () -> task.cancel("why"));
        assertEquals(
                "why",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
    }

    @Test
    void aTaskMayCancelTheOneThatAwaitsIt() {
        Task<?>[] outer = new Task<?>[1];
        Task<Object> inner =
                loop.start(after(1, null).then(v -> outer[0].cancel()).give("inner"));
        outer[0] = loop.start(script("outer").await(inner));
        assertThrows(CancellationException.class, () -> run(outer[0]));
        assertEquals("inner", run(inner));
    }

    // ---- gather

    @Test
    void aGatherInAGatherPassesTheCancellationOn() {
        Script<Object> leaf = after(9, 1).caught(e -> {
            events.add(e.getMessage());
            return rethrow(e);
        });
        Task<Object> main = loop.start(script("main").await(v -> Weft.gather(Weft.gather(leaf), after(9, 2))));
        loop.schedule(SECOND, () -> main.cancel("outer"));
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("outer"), events);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aCancelWhenAllChildrenAreDoneDoesNotLoseTheResults() {
        Task<Object> child = loop.start(after(1, "value"));
        Task<Object> main =
                loop.start(script("main").await(v -> Weft.gather(child)).then(v -> events.add(v.toString())));
        child.onDone(t -> main.cancel());
        run(main);
        assertEquals(List.of("[value]"), events);
    }

    @Test
    void aChildThatGivesAValueInSpiteOfTheCancelDoesNotHideTheFailure() {
        Script<Object> stubborn = after(9, 1).caught(e -> "value");
        IOException e = assertThrows(IOException.class, () -> run(Weft.gather(stubborn, failing(1, "first"))));
        assertEquals("first", e.getMessage());
        assertEquals(0, e.getSuppressed().length);
    }

    @Test
    void stagesAndTasksAndCoroutinesMix() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        loop.schedule(SECOND, () -> stage.complete("stage"));
        assertEquals(
                List.of("stage", "task", "coroutine"),
                run(Weft.gather(Weft.awaitable(stage), loop.start(after(2, "task")), after(1, "coroutine"))));
    }

    @Test
    void aFailureCancelsTheStagesToo() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        assertThrows(IOException.class, () -> run(Weft.gather(Weft.awaitable(stage), failing(1, "x"))));
        assertTrue(stage.isCancelled());
    }

    // ---- wait

    @Test
    void waitingForTheSameTaskTwiceGivesItOnce() {
        Task<Object> task = loop.start(after(1, 1));
        Waited<Object> waited = run(Weft.waitAll(List.of(task, task)));
        assertEquals(List.of(task), List.copyOf(waited.done()));
    }

    @Test
    void waitingForNothingIsOverAtOnce() {
        for (Coroutine<Waited<Object>> nothing : List.of(
                Weft.<Object>waitAll(List.of()),
                Weft.<Object>waitFirst(List.of()),
                Weft.<Object>waitFirstFailure(List.of(), SECOND))) {
            Waited<Object> waited = run(nothing);
            assertTrue(waited.done().isEmpty() && waited.pending().isEmpty());
        }
        assertFalse(run(script("main")
                        .then(v -> Weft.asCompleted(List.of()).iterator().hasNext()))
                .equals(true));
    }

    @Test
    void aWaitWithoutTimeSeesWhatIsDone() {
        Task<Object> done = loop.start(script("done").give(1));
        Task<Object> slow = loop.start(after(9, 1));
        run(done);
        Waited<Object> waited = run(Weft.waitAll(List.of(slow, done), Duration.ZERO));
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
    void aCancelledTaskEndsAWaitForTheFirstFailure() {
        Task<Object> a = loop.start(after(9, 1));
        Task<Object> b = loop.start(after(8, 1));
        loop.schedule(SECOND, a::cancel);
        assertEquals(
                List.of(a),
                List.copyOf(run(Weft.waitFirstFailure(List.of(b, a))).done()));
        assertEquals(SECOND, time.elapsed());
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
}
