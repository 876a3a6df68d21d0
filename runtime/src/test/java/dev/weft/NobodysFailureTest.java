package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A failure that is nobody's any more is reported, once; one that somebody sees is not. */
class NobodysFailureTest extends LoopFixture {
    private final Task<Object> failsLater = loop.start(failing(5, "late"));

    private void runToTheEnd() {
        run(after(9, null));
    }

    private void assertReportedOnce() {
        runToTheEnd();
        assertEquals("late", uncaught.takeOne().getMessage());
        runToTheEnd();
        loop.close();
    }

    private void assertNotReported() {
        runToTheEnd();
        loop.close();
        assertEquals(List.of(), uncaught.take());
    }

    @Test
    void ofTheLosersOfAWaitForTheFirst() {
        run(Weft.waitFirst(List.of(after(1, "quick"), failsLater)));
        assertReportedOnce();
    }

    @Test
    void ofWhatIsPendingWhenALimitIsOver() {
        run(Weft.waitAll(List.of(after(1, "quick"), failsLater), SECOND));
        run(Weft.waitFirstFailure(List.of(after(1, "quick"), failsLater), SECOND));
        assertReportedOnce();
    }

    @Test
    void ofWhatACancelledWaitWaitedFor() {
        for (Coroutine<?> wait : List.of(
                Weft.waitAll(List.of(failsLater)),
                Weft.waitFirst(List.of(failsLater)),
                Weft.shield(failsLater),
                script("plain").await(failsLater))) {
            Task<?> waiting = loop.start(wait);
            loop.schedule(SECOND, waiting::cancel);
            run(Weft.waitAll(List.of(waiting)));
        }
        assertReportedOnce();
    }

    @Test
    void ofWhatHadFailedWhenAWaitForMoreWasCancelled() {
        Task<?> waiting = loop.start(Weft.waitAll(List.of(failsLater, after(9, "slow"))));
        loop.schedule(SECOND.multipliedBy(7), waiting::cancel);
        run(Weft.waitAll(List.of(waiting)));
        assertReportedOnce();
    }

    @Test
    void ofWhoOnlyWasAskedWhileItWasPending() {
        assertThrows(IllegalStateException.class, failsLater::exceptionNow);
        assertThrows(IllegalStateException.class, failsLater::resultNow);
        assertReportedOnce();
    }

    @Test
    void ofAFutureThatWasCompletedByOthers() {
        CompletableFuture<Object> cancelled = failsLater.toCompletableFuture();
        cancelled.cancel(false);
        failsLater.toCompletableFuture().complete("by hand");
        assertReportedOnce();
    }

    @Test
    void ofARunThatWasStopped() {
        loop.schedule(SECOND, loop::stop);
        assertThrows(IllegalStateException.class, () -> run(failsLater));
        assertReportedOnce();
    }

    @Test
    void ofAnIterationThatWasLeft() {
        run(script("main")
                .then(v -> Weft.<Object>asCompleted(List.of(after(1, "quick"), failsLater))
                        .iterator()
                        .next())
                .await(v -> v));
        runToTheEnd();
        assertEquals(List.of(), uncaught.take());
        loop.close();
        assertEquals("late", uncaught.takeOne().getMessage());
    }

    @Test
    void ofAGroupThatNobodyEnds() {
        run(script("main").then(v -> TaskGroup.open().start(failing(1, "late"))));
        assertEquals(
                "late", assertThrows(IOException.class, () -> run(failsLater)).getMessage());
        runToTheEnd();
        loop.close();
        assertEquals("late", uncaught.takeOne().getMessage());
    }

    @Test
    void butNotWhatAnotherOneStillWaitsFor() {
        Task<?> leaves = loop.start(script("leaves").await(failsLater));
        Task<Object> stays = loop.start(script("stays").await(failsLater).caught(e -> e.getMessage()));
        loop.schedule(SECOND, leaves::cancel);
        assertEquals("late", run(stays));
        assertNotReported();
    }

    @Test
    void norWhatTheResultOfAWaitShows() {
        run(Weft.waitAll(List.of(failsLater)));
        assertNotReported();
    }

    @Test
    void norWhatAFutureOrACallbackShows() {
        CompletableFuture<Object> future = failsLater.toCompletableFuture();
        assertNotReported();
        assertTrue(future.isCompletedExceptionally());
    }

    @Test
    void ofAHotCallThatWasCancelled() {
        Future<?>[] call = new Future<?>[1];
        run(script("main")
                .then(v -> call[0] = script("hot")
                        .await(Weft.sleep(LONG))
                        .caught(e -> {
                            throw new IOException("late");
                        })
                        .hot()));
        loop.execute(() -> call[0].cancel(true));
        failsLater.cancel();
        runToTheEnd();
        assertEquals("late", uncaught.takeOne().getMessage());
    }

    @Test
    void norThatAHotCallWasCancelled() {
        Future<?>[] call = new Future<?>[1];
        run(script("main")
                .then(v -> call[0] = script("hot").await(Weft.sleep(LONG)).hot()));
        loop.execute(() -> call[0].cancel(true));
        failsLater.cancel();
        assertNotReported();
    }

    /** Waits for a task, on another thread, while its loop runs. */
    private Throwable onAnotherThread(Script<Object> body, long nanos) throws InterruptedException {
        CountDownLatch gaveUp = new CountDownLatch(1);
        AtomicReference<Throwable> seen = new AtomicReference<>();
        EventLoop real = uncaught.watch(EventLoop.create());
        Task<Object> task = real.start(body);
        Thread waiter = new Thread(() -> {
            try {
                task.get(nanos, TimeUnit.NANOSECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException thrown) {
                seen.set(thrown);
            } finally {
                gaveUp.countDown();
                real.execute(() -> {});
            }
        });
        waiter.start();
        real.runUntilComplete(script("until").await(Weft.blocking(() -> gaveUp.await(9, TimeUnit.SECONDS))));
        real.runUntilComplete(script("more").await(Weft.sleep(Duration.ofMillis(50))));
        waiter.join();
        real.close();
        failsLater.cancel();
        return seen.get();
    }

    @Test
    void ofAGetThatTimedOut() throws InterruptedException {
        for (long nanos : new long[] {1_000_000, 0, -1, Long.MIN_VALUE}) {
            CompletableFuture<Object> never = new CompletableFuture<>();
            Script<Object> body = script("fails").await(never).caught(e -> {
                throw new IOException("late");
            });
            assertTrue(onAnotherThread(body, nanos) instanceof TimeoutException);
            assertEquals("late", uncaught.takeOne().getMessage());
        }
    }

    @Test
    void norThatOfAGetThatCameInTime() throws InterruptedException {
        Script<Object> body = script("fails")
                .await(Weft.sleep(Duration.ofMillis(200)))
                .then(v -> {
                    throw new IOException("late");
                });
        assertTrue(onAnotherThread(body, Long.MAX_VALUE) instanceof ExecutionException);
        assertFalse(failsLater.isCancelled());
    }
}
