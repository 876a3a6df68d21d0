package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hot calls without a loop that wait for tasks of a loop. The loop's time is virtual; limits take a few real milliseconds. */
@Timeout(60)
@Tag("jdk")
class HotWaitsTest extends LoopFixture {
    private static final Duration SHORT = Duration.ofMillis(2);

    private final Task<Object> quick = loop.start(after(1, "quick"));
    private final Task<Object> slow = loop.start(after(9, "slow"));

    private static Throwable failureOf(CompletableFuture<?> call) {
        return assertThrows(CompletionException.class, call::join).getCause();
    }

    @SuppressWarnings("unchecked")
    private static WaitResult<Object> result(CompletableFuture<Object> call) {
        return (WaitResult<Object>) call.join();
    }

    private CompletableFuture<Object> hot(Coroutine<?> wait) {
        return script("hot").await(wait).hot();
    }

    @Test
    void theLimitOfAWaitIsOver() {
        for (Coroutine<WaitResult<Object>> wait : List.of(
                Weft.waitAll(List.of(quick, slow), SHORT),
                Weft.waitFirst(List.of(quick, slow), SHORT),
                Weft.waitFirstFailure(List.of(quick, slow), SHORT))) {
            WaitResult<Object> result = result(hot(wait));
            assertEquals(Set.of(), result.done());
            assertEquals(List.of(quick, slow), new ArrayList<>(result.pending()));
        }
        assertEquals("slow", run(slow));
    }

    @Test
    void aLimitOfNothingOnlyLooks() {
        run(quick);
        CompletableFuture<Object> call = hot(Weft.waitAll(List.of(quick, slow), Duration.ZERO));
        assertTrue(call.isDone(), call::toString);
        assertEquals(Set.of(quick), result(call).done());
        assertEquals(Set.of(slow), result(call).pending());
    }

    @Test
    void whatIsDoneInTimeEndsTheWait() {
        CompletableFuture<Object> all = hot(Weft.waitAll(List.of(quick, slow), LONG));
        CompletableFuture<Object> first = hot(Weft.waitFirst(List.of(slow, quick), LONG));
        Task<Object> failing = loop.start(failing(2, "failed"));
        CompletableFuture<Object> failure = hot(Weft.waitFirstFailure(List.of(quick, failing, slow), LONG));
        run(quick);
        runReady();
        assertEquals(Set.of(quick), result(first).done());
        assertFalse(failure.isDone(), failure::toString);
        run(slow);
        runReady();
        assertEquals(List.of(quick, slow), new ArrayList<>(result(all).done()));
        assertEquals(List.of(quick, failing), new ArrayList<>(result(failure).done()));
        assertEquals(Set.of(slow), result(failure).pending());
    }

    @Test
    void itGoesOnOnTheLoopsThread() {
        CompletableFuture<Object> call = script("hot")
                .await(Weft.waitFirst(List.of(quick)))
                .then(v -> Thread.currentThread() + " " + EventLoop.running().isRunning())
                .hot();
        run(quick);
        runReady();
        assertEquals(Thread.currentThread() + " true", call.join());
    }

