package dev.weft.it.stream;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a method that emits does, and when. */
class GeneratorTest extends StreamFixture {

    @Async
    private AsyncStream<String> loud() {
        log("runs");
        emit("a");
        log("goes on");
        emit("b");
        log("ends");
        return end();
    }

    @Async
    private Coroutine<Void> stepByStep() {
        var stream = loud();
        log("made");
        try (var items = stream.open()) {
            log("opened");
            while (await(items.next())) {
                log(items.current());
            }
            assertTrue(!await(items.next()), "an item behind the end");
        }
        return done();
    }

    @Test
    void nothingRunsBeforeTheFirstItemIsAskedFor() {
        run(stepByStep());
        assertEquals(List.of("made", "opened", "runs", "a", "goes on", "b", "ends"), events);
    }

    @Async
    private static AsyncStream<String> nulls() {
        emit(null);
        emit("x");
        emit(null);
        return end();
    }

    @Test
    void itemsMayBeNull() {
        assertEquals(Arrays.asList(null, "x", null), run(list(nulls())));
    }

    @Async
    private Coroutine<Void> outOfPlace() {
        try (var items = ready(1).open()) {
            assertEquals(
                    "StreamFixture.ready has no current item: next() has not given one yet",
                    assertThrows(IllegalStateException.class, items::current).getMessage());
            await(items.next());
            assertEquals(0, items.current());
            await(items.next());
            assertThrows(IllegalStateException.class, items::current);
        }
        return done();
    }

    @Test
    void thereIsACurrentItemOnlyBehindNext() {
        run(outOfPlace());
    }

    @Test
    void streamsAreForSingleUse() {
        var stream = ready(1);
        assertEquals(List.of(0), run(list(stream)));
        var again = assertThrows(IllegalStateException.class, () -> run(list(stream)));
        assertTrue(again.getMessage().startsWith("StreamFixture.ready was opened already"), again.getMessage());
    }

    @Async
    private AsyncStream<Integer> failing() throws IOException {
        emit(1);
        await(yieldNow());
        throw new IOException("disk");
    }

