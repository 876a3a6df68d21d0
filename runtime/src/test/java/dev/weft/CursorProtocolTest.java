package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
        List<AsyncCursor<Integer>> own = new ArrayList<>();
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
    void aLimitOfTimeClosesTheStream() throws TimeoutException {
        Script<Object> main = Script.of("main")
                .await(Weft.withTimeout(SECOND, slowToClose(1).yielding().forEachAsync(item -> Weft.sleep(LONG))))
                .caught(e -> e.getClass().getSimpleName());
        assertEquals("TimeoutException", run(main));
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }

    @Test
    void anEndlessSearchThatIsCancelledClosesWhatItSearches() {
        AsyncCursor<Integer> search = AsyncStream.from(
                        Stream.iterate(0, i -> i + 1).onClose(() -> events.add("closed")))
                .filter(item -> false)
                .open();
        Task<Boolean> task = loop.start(search.next());
        loop.execute(() -> loop.execute(task::cancel));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("closed"), events);
    }

    // ---- a stream that does not let itself be closed

    /** {@code while (true) try { emit(1); } catch (CancelledError ignored) {}}, or it then does something else. */
    private static final class Stubborn extends StreamFrame<Integer> {
        private final Callable<Boolean> then;

        Stubborn(Callable<Boolean> then) {
            this.then = then;
        }

        @Override
        protected Object advance(FrameDriver driver) throws Throwable {
            if (state > 0) {
                try {
                    Suspension.resumed(driver);
                } catch (CancelledError closing) {
                    if (!then.call()) {
                        return false;
                    }
                }
            }
            Suspension.emit(1, this);
            state = 1;
            return true;
        }

        @Override
        protected StackTraceElement position() {
            return new StackTraceElement("Shop", "rows", "Shop.java", 1);
        }
    }

    private void closed(Callable<Boolean> then, Consumer<Coroutine<Void>> expected) {
        List<UnaryOperator<AsyncStream<Integer>>> operators = List.of(
                s -> s,
                s -> s.map(item -> item),
                s -> s.flatMap(AsyncStream::of),
                s -> AsyncStream.of(1).flatMap(one -> s),
                s -> AsyncStream.of(1).flatMap(one -> s.map(item -> item)),
                s -> AsyncStream.zip(AsyncStream.of(1), s, Integer::sum),
                s -> AsyncStream.defer(() -> s.map(item -> item)));
        for (UnaryOperator<AsyncStream<Integer>> operator : operators) {
            AsyncCursor<Integer> stubborn = operator.apply(new Stubborn(then)).open();
            run(stubborn.next());
            expected.accept(stubborn.closeAsync());
            assertEquals(false, run(stubborn.next()));
        }
    }

    @Test
    void oneThatEmitsAgain() {
        closed(() -> true, close -> assertEquals("Shop.rows emits although its stream was closed", refused(close)));
    }

    @Test
    void oneThatReturns() {
        closed(() -> false, this::run);
    }

    @Test
    void oneThatThrowsAnotherFailure() {
        closed(
                () -> {
                    throw failure;
                },
                close -> assertSame(failure, failsWith(Throwable.class, close)));
    }
}
