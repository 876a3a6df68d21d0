package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.task.TaskImpl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One request, one {@link CancelledError}, at the current or the next await that suspends. */
class CancellationTest extends LoopFixture {
    /** Logs the cancellation it sees, and throws it on. */
    private Script<Object> seeing(Object source) {
        return script("seeing").log(events, "began").await(source).caught(e -> {
            events.add(e.getClass().getSimpleName() + " " + e.getMessage());
            throw e;
        });
    }

    @Test
    void aParkedTaskIsWokenWithTheReason() {
        Task<Object> task = loop.start(seeing(Weft.sleep(LONG)));
        runReady();
        assertTrue(task.cancel("reason"), "the request is recorded");
        runReady();
        assertEquals(List.of("began", "CancelledError reason"), events);
        assertEquals(Task.Status.CANCELLED, task.status());
        assertTrue(task.isCancelled() && task.isDone(), task::toString);
        assertFalse(task.cancel(), "the task has ended: " + task);
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void aTaskCancelledBeforeItsFirstStepRunsToItsFirstSuspendingAwait() {
        loop.execute(() -> {
            Task<Object> task = loop.start(seeing(Weft.sleep(LONG)));
            assertTrue(task.cancel(), "the request is recorded: " + task);
            assertEquals(Task.Status.PENDING, task.status());
        });
        runReady();
        assertEquals(List.of("began", "CancelledError null"), events);
    }

    @Test
    void aTaskThatDoesNotAwaitAgainEndsAsItEnds() {
        Task<Object> task = loop.start(script("short").await(Weft.result(1)).give(2));
        task.cancel();
        runReady();
        assertEquals(2, task.resultNow());
    }

    @Test
    void aResultThatWasDeliveredIsNotLost() {
        CompletableFuture<String> item = new CompletableFuture<>();
        Task<Object> task = loop.start(script("taker")
                .await(item)
                .then(v -> events.add("took " + v))
                .await(Weft.sleep(LONG))
                .caught(e -> events.add(e.getClass().getSimpleName())));
        runReady();
        loop.execute(() -> {
            item.complete("item");
            task.cancel();
        });
        runReady();
        assertEquals(List.of("took item", "CancelledError"), events);
    }

    @Test
    void aTimerThatHasFiredIsNotUndone() {
        Task<Object> task =
                loop.start(script("a").await(Weft.sleep(Duration.ofSeconds(1))).log(events, "slept"));
        loop.schedule(Duration.ofSeconds(1), task::cancel);
        loop.start(script("b").await(Weft.sleep(Duration.ofSeconds(1))).then(v -> task.cancel()));
        run(task);
        assertEquals(List.of("slept"), events);
    }

    @Test
    void severalRequestsBeforeTheDeliveryAreOne() {
        Task<Object> task = loop.start(script("task")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> {
                    events.add(e.getMessage());
                    return Weft.sleep(Duration.ofSeconds(1));
                })
                .give("survived"));
        runReady();
        loop.execute(() -> {
            task.cancel("one");
            task.cancel("two");
        });
        assertEquals("survived", run(task));
        assertEquals(List.of("two"), events);
    }