    @Test
    void aTaskUnderALimitIsCancelledAndItsEndIsAwaited() {
        Task<Object> task = loop.start(script("task")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> script("clean-up")
                        .await(Weft.sleep(SECOND))
                        .log(events, "cleaned up after " + e.getMessage())
                        .then(v -> rethrow(e))));
        runReady();
        CompletableFuture<Object> call = limited(SHORT, task);
        while (!call.isDone()) {
            runReady();
            Duration now = time.elapsed();
            assertTrue(now.compareTo(SECOND.multipliedBy(3)) < 0, now::toString);
            if (!events.isEmpty() || task.isDone()) {
                continue;
            }
            Thread.onSpinWait();
            if (isCleaningUp(task)) {
                run(Weft.sleep(SECOND));
            }
        }
        Throwable timeout = failureOf(call);
        assertSame(TimeoutException.class, timeout.getClass(), timeout::toString);
        assertTrue(task.isCancelled(), task::toString);
        assertEquals(List.of("cleaned up after timed out after PT0.002S"), events);
    }

    private static boolean isCleaningUp(Task<?> task) {
        return Arrays.stream(task.awaitTrace())
                .anyMatch(at -> at.getMethodName().equals("clean-up"));
    }

    private CompletableFuture<Object> limited(Duration limit, Task<Object> task) {
        return script("hot").await(v -> Weft.withTimeout(limit, task)).hot();
    }

    @Test
    void aTaskThatEndsInTimeGivesItsOutcome() {
        CompletableFuture<Object> value = limited(LONG, quick);
        CompletableFuture<Object> failed = limited(LONG, loop.start(failing(1, "failed")));
        run(quick);
        runReady();
        assertEquals("quick", value.join());
        assertEquals(
                "failed",
                assertThrows(IOException.class, () -> {
                            throw failureOf(failed);
                        })
                        .getMessage());
        assertEquals("quick", limited(Duration.ZERO, quick).join());
    }

    @Test
    void aCancelOfTheCallLeavesTheTasksAlone() {
        CompletableFuture<Object> limited = limited(LONG, slow);
        CompletableFuture<Object> waiting = hot(Weft.waitAll(List.of(quick, slow), LONG));
        assertTrue(limited.cancel(true) && waiting.cancel(true), "both waited");
        assertEquals("slow", run(slow));
    }

    @Test
    void aLimitAroundAWaitOfSeveral() {
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(SHORT, Weft.waitAll(List.of(quick, slow))))
                .hot();
        assertSame(TimeoutException.class, failureOf(call).getClass());
        assertEquals("quick", run(quick));
    }

    @Test
    void tasksAreGatheredToo() {
        CompletableFuture<Object> call = hot(Weft.gather(quick, slow));
        CompletableFuture<Object> first = hot(Weft.firstSuccess(List.of(loop.start(failing(1, "x")), slow)));
        run(slow);
        runReady();
        assertEquals(List.of("quick", "slow"), call.join());
        assertEquals("slow", first.join());
    }

    @Test
    void aFailureCancelsTheOthersOfAGather() {
        Task<Object> failing = loop.start(failing(2, "failed"));
        CompletableFuture<Object> call = hot(Weft.gather(quick, failing, slow));
        assertThrows(CancellationException.class, () -> run(slow));
        runReady();
        assertEquals("failed", failureOf(call).getMessage());
        assertTrue(slow.isCancelled(), slow::toString);
    }

    @Test
    void aCancelledGatherCancelsItsTasksAndWaitsForThem() {
        CompletableFuture<Object> ended = new CompletableFuture<>();
        CompletableFuture<Object> call = script("hot")
                .await(Weft.gather(quick, slow))
                .caught(e -> ended.complete(e.toString()))
                .hot();
        assertTrue(call.cancel(true), call::toString);
        assertFalse(ended.isDone(), "the tasks have not ended");
        runReady();
        assertTrue(quick.isCancelled() && slow.isCancelled(), quick + ", " + slow);
        assertEquals("dev.weft.CancelledError", ended.join());
    }

    @Test
    void whatIsNoTaskWouldHaveToBeStarted() {
        for (Coroutine<?> wait : List.of(
                Weft.waitAll(List.of(quick, Weft.sleep(SECOND)), LONG),
                Weft.waitFirst(List.of(Weft.awaitable(new CompletableFuture<>())), LONG),
                Weft.waitFirstFailure(List.of(Weft.done()), LONG),
                Weft.gather(Weft.done()))) {
            Throwable failure = failureOf(hot(wait));
            assertSame(IllegalStateException.class, failure.getClass(), failure::toString);
            assertTrue(failure.getMessage().contains("needs a running event loop, to start it"), failure::toString);
        }
    }

    @Test
    void nothingNeedsNoLoop() {
        assertEquals(
                Set.of(),
                result(hot(Weft.waitAll(List.<Task<Object>>of(), LONG))).done());
    }

    @Test
    void whoGivesUpLeavesNothingAtTheTasks() throws InterruptedException {
        WeakReference<?> left = waited();
        runReady(); // the loop hears of it
        for (int i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(left.get(), "the call is kept");
        assertEquals("slow", run(slow));
    }

    private WeakReference<?> waited() {
        CompletableFuture<Object> call = hot(Weft.waitAll(List.of(slow), SHORT));
        assertEquals(Set.of(slow), result(call).pending());
        return new WeakReference<>(call);
    }

    /** The loop runs on a thread of its own, so ends, limits and cancellations meet. */
    @Test
    void manyWaitsAgainstARunningLoop() throws Exception {
        List<CompletableFuture<Object>> calls = Collections.synchronizedList(new ArrayList<>());
        EventLoop other = EventLoop.create();
        Thread thread = new Thread(other::runForever);
        thread.start();
        try {
            for (int i = 0; i < 1_000; i++) {
                List<Task<Object>> tasks = List.of(
                        other.start(script("a").await(Weft.sleep(SHORT)).give("a")),
                        other.start(script("b").await(Weft.yieldNow()).give("b")));
                CompletableFuture<Object> call = script("hot")
                        .await(
                                i % 4 == 0
                                        ? Weft.waitAll(tasks, SHORT)
                                        : i % 4 == 1
                                                ? Weft.waitFirst(tasks, SHORT)
                                                : i % 4 == 2 ? Weft.gather(tasks) : Weft.waitAll(tasks))
                        .hot();
                calls.add(call);
                if (i % 8 == 0) {
                    call.cancel(true);
                }
            }
            for (CompletableFuture<Object> call : calls) {
                if (!call.isCancelled()) {
                    assertFalse(call.get(20, TimeUnit.SECONDS).toString().isEmpty(), "a result");
                }
            }
        } finally {
            other.stop();
            thread.join();
            other.close();
        }
    }
}