    @Async
    private Coroutine<Void> afterAFailure() {
        try (var items = failing().open()) {
            await(items.next());
            IOException failure = null;
            try {
                await(items.next(), IOException.class);
            } catch (IOException e) {
                failure = e;
            }
            assertEquals("disk", failure.getMessage());
            try {
                await(items.next());
                log("an item behind a failure");
            } catch (IllegalStateException e) {
                assertSame(failure, e.getCause());
                log(e.getMessage());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return done();
    }

    @Test
    void aStreamThatHasFailedIsNoStreamThatHasEnded() {
        run(afterAFailure());
        assertEquals(
                List.of("GeneratorTest.failing has failed, and a stream that has failed gives no more items"), events);
    }

    @Test
    void lambdasEmit() {
        Supplier<AsyncStream<Integer>> lambda = () -> {
            emit(1);
            await(yieldNow());
            emit(2);
            return end();
        };
        assertEquals(List.of(1, 2), run(list(lambda.get())));
        var used = lambda.get();
        used.open();
        assertTrue(assertThrows(IllegalStateException.class, used::open)
                .getMessage()
                .startsWith("lambda in GeneratorTest.lambdasEmit was opened"));
    }

    // ---- several tasks

    @Async
    private Coroutine<Void> twoAtOnce() {
        var items = slow(3).open();
        Task<Boolean> first = start(items.next(), "bob");
        await(yieldNow());
        for (var second : List.<Supplier<Coroutine<?>>>of(items::next, items::closeAsync)) {
            try {
                await(second.get());
                log("two at once");
            } catch (IllegalStateException e) {
                log(e.getMessage().replaceAll("\\d+", "n"));
            }
        }
        assertTrue(await(first), "the first one has its item");
        await(items.closeAsync());
        return done();
    }

    @Test
    void whoAsksWhileAnotherTaskDoesIsToldWhichOne() {
        run(twoAtOnce());
        var told = "next() of StreamFixture.slow is under way in task 'bob' [n.n]; await that first";
        assertEquals(List.of("begin", told, told, "clean-up", "clean"), events);
    }

    private AsyncCursor<Integer> own;

    @Async
    private AsyncStream<Integer> asksItself() {
        emit(1);
        for (var call : List.<Supplier<Coroutine<?>>>of(own::next, own::closeAsync)) {
            try {
                await(call.get());
            } catch (IllegalStateException e) {
                log(e.getMessage().replaceAll("\\d+", "n"));
            }
        }
        emit(2);
        return end();
    }

    @Async
    private Coroutine<Void> itself() {
        own = asksItself().open();
        while (await(own.next())) {
            log(own.current());
        }
        return done();
    }

    @Test
    void aStreamThatAwaitsItsOwnCursorIsTold() {
        run(itself());
        var told = "next() of GeneratorTest.asksItself is under way in task 'Task-n' [n.n]; await that first";
        assertEquals(List.of("1", told, told, "2"), events);
    }

    // ---- cancellation and limits

    @Async
    private Coroutine<Void> consume(AsyncStream<Integer> stream) {
        for (var item : await(stream)) {
            log(item);
        }
        return done();
    }

    @Test
    void aCancelledConsumerCancelsWhatItsStreamWaitsFor() {
        var task = loop.start(consume(slow(9)));
        loop.schedule(Duration.ofMillis(1500), task::cancel);
        assertThrows(CancellationException.class, () -> run(awaiting(task)));
        assertEquals(List.of("begin", "0", "clean-up", "clean"), events);
        assertEquals(Duration.ofMillis(2500), time.elapsed());
    }

    @Async
    private static Coroutine<Void> awaiting(Task<Void> task) {
        await(task);
        return done();
    }

    @Async
    private Coroutine<Void> sleepAtEachItem() {
        try {
            for (var item : await(slow(9))) {
                log(item);
                await(sleep(LONG));
            }
        } catch (CancelledError e) {
            log("cancelled");
            throw e;
        }
        return done();
    }

    @Test
    void cancelledInTheBodyTheLoopClosesTheStreamWhoseCleanUpMayWait() {
        var task = loop.start(sleepAtEachItem());
        loop.schedule(Duration.ofMillis(1500), task::cancel);
        assertThrows(CancellationException.class, () -> run(awaiting(task)));
        assertEquals(List.of("begin", "0", "clean-up", "clean", "cancelled"), events);
    }

    @Async
    private static AsyncStream<Integer> endless() {
        for (int i = 0; ; i++) {
            emit(i);
        }
    }

    private int seen;

    @Async
    private Coroutine<Void> count() {
        for (var item : await(endless())) {
            assertEquals(seen, item);
            seen++;
        }
        return done();
    }

    @Test
    void itemsThatAreReadyLetOthersRunAndCanBeCancelled() {
        var task = loop.start(count());
        loop.execute(() -> log("other " + (seen > 0 && seen <= 256)));
        loop.execute(task::cancel);
        assertThrows(CancellationException.class, () -> run(awaiting(task)));
        assertEquals(List.of("other true"), events);
    }

    private AsyncCursor<Integer> kept;

    @Async
    private Coroutine<Void> countByHand() {
        while (await(kept.next())) {
            seen = kept.current();
        }
        return done();
    }

    @Async
    private Coroutine<Void> cancelThenGoOn() {
        kept = endless().open();
        var task = start(countByHand());
        await(yieldNow());
        await(yieldNow());
        task.cancel();
        try {
            await(task);
        } catch (CancellationException e) {
            log("cancelled");
        }
        int last = seen;
        assertTrue(last > 0, "it has begun");
        assertEquals(last, kept.current());
        await(kept.next());
        assertEquals(last + 1, kept.current());
        await(kept.closeAsync());
        return done();
    }

    @Test
    void cancelledAtAnItemThatIsReadyLosesNone() {
        run(cancelThenGoOn());
        assertEquals(List.of("cancelled"), events);
    }

    @Async
    private Coroutine<Void> limited() {
        try (var items = slow(2).open()) {
            try {
                await(withTimeout(Duration.ofMillis(500), items.next()));
            } catch (TimeoutException e) {
                log("too late");
            }
            try {
                await(items.next());
            } catch (IllegalStateException e) {
                log(e.getMessage());
            }
        }
        return done();
    }

    @Test
    void aLimitCancelsTheStreamsAwaitAndEndsIt() {
        run(limited());
        assertEquals(
                List.of(
                        "begin",
                        "clean-up",
                        "clean",
                        "too late",
                        "StreamFixture.slow has failed, and a stream that has failed gives no more items"),
                events);
    }

    @Async
    private Coroutine<Void> limitedByShield() {
        try (var items = slow(2).open()) {
            var next = start(items.next());
            try {
                await(withTimeout(Duration.ofMillis(500), shield(next)));
            } catch (TimeoutException e) {
                log("too late");
            }
            assertTrue(await(next), "an item");
            log(items.current());
        }
        return done();
    }

    @Test
    void aShieldKeepsTheStreamAlive() {
        run(limitedByShield());
        assertEquals(List.of("begin", "too late", "0", "clean-up", "clean"), events);
    }

    // ---- seen

    @Test
    void aWaitingStreamIsShownWithinItsConsumer() {
        var task = loop.start(consume(slow(1)));
        var seen = new ArrayList<String>();
        loop.schedule(
                Duration.ofMillis(500),
                () -> Arrays.stream(task.awaitTrace()).forEach(at -> seen.add(at.getMethodName())));
        run(awaiting(task));
        assertEquals(List.of("slow", "consume"), seen);
    }

    @Test
    void aFailureNamesTheStreamAndItsConsumer() {
        var failure = assertThrows(IOException.class, () -> run(list(failing())));
        var methods = Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .filter(List.of("failing", "list")::contains)
                .toList();
        assertEquals(List.of("failing", "list"), methods);
    }

    // ---- hot methods without a loop

    @Async
    private static CompletableFuture<Integer> hotSum(AsyncStream<Integer> stream) {
        int sum = 0;
        for (int item : await(stream)) {
            sum += item;
        }
        return CompletableFuture.completedFuture(sum);
    }

    @Async
    private static AsyncStream<Integer> of(CompletableFuture<Integer> first) {
        emit(await(first));
        emit(2);
        return end();
    }

    @Test
    void hotMethodsConsumeWithoutALoop() {
        assertEquals(45, hotSum(ready(10)).join());
        var first = new CompletableFuture<Integer>();
        var sum = hotSum(of(first));
        first.complete(40);
        assertEquals(42, sum.join());
    }

    // ---- how much

    @Test
    void aMillionItems() {
        assertEquals(1_000_000 / 2 * 999_999L, run(sum(ready(1_000_000))));
    }

    @Async
    private static Coroutine<Long> sum(AsyncStream<Integer> stream) {
        long sum = 0;
        for (int item : await(stream)) {
            sum += item;
        }
        return result(sum);
    }

    @Test
    void theEndOfAMethodWithoutItems() {
        assertEquals(List.of(), run(list(end())));
        assertNull(run(nothing()));
    }

    @Async
    private static Coroutine<Integer> nothing() {
        for (int x : await(ready(0))) {
            return result(x);
        }
        return result(null);
    }
}