    @Test
    void aSecondRequestDuringCleanUpIsDeliveredAgain() {
        Task<Object> task = loop.start(script("task")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> Weft.sleep(LONG))
                .caught(e -> "again " + e.getMessage()));
        runReady();
        task.cancel("one");
        runReady();
        task.cancel("two");
        assertEquals("again two", run(task));
    }

    @Test
    void aYieldingTaskIsCancelledAtTheYield() {
        Task<Object> task = loop.start(seeing(Weft.yieldNow()));
        loop.execute(task::cancel);
        runReady();
        assertEquals(List.of("began", "CancelledError null"), events);
    }

    @Test
    void aTaskThatCancelsItselfGoesOnToItsNextSuspendingAwait() {
        Task<Object> task = loop.start(script("self")
                .then(v -> Task.current().cancel("self"))
                .await(Weft.result(1))
                .log(events, "still running")
                .await(Weft.yieldNow())
                .caught(e -> "own " + e.getMessage()));
        assertEquals("own self", run(task));
        assertEquals(List.of("still running"), events);
    }

    @Test
    void theStageIsCancelledToo() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Task<Object> task = loop.start(seeing(stage));
        runReady();
        task.cancel();
        runReady();
        assertTrue(stage.isCancelled(), stage::toString);
        assertEquals(List.of("began", "CancelledError null"), events);
    }

    @Test
    void theStageIsCancelledTooIfTheRequestWasThereFirst() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        loop.execute(() -> loop.start(seeing(stage)).cancel());
        runReady();
        assertTrue(stage.isCancelled(), stage::toString);
    }

    @Test
    void aStageThatCannotBeCancelledIsLeftAlone() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        Task<Object> task = loop.start(seeing(source.minimalCompletionStage()));
        runReady();
        task.cancel();
        runReady();
        assertTrue(task.isCancelled(), task::toString);
        assertFalse(source.isDone(), source::toString);
    }

    @Test
    void theAwaitedTaskIsNot() {
        Task<Object> awaited = loop.start(
                script("awaited").await(Weft.sleep(Duration.ofSeconds(1))).give(1));
        Task<Object> task = loop.start(seeing(awaited));
        runReady();
        task.cancel();
        assertEquals(1, run(awaited));
        assertTrue(task.isCancelled(), task::toString);
    }

    @Test
    void whoAwaitsACancelledTaskGetsAnotherException() {
        Task<Object> awaited = loop.start(script("awaited").await(Weft.sleep(LONG)));
        Task<Object> task = loop.start(seeing(awaited));
        runReady();
        awaited.cancel("over");
        runReady();
        assertEquals(List.of("began", "CancellationException over"), events);
        assertEquals(Task.Status.FAILED, task.status());
        assertSame(task.exceptionNow(), uncaught.takeOne());
        assertThrows(CancellationException.class, awaited::resultNow);
        assertThrows(CancellationException.class, awaited::exceptionNow);
        assertThrows(CancellationException.class, awaited::get);
        assertThrows(CancellationException.class, () -> run(script("late").await(awaited)));
    }

    @Test
    void aFailureDuringTheCancellationIsAFailure() {
        Task<Object> task = loop.start(script("task").await(Weft.sleep(LONG)).caught(e -> {
            throw new IOException("clean-up");
        }));
        runReady();
        task.cancel();
        runReady();
        assertEquals(Task.Status.FAILED, task.status());
        assertEquals("clean-up", task.exceptionNow().getMessage());
        assertSame(task.exceptionNow(), uncaught.takeOne());
    }

    @Test
    void aCoroutineThatThrowsTheErrorByItselfIsCancelled() {
        Task<Object> task = loop.start(script("task").await(Weft.failed(new CancelledError("own"))));
        runReady();
        assertTrue(task.isCancelled(), task::toString);
    }

    private static long nanosLeft(Task<?> task) {
        TaskImpl<?> sleeper = (TaskImpl<?>) task;
        return sleeper.loopFor("a timer").nanosLeft(sleeper);
    }

    @Test
    void cancellingASleeperTakesItsTimerOut() {
        Task<Object> task = loop.start(script("task").await(Weft.sleep(LONG)).caughtAwaiting(e -> Weft.yieldNow()));
        runReady();
        assertEquals(LONG.toNanos(), nanosLeft(task));
        task.cancel();
        runReady();
        assertEquals(0, nanosLeft(task));
        assertNull(task.resultNow());
        run(Weft.sleep(Duration.ofDays(2)));
    }

    @Test
    void theErrorHasBothConstructors() {
        assertNull(new CancelledError().getMessage());
        assertEquals("x", new CancelledError("x").getMessage());
    }

    // ---- after the test suites of asyncio, AnyIO and Trio

    @Test
    void aTaskThatCatchesTheErrorAndReturnsHasSucceeded() {
        Task<Object> task = loop.start(after(9, 1).caught(e -> "caught"));
        loop.schedule(SECOND, task::cancel);
        assertEquals("caught", run(task));
        assertFalse(task.isCancelled(), task::toString);
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
}
