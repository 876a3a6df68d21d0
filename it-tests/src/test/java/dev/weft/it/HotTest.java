package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.EventLoop;
import dev.weft.ports.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hot methods run at once, on the caller's thread, without a loop. */
@Tag("jdk")
@Timeout(60)
class HotTest {
    private final List<String> log = new ArrayList<>();

    @Async
    private CompletableFuture<Integer> sum(CompletionStage<Integer> a, CompletionStage<Integer> b) {
        log.add("starts");
        int x = await(a);
        log.add("first");
        int y = await(b);
        log.add("second " + Thread.currentThread().getName());
        return CompletableFuture.completedFuture(x + y);
    }

    @Test
    void readyMethodReturnsACompletedFuture() {
        var sum = sum(CompletableFuture.completedFuture(1), CompletableFuture.completedFuture(2));
        assertTrue(sum.isDone(), sum::toString);
        assertEquals(3, sum.join());
    }

    @Test
    void runsToTheFirstSuspensionAndResumesWhereItIsCompleted() throws Exception {
        var a = new CompletableFuture<Integer>();
        var b = new CompletableFuture<Integer>();
        var sum = sum(a, b);
        assertEquals(List.of("starts"), log);
        a.complete(1);
        assertEquals(List.of("starts", "first"), log);
        assertFalse(sum.isDone(), sum::toString);
        var other = new Thread(() -> b.complete(2), "other");
        other.start();
        other.join();
        assertEquals(3, sum.get());
        assertEquals(List.of("starts", "first", "second other"), log);
    }

    @Test
    void resumesOnTheLoopThatCalledIt() throws Exception {
        var a = CompletableFuture.completedFuture(1);
        var b = new CompletableFuture<Integer>();
        try (var loop = EventLoop.create()) {
            var sums = new ArrayList<CompletableFuture<Integer>>();
            loop.execute(() -> {
                sums.add(sum(a, b));
                sums.get(0).thenRun(loop::stop);
                new Thread(() -> b.complete(2), "other").start();
            });
            loop.runForever();
            assertEquals(3, sums.get(0).join());
        }
        assertEquals("second " + Thread.currentThread().getName(), log.get(2));
    }

    @Async
    private static CompletableFuture<Integer> failing(CompletionStage<Integer> a) {
        if (a == null) {
            throw new Failure("at once");
        }
        await(a);
        throw new Failure("later");
    }

    @Test
    void failuresAreNeverThrownAtTheCaller() {
        var atOnce = failing(null);
        var later = failing(CompletableFuture.completedFuture(1));
        assertEquals(
                "at once",
                assertThrows(CompletionException.class, atOnce::join).getCause().getMessage());
        assertEquals(
                "later",
                assertThrows(CompletionException.class, later::join).getCause().getMessage());
    }

    @Async
    private CompletableFuture<String> cleaning(CompletionStage<Integer> a, CompletionStage<String> b) {
        try {
            return CompletableFuture.completedFuture("got " + await(a));
        } catch (CancelledError e) {
            log.add("cancelled");
            log.add(await(b));
            throw e;
        } finally {
            log.add("finally");
        }
    }

    @Test
    void cancelReachesTheCoroutineAndWhatItAwaits() {
        var a = new CompletableFuture<Integer>();
        var b = new CompletableFuture<String>();
        var cleaning = cleaning(a, b);
        assertTrue(cleaning.cancel(true), cleaning::toString);
        assertTrue(cleaning.isCancelled(), cleaning::toString);
        assertTrue(a.isCancelled(), a::toString);
        assertEquals(List.of("cancelled"), log);
        b.complete("cleaned up");
        assertEquals(List.of("cancelled", "cleaned up", "finally"), log);
    }

    @Test
    void completionFromOutsideLeavesTheCoroutineAlone() {
        var a = new CompletableFuture<Integer>();
        var cleaning = cleaning(a, null);
        cleaning.complete("from outside");
        a.complete(1);
        assertEquals("from outside", cleaning.join());
        assertEquals(List.of("finally"), log);
    }

    @Async
    private static CompletableFuture<Void> sleeping() {
        await(sleep(Duration.ofDays(1)));
        return CompletableFuture.completedFuture(null);
    }

    @Async
    private static CompletableFuture<Void> yielding() {
        await(yieldNow());
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void loopBoundOperationsNeedALoop() {
        var e = assertThrows(CompletionException.class, () -> yielding().join());
        assertSame(IllegalStateException.class, e.getCause().getClass());
        var sleeping = sleeping();
        assertFalse(sleeping.isDone(), sleeping::toString);
        assertTrue(sleeping.cancel(true), sleeping::toString);
        var time = new VirtualTime();
        try (var loop = EventLoop.create(time, time)) {
            loop.execute(() -> sleeping().thenRun(loop::stop));
            loop.runForever();
        }
        assertEquals(Duration.ofDays(1), time.elapsed());
    }

    @Async
    private static CompletableFuture<Long> chain(int n, CompletionStage<Integer> last) {
        if (n == 0) {
            return CompletableFuture.completedFuture((long) await(last));
        }
        return CompletableFuture.completedFuture(1 + await(chain(n - 1, last)));
    }

    @Test
    void longChainResumesWithoutDeepStack() {
        var last = new CompletableFuture<Integer>();
        var chain = chain(1_000, last);
        last.complete(5);
        assertEquals(1_005, chain.join());
    }

    @Async
    private static CompletableFuture<Integer> loop(int rounds) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            var round = new CompletableFuture<Integer>();
            pending = round;
            sum += await(round);
        }
        return CompletableFuture.completedFuture(sum);
    }

    private static CompletableFuture<Integer> pending;

    @Test
    void manySuspensionsWithoutALoop() {
        var sum = loop(100_000);
        while (!sum.isDone()) {
            pending.complete(1);
        }
        assertEquals(100_000, sum.join());
    }
}
