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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time limits in hot calls without a loop. What must wait for a limit waits a few milliseconds of real time. */
@Timeout(60)
@Tag("jdk")
class HotLimitTest extends LoopFixture {
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final long LONG_ENOUGH = TimeUnit.SECONDS.toNanos(20);

    private final CompletableFuture<Object> source = new CompletableFuture<>();

    private static Throwable failureOf(CompletableFuture<?> call) {
        return assertThrows(CompletionException.class, call::join).getCause();
    }

    private CompletableFuture<Object> limited(Duration limit, Coroutine<Object> inner) {
        return script("hot").await(v -> Weft.withTimeout(limit, inner)).hot();
    }

    @Test
    void theCoroutineIsCancelledAndItsCleanUpMayAwait() {
        CompletableFuture<Object> call =
                limited(SHORT, script("inner").await(source).caughtAwaiting(e -> {
                    events.add("clean-up after " + e.getMessage());
                    return script("clean-up")
                            .await(Weft.sleep(SHORT))
                            .log(events, "cleaned")
                            .then(v -> rethrow(e));
                }));
        Throwable timeout = failureOf(call);
        assertSame(TimeoutException.class, timeout.getClass(), timeout::toString);
        assertEquals("timed out after PT0.002S", timeout.getMessage());
        assertSame(CancelledError.class, timeout.getCause().getClass());
        assertEquals(List.of("clean-up after timed out after PT0.002S", "cleaned"), events);
        assertTrue(source.isCancelled(), "the stage that was awaited: " + source);
    }

    @Test
    void itGoesOnOnTheCommonPool() {
        // A limit that is over before the call has parked ends it on the calling thread.
        Object thread = Thread.currentThread();
        for (Duration time = SHORT; thread == Thread.currentThread(); time = time.multipliedBy(2)) {
            thread = limited(
                            time,
                            script("inner").await(new CompletableFuture<>()).caught(e -> Thread.currentThread()))
                    .join();
        }
        boolean pooled = thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
        assertTrue(pooled || ForkJoinPool.getCommonPoolParallelism() == 0, thread + " is not of the common pool");
    }

    @Test
    void aStageIsLimitedDirectly() {
        CompletableFuture<Object> call =
                script("hot").await(v -> Weft.withTimeout(SHORT, source)).hot();
        assertSame(TimeoutException.class, failureOf(call).getClass());
        assertTrue(source.isCancelled(), source::toString);
    }

    @Test
    void aValueInTimeIsReturnedAndTheTimerIsStopped() throws InterruptedException {
        CompletableFuture<Object> call =
                limited(LONG, script("inner").await(source).then(v -> v + "!"));
        assertFalse(call.isDone(), call::toString);
        source.complete("value");
        assertEquals("value!", call.join());
        WeakReference<?> left = endedInTime();
        for (int i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(left.get(), "the timer keeps the call");
    }

    private WeakReference<?> endedInTime() {
        CompletableFuture<Object> gate = new CompletableFuture<>();
        CompletableFuture<Object> call = limited(LONG, script("inner").await(gate));
        gate.complete(1);
        assertEquals(1, call.join());
        return new WeakReference<>(call);
    }

    @Test
    void aFailureInTimeIsThrown() {
        IOException failure = new IOException("inner");
        CompletableFuture<Object> early = limited(LONG, script("inner").then(v -> {
            throw failure;
        }));
        assertSame(failure, failureOf(early));
        CompletableFuture<Object> late = limited(LONG, script("inner").await(source));
        source.completeExceptionally(failure);
        assertSame(failure, failureOf(late));
    }

    @Test
    void aValueDespiteTheLimitIsReturned() {
        CompletableFuture<Object> call =
                limited(SHORT, script("stubborn").await(source).caught(e -> "in spite of " + e.getMessage()));
        assertEquals("in spite of timed out after PT0.002S", call.join());
    }

    @Test
    void aFailureOfTheCleanUpIsThrown() {
        IOException failure = new IOException("clean-up");
        CompletableFuture<Object> call =
                limited(SHORT, script("inner").await(source).caught(e -> {
                    throw failure;
                }));
        assertSame(failure, failureOf(call));
    }

    @Test
    void afterATimeoutTheCallGoesOn() {
        CompletableFuture<Object> second = new CompletableFuture<>();
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(SHORT, script("inner").await(source)))
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .await(Weft.sleep(SHORT))
                .await(v -> Weft.withTimeout(LONG, script("inner").await(second)))
                .hot();
        second.complete("second");
        assertEquals("second", call.join());
        assertEquals(List.of("TimeoutException"), events);
    }

