package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Hot methods, with and without a loop. */
@SuppressWarnings("FutureReturnValueIgnored") // tasks are kept by their loop
class HotTest extends LoopFixture {
    private final CompletableFuture<Object> source = new CompletableFuture<>();

    @Test
    void runsAtOnceAndIsDoneIfItNeverSuspends() {
        CompletableFuture<Object> future =
                script("hot").log(events, "ran").await(Weft.result(1)).give(2).hot();
        assertEquals(List.of("ran"), events);
        assertEquals(2, future.join());
        assertSame(CompletableFuture.class, future.getClass());
    }

    @Test
    void aFailureBeforeTheFirstSuspensionFailsTheFuture() {
        IOException failure = new IOException();
        CompletableFuture<Object> future =
                script("hot").await(Weft.failed(failure)).hot();
        assertSame(
                failure, assertThrows(CompletionException.class, future::join).getCause());
    }

    @Test
    void withoutALoopItResumesOnTheCompletingThread() throws Exception {
        Thread[] resumedOn = new Thread[1];
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .then(v -> {
                    resumedOn[0] = Thread.currentThread();
                    return v + "!";
                })
                .hot();
        assertFalse(future.isDone());
        Thread completer = new Thread(() -> source.complete("value"));
        completer.start();
        completer.join();
        assertEquals("value!", future.join());
        assertSame(completer, resumedOn[0]);
    }

    @Test
    void onALoopItResumesThere() {
        Script<Object> hot = script("hot")
                .await(source)
                .then(v -> {
                    assertSame(loop, EventLoop.running());
                    assertEquals(Task.Status.RUNNING, Task.current().status());
                    return v;
                })
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .give("end");
        Script<Object> main = script("main").await(v -> {
            CompletableFuture<Object> future = hot.hot();
            assertEquals(2, loop.tasks().size());
            new Thread(() -> source.complete(1)).start();
            return future;
        });
        assertEquals("end", run(main));
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void loopBoundOperationsWithoutALoopSaySo() {
        CompletableFuture<Object> future =
                script("hot").await(Weft.sleep(Duration.ofSeconds(1))).hot();
        Throwable e = assertThrows(CompletionException.class, future::join).getCause();
        assertTrue(e instanceof IllegalStateException && e.getMessage().contains("loop"), e.toString());
        future = script("hot").await(Weft.gather(Weft.done())).hot();
        assertTrue(future.isCompletedExceptionally());
        future = script("hot").then(v -> Task.current()).hot();
        assertTrue(future.isCompletedExceptionally());
        future = script("hot").then(v -> Weft.start(Weft.done())).hot();
        assertTrue(future.isCompletedExceptionally());
    }

    @Test
    void cancelCompletesTheFutureAndCancelsTheCoroutineHere() {
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot();
        assertTrue(future.cancel(false));
        assertTrue(future.isCancelled());
        assertTrue(source.isCancelled());
        assertEquals(List.of("CancelledError"), events);
    }

    @Test
    void cancelOnALoopIsDeliveredByTheLoop() {
        Script<Object> hot = script("hot")
                .await(source)
                .caughtAwaiting(e -> Weft.sleep(Duration.ofSeconds(1)))
                .log(events, "cleaned up");
        run(script("main")
                .then(v -> {
                    CompletableFuture<Object> future = hot.hot();
                    future.cancel(true);
                    assertTrue(future.isCancelled());
                    return events.add("cancelled");
                })
                .await(Weft.sleep(Duration.ofSeconds(2))));
        assertEquals(List.of("cancelled", "cleaned up"), events);
    }

    @Test
    void cancelAfterTheEndDoesNothing() {
        CompletableFuture<Object> future = script("hot").await(source).hot();
        source.complete(1);
        assertFalse(future.cancel(false));
        assertEquals(1, future.join());
    }

    @Test
    void completingFromOutsideLeavesTheCoroutineAlone() {
        CompletableFuture<Object> future =
                script("hot").await(source).log(events, "went on").hot();
        future.complete("outside");
        assertEquals(List.of(), events);
        source.complete(1);
        assertEquals(List.of("went on"), events);
        assertEquals("outside", future.join());
    }

    @Test
    void anOwnCancelledErrorCancelsTheFuture() {
        CompletableFuture<Object> early =
                script("hot").await(Weft.failed(new CancelledError("x"))).hot();
        assertTrue(early.isCancelled());
        CompletableFuture<Object> later = script("hot")
                .await(source)
                .await(Weft.failed(new CancelledError("x")))
                .hot();
        source.complete(1);
        assertThrows(CancellationException.class, later::join);
    }

    @Test
    void aCancellationOfARunningOneComesAtItsNextSuspension() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<Object> second = new CompletableFuture<>();
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .then(v -> {
                    running.countDown();
                    cancelled.await();
                    return null;
                })
                .await(Weft.result(1))
                .log(events, "still running")
                .await(second)
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot();
        Thread completer = new Thread(() -> source.complete(1));
        completer.start();
        running.await();
        future.cancel(false);
        cancelled.countDown();
        completer.join();
        assertEquals(List.of("still running", "CancelledError"), events);
        assertTrue(second.isCancelled());
    }

