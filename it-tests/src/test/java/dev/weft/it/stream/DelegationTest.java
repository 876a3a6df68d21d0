package dev.weft.it.stream;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.emitAll;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streams that give the items of other streams: by {@code emitAll}, and by {@code return other}. */
class DelegationTest extends StreamFixture {

    /** The leaves first. With a yield at each level if it is slow. */
    @Async
    private static AsyncStream<Integer> tree(int depth, boolean slow) {
        if (depth > 0) {
            emitAll(tree(depth - 1, slow));
        }
        if (slow) {
            await(yieldNow());
        }
        emit(depth);
        return end();
    }

    @Test
    void aDeepTreeGivesItsItemsInOrder() {
        var expected = IntStream.rangeClosed(0, 10_000).boxed().toList();
        assertEquals(expected, run(list(tree(10_000, false))));
        assertEquals(expected.subList(0, 1_001), run(list(tree(1_000, true))));
    }

    /** As {@link #tree} by loops: each level gives on the items of the next one. */
    @Async
    private static AsyncStream<Integer> nest(int depth) {
        if (depth > 0) {
            for (int item : await(nest(depth - 1))) {
                emit(item);
            }
        }
        emit(depth);
        return end();
    }

    @Async
    private static Coroutine<Integer> firstOf(AsyncStream<Integer> stream) {
        for (int item : await(stream)) {
            return result(item);
        }
        return result(-1);
    }

    @Async
    private Coroutine<Integer> firstThenCancelled(AsyncStream<Integer> stream, Task<?>[] self) {
        for (int item : await(stream)) {
            self[0].cancel();
            return result(item);
        }
        return result(-1);
    }

    @Test
    void streamsWithinOneAnotherAreAskedAndClosedAtAnyDepth() {
        assertEquals(0, run(firstOf(nest(10_000))));
        var flat = AsyncStream.of(1, 2, 3);
        for (int i = 0; i < 3_000; i++) {
            flat = flat.flatMap(item -> AsyncStream.of(item));
        }
        assertEquals(1, run(firstOf(flat)));
    }

    /** The innermost one is closed also if the task is cancelled while the closing is put off. */
    @Test
    void cancelledWhileADeepClosingIsPutOff() {
        var self = new Task<?>[1];
        var deep = cleaning("a", ready(3));
        for (int i = 0; i < 1_000; i++) {
            deep = within(deep);
        }
        var task = loop.start(firstThenCancelled(deep, self));
        self[0] = task;
        assertThrows(CancellationException.class, () -> run(awaitingInt(task)));
        assertEquals(List.of("<a"), events.subList(0, 1));
    }

    @Async
    private static Coroutine<Integer> awaitingInt(Task<Integer> task) {
        return result(await(task));
    }

    @Async
    private static AsyncStream<Integer> within(AsyncStream<Integer> inner) {
        for (int item : await(inner)) {
            emit(item);
        }
        return end();
    }

    @Async
    private static AsyncStream<Integer> binary(int from, int to) {
        if (to - from == 1) {
            emit(from);
            return end();
        }
        int middle = (from + to) / 2;
        emitAll(binary(from, middle));
        await(yieldNow());
        emitAll(binary(middle, to));
        return end();
    }

    @Test
    void aTreeWithBranches() {
        assertEquals(IntStream.range(0, 1000).boxed().toList(), run(list(binary(0, 1000))));
    }

    @Async
    private static AsyncStream<Integer> countdown(int n) {
        emit(n);
        return n == 0 ? end() : countdown(n - 1);
    }

    @Async
    private static AsyncStream<Integer> slowCountdown(int n) {
        await(yieldNow());
        emit(n);
        if (n == 0) {
            return end();
        }
        return slowCountdown(n - 1);
    }

    @Async
    private static AsyncStream<Integer> silentCountdown(int n) {
        return n == 0 ? ready(1) : silentCountdown(n - 1);
    }

    @Async
    private static Coroutine<Integer> count(AsyncStream<Integer> stream) {
        int n = 0;
        for (var item : await(stream)) {
            n += item >= 0 ? 1 : 0;
        }
        return result(n);
    }

    @Test
    void aMillionReturnsOfAnotherStream() {
        assertEquals(1_000_001, run(count(countdown(1_000_000))));
        assertEquals(100_001, run(count(slowCountdown(100_000))));
        assertEquals(1, run(count(silentCountdown(1_000_000))));
    }

    // ---- failures

    @Async
    private static AsyncStream<Integer> fails(boolean slow) {
        emit(1);
        if (slow) {
            await(yieldNow());
        }
        throw new IllegalStateException("inner");
    }

    @Async
    private AsyncStream<Integer> catches(boolean slow) {
        try {
            emitAll(passes(slow));
        } catch (IllegalStateException e) {
            log(e.getMessage());
            emit(2);
        }
        return end();
    }

    @Async
    private static AsyncStream<Integer> passes(boolean slow) {
        emitAll(fails(slow));
        emit(99);
        return end();
    }