    @Test
    void ofTwoThatExpireTogetherTheOuterIsThrown() {
        Duration nothing = Duration.ofSeconds(-1);
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(
                        Duration.ZERO,
                        script("outer")
                                .await(w -> Weft.withTimeout(
                                        nothing, script("inner").await(source)))
                                .caught(e -> {
                                    events.add("outer got " + e);
                                    throw e;
                                })))
                .hot();
        assertEquals("timed out after PT0S", failureOf(call).getMessage());
        assertEquals(List.of("outer got dev.weft.CancelledError: timed out after PT0S"), events);
    }

    @Test
    void theInnerOfTwoIsThrownIfItIsFirst() {
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(
                        LONG,
                        script("outer")
                                .await(w ->
                                        Weft.withTimeout(SHORT, script("inner").await(source)))
                                .caught(e -> e)))
                .hot();
        assertEquals("timed out after PT0.002S", ((Throwable) call.join()).getMessage());
    }

    @Test
    void theOuterOfTwoCancelsBoth() {
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(
                        SHORT,
                        script("outer")
                                .await(w ->
                                        Weft.withTimeout(LONG, script("inner").await(source)))
                                .caught(e -> {
                                    events.add(e.toString());
                                    throw e;
                                })))
                .hot();
        assertEquals("timed out after PT0.002S", failureOf(call).getMessage());
        assertEquals(List.of("dev.weft.CancelledError: timed out after PT0.002S"), events);
    }

    @Test
    void aLimitOfNothingLetsItRunUpToItsFirstSuspendingAwait() {
        CompletableFuture<Object> ready = limited(Duration.ZERO, script("inner").await(Weft.result("ready")));
        assertEquals("ready", ready.join());
        CompletableFuture<Object> suspending = limited(
                Duration.ofSeconds(Long.MIN_VALUE),
                script("inner").await(Weft.result(1)).log(events, "began").await(source));
        assertTrue(suspending.isDone(), suspending::toString);
        assertSame(TimeoutException.class, failureOf(suspending).getClass());
        assertEquals(List.of("began"), events);
        assertTrue(source.isCancelled(), source::toString);
    }

    @Test
    void theLongestLimitIsNone() {
        CompletableFuture<Object> call =
                limited(Duration.ofSeconds(Long.MAX_VALUE), script("inner").await(source));
        source.complete("value");
        assertEquals("value", call.join());
    }

    @Test
    void aCancelOfTheFutureIsTheCallsOwnCancellation() {
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(LONG, script("inner").await(source)))
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot();
        assertTrue(call.cancel(true), call::toString);
        assertEquals(List.of("CancelledError"), events);
        assertTrue(source.isCancelled(), source::toString);
    }

    @Test
    void aCancelWhileTheLimitCleansUpTakesPrecedence() throws InterruptedException {
        CountDownLatch cleaning = new CountDownLatch(1);
        CompletableFuture<Object> cleaned = new CompletableFuture<>();
        CompletableFuture<Object> ended = new CompletableFuture<>();
        CompletableFuture<Object> call = script("hot")
                .await(v ->
                        Weft.withTimeout(SHORT, script("inner").await(source).caughtAwaiting(e -> {
                            events.add("clean-up");
                            cleaning.countDown();
                            return cleaned;
                        })))
                .caught(e -> ended.complete(e.toString()))
                .hot();
        cleaning.await();
        call.cancel(true);
        assertEquals("dev.weft.CancelledError", ended.join());
        assertTrue(cleaned.isCancelled(), "the clean-up is cancelled, too: " + cleaned);
    }

    @Test
    void aLoopOverReadyThingsIsEndedByItsLimit() {
        CompletableFuture<Object> done = CompletableFuture.completedFuture(1);
        class Endless extends dev.weft.abi.Frame<Object> {
            @Override
            protected Object resume(dev.weft.abi.FrameDriver driver) throws Throwable {
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < LONG_ENOUGH) {
                    Script.awaitAny(done, driver);
                }
                return "its limit has not ended it";
            }

            @Override
            protected StackTraceElement position() {
                return new StackTraceElement("Endless", "loop", "Endless.java", 1);
            }
        }
        CompletableFuture<Object> call = limited(SHORT, new Endless());
        assertSame(TimeoutException.class, failureOf(call).getClass());
    }

    @Test
    void callsInALongChainAreAllCancelledByALimit() {
        CompletableFuture<Object> last = source;
        for (int i = 0; i < 5_000; i++) {
            CompletableFuture<Object> before = last;
            last = script("hot").await(before).hot();
        }
        CompletableFuture<Object> chain = last;
        CompletableFuture<Object> call =
                script("hot").await(v -> Weft.withTimeout(SHORT, chain)).hot();
        assertSame(TimeoutException.class, failureOf(call).getClass());
        assertTrue(chain.isCancelled(), chain::toString);
        assertTrue(source.isCancelled(), source::toString);
    }

    @Test
    void aLimitInALaterSliceOfACallThatHadNoTask() {
        CompletableFuture<Object> first = new CompletableFuture<>();
        CompletableFuture<Object> call = script("hot")
                .await(first)
                .await(v -> Weft.withTimeout(SHORT, script("inner").await(source)))
                .hot();
        first.complete(1);
        assertSame(TimeoutException.class, failureOf(call).getClass());
        assertTrue(source.isCancelled(), source::toString);
    }

    @Test
    void aLimitCanBeMovedAndRemoved() {
        TimeLimit[] limit = new TimeLimit[1];
        CompletableFuture<Object> moved = script("hot")
                .await(v -> Weft.withTimeLimit(LONG, given -> {
                    limit[0] = given;
                    return script("inner")
                            .then(w -> {
                                given.remove();
                                given.reschedule(LONG);
                                assertFalse(given.hasExpired(), "it was just set");
                                given.reschedule(SHORT);
                                return null;
                            })
                            .await(source);
                }))
                .hot();
        assertSame(TimeoutException.class, failureOf(moved).getClass());
        assertTrue(limit[0].hasExpired(), "it has ended the body");
        assertThrows(IllegalStateException.class, () -> limit[0].reschedule(LONG));

        CompletableFuture<Object> second = new CompletableFuture<>();
        CompletableFuture<Object> removed = script("hot")
                .await(v -> Weft.withTimeLimit(
                        Duration.ZERO,
                        given -> script("inner")
                                .then(w -> assertThrows(IllegalStateException.class, given::remove))
                                .then(w -> given.hasExpired())))
                .hot();
        assertEquals(true, removed.join());
        CompletableFuture<Object> free = script("hot")
                .await(v -> Weft.withTimeLimit(
                        SHORT.multipliedBy(100),
                        given -> script("inner")
                                .then(w -> {
                                    given.remove();
                                    return null;
                                })
                                .await(second)))
                .hot();
        second.complete("value");
        assertEquals("value", free.join());
    }

    @Test
    void uncancellableHoldsTheLimitAndACancelBack() {
        CompletableFuture<Object> gate = new CompletableFuture<>();
        CompletableFuture<Object> ended = new CompletableFuture<>();
        CompletableFuture<Object> call = script("hot")
                .await(v -> Weft.withTimeout(
                        Duration.ZERO,
                        script("inner")
                                .await(Weft.uncancellable(script("clean-up").await(gate)))
                                .then(w -> events.add("got " + w))
                                .await(source)))
                .caught(e -> ended.complete(e.toString()))
                .hot();
        assertTrue(call.cancel(true), call::toString);
        assertFalse(gate.isDone(), gate::toString);
        gate.complete("value");
        assertEquals("dev.weft.CancelledError", ended.join());
        assertEquals(List.of("got value"), events);
    }

    @Test
    void aLoopOverWhatIsUncancellableIsEndedByItsLimit() {
        class Endless extends dev.weft.abi.Frame<Object> {
            @Override
            protected Object resume(dev.weft.abi.FrameDriver driver) throws Throwable {
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < LONG_ENOUGH) {
                    Script.awaitAny(Weft.uncancellable(Weft.result(1)), driver);
                }
                return "its limit has not ended it";
            }

            @Override
            protected StackTraceElement position() {
                return new StackTraceElement("Endless", "loop", "Endless.java", 1);
            }
        }
        assertSame(
                TimeoutException.class, failureOf(limited(SHORT, new Endless())).getClass());
    }

    @Test
    void tracesShowTheLimit() {
        for (Duration limit : List.of(Duration.ofMillis(500), Duration.ZERO)) {
            CompletableFuture<Object> call = limited(limit, script("inner").await(new CompletableFuture<>()));
            Throwable cancelled = failureOf(call).getCause();
            List<String> methods = Arrays.stream(cancelled.getStackTrace())
                    .filter(element -> element.getClassName().startsWith("dev.weft")
                            || element.getClassName().equals("Script"))
                    .map(StackTraceElement::getMethodName)
                    .toList();
            assertEquals(
                    limit.isZero()
                            ? List.of(
                                    "awaitAny", "resume", "awaitAny", "resume", "hot", "limited", "tracesShowTheLimit")
                            : List.of("inner", "withTimeout", "hot"),
                    methods);
        }
    }

    @Test
    void manyLimitsAtOnceEachEndTheirCall() throws Exception {
        int count = 2_000;
        CompletableFuture<?>[] calls = new CompletableFuture<?>[count];
        for (int i = 0; i < count; i++) {
            CompletableFuture<Object> own = new CompletableFuture<>();
            calls[i] = script("hot")
                    .await(v -> Weft.withTimeout(SHORT, script("inner").await(own)))
                    .caught(Throwable::getClass)
                    .hot();
            if (i % 2 == 0) {
                ForkJoinPool.commonPool().execute(() -> own.complete(TimeoutException.class));
            }
        }
        for (CompletableFuture<?> call : calls) {
            assertSame(TimeoutException.class, call.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCancelledCallLeavesNothingAtTheTimer() {
        CompletableFuture<Object> call = limited(LONG, script("inner").await(source));
        call.cancel(true);
        assertThrows(CancellationException.class, call::join);
    }
}