    @Test
    void aWakeUpWhileItUnwindsIsHonouredWhenItsSliceEnds() throws Exception {
        CompletableFuture<Object> second = new CompletableFuture<>();
        Script<Object> inner = script("inner").await(source);
        // Between the inner method's suspension and the end of the slice, another thread completes what it waits for.
        Frame<Object> outer = new Frame<>() {
            @Override
            protected Object resume(Task<?> task) throws Throwable {
                Object given;
                if (state < 0) {
                    given = Suspension.await(inner, task);
                    if (given == SUSPENDED) {
                        Thread other = new Thread(() -> source.complete("early"));
                        other.start();
                        other.join();
                        assertFalse(second.isDone());
                        state = 1;
                        Suspension.suspend(this, task);
                        return SUSPENDED;
                    }
                } else {
                    given = Suspension.resumed(task);
                }
                second.complete(Thread.currentThread());
                return given;
            }

            @Override
            protected StackTraceElement position() {
                return position("Outer", "outer", null, "\1");
            }
        };
        assertEquals("early", script("hot").await(outer).hot().join());
        assertSame(Thread.currentThread(), second.join());
    }

    @Test
    void aLongChainOfResumptionsOverflowsNothing() {
        CompletableFuture<Object> last = source;
        for (int i = 0; i < 100_000; i++) {
            CompletableFuture<Object> before = last;
            last = script("link").await(before).hot();
        }
        source.complete("end");
        assertEquals("end", last.join());
    }

    @Test
    void aLongChainOfFailuresOverflowsNothing() {
        CompletableFuture<Object> last = source;
        for (int i = 0; i < 10_000; i++) {
            CompletableFuture<Object> before = last;
            last = script("link").await(before).hot();
        }
        IOException failure = new IOException();
        source.completeExceptionally(failure);
        assertSame(failure, assertThrows(CompletionException.class, last::join).getCause());
        assertTrue(failure.getStackTrace().length < 2_000);
    }

    /** So does a library that was woven, and whose callers still wait for each result. */
    @Test
    void whatATaskWakesWhileItRunsRunsAtOnce() {
        assertEquals(100, nested(100));
    }

    private int nested(int depth) {
        if (depth == 0) {
            return 0;
        }
        CompletableFuture<Object> gate = new CompletableFuture<>();
        CompletableFuture<Object> hot = script("level")
                .await(gate)
                .then(v -> (int) v + nested(depth - 1))
                .hot();
        gate.complete(1);
        assertTrue(hot.isDone());
        return (int) hot.join();
    }

    /** It was about to park, so its loop knows it; but it came to its end in the first slice. */
    @Test
    void aMethodWhoseAwaitIsWokenAtOnceLeavesNoTaskBehind() {
        Awaiter<Object> atOnce = new Awaiter<>() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() {
                return "value";
            }

            @Override
            public void onReady(Runnable wake) {
                wake.run();
            }
        };
        loop.execute(() -> {
            assertEquals("value", script("hot").await(atOnce).hot().join());
            events.add("done");
        });
        runReady();
        assertEquals(List.of("done"), events);
        assertEquals(Set.of(), loop.tasks());
    }

    @Test
    void aDeepRecursionInAHotMethodWithoutALoop() {
        Coroutine<Object> deep = Weft.result(0);
        for (int i = 0; i < 100_000; i++) {
            Coroutine<Object> below = deep;
            deep = script("level").await(below).then(v -> (int) v + 1);
        }
        assertEquals(100_000, script("hot").await(deep).hot().join());
    }

    @Test
    void aTaskOfALoopCanBeAwaitedWithoutOne() {
        Task<Object> task = loop.start(script("task").await(Weft.yieldNow()).give("value"));
        CompletableFuture<Object> future = script("hot").await(task).hot();
        run(task);
        runReady();
        assertEquals("value", future.join());
    }

    @Test
    void dependentFuturesAreOrdinaryOnes() {
        CompletableFuture<Object> future = script("hot").await(source).hot();
        CompletableFuture<Object> dependent = future.thenApply(v -> v);
        assertSame(CompletableFuture.class, dependent.getClass());
        dependent.cancel(false);
        source.complete(1);
        assertEquals(1, future.join());
    }
}