    @Test
    void aFailurePassesOutToWhoHandlesIt() {
        assertEquals(List.of(1, 2), run(list(catches(false))));
        assertEquals(List.of(1, 2), run(list(catches(true))));
        assertEquals(List.of("inner", "inner"), events);
        assertThrows(IllegalStateException.class, () -> run(list(passes(true))));
        assertThrows(IllegalStateException.class, () -> run(list(passes(false))));
    }

    @Test
    void theTraceOfAFailureShowsTheStreamsInBetween() {
        var failure = assertThrows(IllegalStateException.class, () -> run(list(passes(true))));
        var methods = Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .toList();
        int at = methods.indexOf("fails");
        assertTrue(
                at >= 0 && methods.indexOf("passes") > at && methods.indexOf("list") > methods.indexOf("passes"),
                () -> "methods " + methods);
    }

    // ---- closing

    @Async
    private AsyncStream<Integer> cleaning(String name, AsyncStream<Integer> inner) {
        try {
            emitAll(inner);
        } finally {
            log("<" + name);
            await(sleep(SECOND));
            log(name + ">");
        }
        log("never");
        return end();
    }

    @Async
    private Coroutine<Void> first(AsyncStream<Integer> stream) {
        for (var item : await(stream)) {
            log(item);
            break;
        }
        log("end");
        return done();
    }

    @Test
    void theInnermostIsClosedFirst() {
        run(first(cleaning("a", cleaning("b", cleaning("c", ready(3))))));
        assertEquals(List.of("0", "<c", "c>", "<b", "b>", "<a", "a>", "end"), events);
    }

    @Test
    void cancelledWithinTheInnermost() {
        var task = loop.start(first(cleaning("a", cleaning("b", slow(3)))));
        loop.schedule(Duration.ofMillis(500), task::cancel);
        assertThrows(CancellationException.class, () -> run(awaiting(task)));
        assertEquals(List.of("begin", "clean-up", "clean", "<b", "b>", "<a", "a>"), events);
    }

    @Async
    private static Coroutine<Void> awaiting(Task<Void> task) {
        await(task);
        return done();
    }

    @Async
    private AsyncStream<Integer> swallows() {
        try {
            emit(1);
        } catch (CancelledError e) {
            log("swallowed " + e.getMessage());
        }
        return end();
    }

    @Test
    void anOuterStreamIsClosedAlsoIfTheInnerOneSwallowsTheClosing() {
        run(first(cleaning("a", swallows())));
        assertEquals(List.of("1", "swallowed the stream was closed", "<a", "a>", "end"), events);
    }

    @Async
    private static AsyncStream<Integer> leaky() {
        try {
            emit(1);
        } finally {
            await(yieldNow());
            leak();
        }
        return end();
    }

    private static void leak() {
        throw new IllegalStateException("leak");
    }

    @Async
    private AsyncStream<Integer> seesTheLeak() {
        try {
            emitAll(leaky());
        } catch (IllegalStateException e) {
            log("saw " + e.getMessage());
            throw e;
        }
        return end();
    }

    @Test
    void whatTheClosingOfTheInnerOneThrowsIsThrownByEmitAll() {
        assertThrows(IllegalStateException.class, () -> run(first(seesTheLeak())));
        assertEquals(List.of("1", "saw leak"), events);
    }

    @Async
    private AsyncStream<Integer> twice(AsyncStream<Integer> one) {
        emitAll(one);
        try {
            emitAll(one);
        } catch (IllegalStateException e) {
            log(e.getMessage().substring(0, 40));
        }
        emitAll(null);
        return end();
    }

    @Test
    void usedTwiceAndNull() {
        var thrown = assertThrows(NullPointerException.class, () -> run(list(twice(ready(2)))));
        assertEquals("cannot emit the items of null", thrown.getMessage());
        assertEquals(List.of("StreamFixture.ready was opened already, "), events);
    }

    @Async
    private static AsyncStream<Integer> returnsNull() {
        emit(1);
        return nothing();
    }

    private static AsyncStream<Integer> nothing() {
        return null;
    }

    @Test
    void aStreamThatIsNullIsNamed() {
        var thrown = assertThrows(NullPointerException.class, () -> run(list(returnsNull())));
        assertEquals(
                "the async method dev.weft.it.stream.DelegationTest.returnsNull returned null instead of a stream",
                thrown.getMessage());
    }

    @Async
    private AsyncStream<Integer> returnsInTry() {
        try {
            emit(7);
            return ready(2);
        } finally {
            log("finally");
        }
    }

    @Async
    private Coroutine<Void> logAll(AsyncStream<Integer> stream) {
        for (var item : await(stream)) {
            log(item);
        }
        return done();
    }

    @Test
    void aStreamReturnedInsideATryIsGivenThere() {
        run(logAll(returnsInTry()));
        assertEquals(List.of("7", "0", "1", "finally"), events);
    }
}
