package dev.weft.it.stream;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What happens when a stream is closed before its end. */
class StreamCloseTest extends StreamFixture {

    @Async
    private Coroutine<Void> closeAfter(AsyncStream<Integer> stream, int items) {
        var cursor = stream.open();
        for (int i = 0; i < items; i++) {
            await(cursor.next());
        }
        await(cursor.closeAsync());
        log("closed");
        assertEquals(false, await(cursor.next()), "an item behind the closing");
        assertThrows(IllegalStateException.class, cursor::current);
        await(cursor.closeAsync());
        return done();
    }

    @Test
    void beforeItsStartNothingRuns() {
        run(closeAfter(slow(3), 0));
        assertEquals(List.of("closed"), events);
    }

    @Test
    void atAnItemItCleansUpAndMayWaitForThat() {
        run(closeAfter(slow(3), 1));
        assertEquals(List.of("begin", "clean-up", "clean", "closed"), events);
    }

    @Test
    void behindTheEndNothingHappens() {
        run(closeAfter(ready(1), 2));
        assertEquals(List.of("closed"), events);
    }

    @Async
    private AsyncStream<Integer> emitsAgain() {
        try {
            emit(1);
        } catch (CancelledError e) {
            log(e.getMessage());
        }
        emit(2);
        log("never");
        return end();
    }

    @Test
    void whoSwallowsTheClosingAndEmitsIsStopped() {
        var thrown = assertThrows(IllegalStateException.class, () -> run(closeAfter(emitsAgain(), 1)));
        assertEquals("StreamCloseTest.emitsAgain emits although its stream was closed", thrown.getMessage());
        assertEquals(List.of("the stream was closed"), events);
    }

    @Async
    private AsyncStream<Integer> throwsAnother() {
        try {
            emit(1);
        } catch (CancelledError e) {
            throw new IllegalArgumentException("another");
        }
        return end();
    }

    @Test
    void anotherErrorIsThrownByTheClosing() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> run(closeAfter(throwsAnother(), 1)));
        assertEquals("another", thrown.getMessage());
    }

    record Resource(String name) implements AutoCloseable {
        @Override
        public void close() {
            throw new IllegalStateException(name);
        }
    }

    @Async
    private static AsyncStream<Integer> badResources() {
        try (var a = new Resource("a");
                var b = new Resource("b")) {
            emit(1);
        }
        return end();
    }

    @Test
    void whatResourcesThrowIsNotLostWithTheErrorThatCloses() {
        var thrown = assertThrows(IllegalStateException.class, () -> run(closeAfter(badResources(), 1)));
        assertEquals("b", thrown.getMessage());
        assertEquals("a", thrown.getSuppressed()[0].getMessage());
    }

    // ---- cancelled meanwhile

    @Async
    private Coroutine<Void> breaks() {
        try {
            for (var item : await(slow(9))) {
                log(item);
                break;
            }
        } catch (CancelledError e) {
            log("cancelled");
            throw e;
        }
        log("end");
        return done();
    }

    @Test
    void aTaskThatIsCancelledWhileAStreamCleansUpIsCancelledThere() {
        var task = loop.start(breaks());
        loop.schedule(Duration.ofMillis(1500), task::cancel);
        assertThrows(CancellationException.class, () -> run(awaiting(task)));
        assertEquals(List.of("begin", "0", "clean-up", "cancelled"), events);
    }

    @Async
    private static Coroutine<Void> awaiting(Task<Void> task) {
        await(task);
        return done();
    }

    @Async
    private Coroutine<Void> closeTwiceAtOnce() {
        var cursor = slow(3).open();
        await(cursor.next());
        var first = start(cursor.closeAsync(), "first");
        await(yieldNow());
        for (var second : List.<Supplier<Coroutine<?>>>of(cursor::closeAsync, cursor::next)) {
            try {
                await(second.get());
                log("two at once");
            } catch (IllegalStateException e) {
                log(e.getMessage().replaceAll("\\[.*\\]", "[n]"));
            }
        }
        await(first);
        await(cursor.closeAsync());
        return done();
    }

    @Test
    void whileItIsBeingClosed() {
        run(closeTwiceAtOnce());
        var told = "closeAsync() of StreamFixture.slow is under way in task 'first' [n]; await that first";
        assertEquals(List.of("begin", "clean-up", told, told, "clean"), events);
    }

    // ---- another task, another loop

    @Async
    private Coroutine<Integer> oneItem(AsyncCursor<Integer> cursor) {
        await(cursor.next());
        return result(cursor.current());
    }

    @Async
    private Coroutine<Void> byTurns() {
        try (var cursor = slow(9).open()) {
            log((Object) await(start(oneItem(cursor))));
            log((Object) await(start(oneItem(cursor))));
            await(sleep(SECOND));
            log((Object) await(oneItem(cursor)));
        }
        return done();
    }

    @Test
    void tasksTakeItemsInTurn() {
        run(byTurns());
        assertEquals(List.of("begin", "0", "1", "2", "clean-up", "clean"), events);
    }
}
