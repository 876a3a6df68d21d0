package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What a cursor of an operator does when it is asked too early, too late, or twice at once. */
class CursorProtocolTest extends StreamFixture {
    private final AsyncCursor<Integer> cursor =
            numbers(3).yielding().map(item -> item).open();

    private String refused(Coroutine<?> call) {
        return failsWith(IllegalStateException.class, call).getMessage();
    }

    @Test
    void thereIsNoItemBeforeTheFirstAndAfterTheEnd() {
        assertThrows(IllegalStateException.class, cursor::current);
        run(cursor.next());
        assertEquals(1, cursor.current());
        run(cursor.closeAsync());
        assertThrows(IllegalStateException.class, cursor::current);
        assertEquals(false, run(cursor.next()));
        assertThrows(IllegalStateException.class, cursor::current);
    }

    @Test
    void twoAtOnceNameTheTaskThatRunsIt() {
        Task<Boolean> first = loop.start(cursor.next(), "bob");
        Task<String> second =
                loop.start(Script.<String>of("second").await(cursor.next()).caught(Throwable::getMessage));
        String message = run(second);
        assertTrue(message.startsWith("next() of map of Shop.rows is under way in task 'bob' ["), message);
        assertEquals(true, run(first));
        assertEquals(1, cursor.current());
    }

    @Test
    void aCloseWhileAnotherTaskAsks() {
        Task<Boolean> first = loop.start(cursor.next(), "bob");
        Task<String> second = loop.start(
                Script.<String>of("second").await(cursor.closeAsync()).caught(Throwable::getMessage));
        assertTrue(run(second).contains("is under way in task 'bob'"), () -> String.valueOf(second));
        assertEquals(true, run(first));
        run(cursor.closeAsync());
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }

    @Test
    void anItemWhileItIsBeingClosed() {
        AsyncCursor<Integer> slow = slowToClose(3).map(item -> item).open();
        run(slow.next());
        Task<Void> closes = loop.start(slow.closeAsync(), "bob");
        runReady();
        assertTrue(refused(slow.next()).startsWith("closeAsync() of map of Shop.rows is under way in task 'bob'"));
        run(closes);
        assertEquals(false, run(slow.next()));
    }

    @Test
    void aFunctionThatAsksItsOwnCursor() {
        List<AsyncCursor<Integer>> own = new java.util.ArrayList<>();
        own.add(numbers(3).map(item -> hot(own.get(0).next()) ? 1 : 0).open());
        Throwable e = hotFailure(own.get(0).next());
        assertTrue(String.valueOf(e).contains("is under way"), e.toString());
    }

    @Test
    void severalTasksOneAfterTheOther() {
        for (int i = 1; i <= 3; i++) {
            assertEquals(true, run(loop.start(cursor.next())));
            assertEquals(i, cursor.current());
        }
        assertEquals(false, run(loop.start(cursor.next())));
    }

    @Test
    void aCallIsForSingleUse() {
        Coroutine<Boolean> next = cursor.next();
        run(next);
        assertThrows(IllegalStateException.class, () -> run(next));
    }

    @Test
    void whoIsCancelledAsItCleansUp() {
        AsyncCursor<Integer> slow = slowToClose(3).map(item -> item).open();
        run(slow.next());
        Task<Void> closes = loop.start(slow.closeAsync());
        loop.schedule(Duration.ofMillis(1), closes::cancel);
        assertThrows(CancellationException.class, () -> run(closes));
        assertEquals(List.of("asks 1", "closing"), events);
        run(slow.closeAsync());
        assertEquals(false, run(slow.next()));
    }

    @Test
    void aFailureIsNotASilentEnd() {
        AsyncCursor<Integer> failing =
                numbers(3).failing(1, failure).filter(item -> true).open();
        run(failing.next());
        assertSame(failure, failsWith(Throwable.class, failing.next()));
        assertSame(
                failure, failsWith(IllegalStateException.class, failing.next()).getCause());
        assertThrows(IllegalStateException.class, failing::current);
        run(failing.closeAsync());
    }

    @Test
    void aLimitOfTimeClosesTheStream() throws java.util.concurrent.TimeoutException {
        Script<Object> main = Script.of("main")
                .await(Weft.withTimeout(SECOND, slowToClose(1).yielding().forEachAsync(item -> Weft.sleep(LONG))))
                .caught(e -> e.getClass().getSimpleName());
        assertEquals("TimeoutException", run(main));
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }
}
