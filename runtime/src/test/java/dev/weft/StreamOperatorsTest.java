package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operators that run in the consumer's task, alone and one behind the other. */
class StreamOperatorsTest extends StreamFixture {
    private <R> void gives(List<R> expected, Function<AsyncStream<Integer>, AsyncStream<R>> made) {
        assertEquals(expected, awaited(made.apply(numbers(6)).toList()));
        assertEquals(expected, awaited(made.apply(numbers(6).yielding()).toList()));
        assertEquals(expected, awaited(made.apply(slowToClose(6)).toList()));
        assertEquals(expected, hot(made.apply(numbers(6)).toList()));
        List<R> slowly = new ArrayList<>();
        awaited(made.apply(slowToClose(6)).forEachAsync(item -> {
            slowly.add(item);
            return Weft.yieldNow();
        }));
        assertEquals(expected, slowly);
        List<R> byHand = new ArrayList<>();
        AsyncCursor<R> cursor = made.apply(numbers(6)).open();
        while (hot(cursor.next())) {
            byHand.add(cursor.current());
        }
        assertEquals(expected, byHand);
        assertEquals(false, hot(cursor.next()));
        assertThrows(IllegalStateException.class, cursor::current);
    }

    @Test
    void eachAlone() {
        gives(List.of(2, 4, 6, 8, 10, 12), s -> s.map(item -> item * 2));
        gives(List.of(2, 4, 6), s -> s.filter(item -> item % 2 == 0));
        gives(List.of(1, 2), s -> s.takeWhile(item -> item < 3));
        gives(List.of(3, 4, 5, 6), s -> s.dropWhile(item -> item % 3 != 0));
        gives(List.of(1, 2), s -> s.limit(2));
        gives(List.of(), s -> s.limit(0));
        gives(upTo(6), s -> s.limit(Long.MAX_VALUE));
        gives(List.of(5, 6), s -> s.skip(4));
        gives(List.of(), s -> s.skip(9));
        gives(List.of("", "1", "12", "123", "1234", "12345", "123456"), s -> s.scan("", (all, item) -> all + item));
        gives(List.of(List.of(1, 2, 3, 4), List.of(5, 6)), s -> s.window(4));
        gives(List.of(List.of(1, 2, 3), List.of(4, 5, 6)), s -> s.window(3));
        gives(List.of(upTo(6)), s -> s.window(Integer.MAX_VALUE));
        gives(List.of(List.of(1), List.of(2)), s -> s.limit(2).window(1));
    }

    @Test
    void oneBehindTheOther() {
        gives(List.of(20, 40), s -> s.map(i -> i * 10).filter(i -> i % 20 == 0).limit(2));
        gives(List.of(3, 4), s -> s.skip(2).limit(2).filter(i -> true));
        gives(List.of(), s -> s.limit(2).skip(2));
        gives(List.of(2), s -> s.limit(3).filter(i -> i == 2));
        gives(List.of(List.of(1, 2), List.of(3)), s -> s.takeWhile(i -> i < 4).window(2));
        gives(
                List.of(List.of(List.of(1, 2), List.of(3, 4)), List.of(List.of(5))),
                s -> s.limit(5).window(2).window(2));
        gives(List.of(List.of(1, 2)), s -> s.window(2).limit(1));
        gives(List.of(List.of(1, 2, 3, 4)), s -> s.window(4).limit(1).map(w -> w));
    }

    @Test
    void scansBehindOneAnother() {
        gives(List.of(100, 100, 101, 104), s -> s.limit(2).scan(0, Integer::sum).scan(100, Integer::sum));
        gives(List.of(7), s -> s.limit(0).scan(7, Integer::sum));
        gives(List.of(), s -> s.scan(7, Integer::sum).limit(0));
        gives(List.of(5), s -> s.scan(7, Integer::sum).limit(0).scan(5, Integer::sum));
        gives(List.of(1, 8), s -> s.scan(7, Integer::sum).limit(1).scan(1, Integer::sum));
        gives(
                List.of(List.of(0, 1), List.of(3)),
                s -> s.limit(2).scan(0, Integer::sum).window(2));
        gives(List.of(1, 3, 6), s -> s.limit(3).scan(0, Integer::sum).filter(i -> i > 0));
        gives(
                List.of(9, 10, 13),
                s -> s.scan(0, Integer::sum).filter(i -> i > 0).limit(2).scan(9, Integer::sum));
    }

    @Test
    void scanGivesItsValueBeforeItAsks() {
        AsyncCursor<Integer> cursor = numbers(3).scan(0, Integer::sum).open();
        assertEquals(true, hot(cursor.next()));
        assertEquals(0, cursor.current());
        assertEquals(List.of(), events);
    }

    @Test
    void nullItems() {
        assertEquals(
                Arrays.asList(null, null),
                hot(numbers(2).map(i -> null).filter(i -> i == null).toList()));
        assertEquals(
                Arrays.asList(null, null),
                hot(numbers(1).scan(null, (a, b) -> null).toList()));
        assertEquals(
                List.of(Arrays.asList(null, null)),
                hot(numbers(2).map(i -> null).window(2).toList()));
    }

    @Test
    void windowsCannotBeChangedAndAreNotShared() {
        List<List<Integer>> windows = hot(numbers(5).window(2).toList());
        assertThrows(UnsupportedOperationException.class, () -> windows.get(0).set(0, 2));
        assertThrows(UnsupportedOperationException.class, () -> windows.get(2).set(0, 2));
        assertEquals(List.of(List.of(1, 2), List.of(3, 4), List.of(5)), windows);
    }

    @Test
    void dropWhileAsksOnlyOnce() {
        List<Integer> asked = new ArrayList<>();
        hot(numbers(4).dropWhile(item -> asked.add(item) && item < 2).toList());
        assertEquals(List.of(1, 2), asked);
    }

    // ---- the end and the closing

    @Test
    void limitDoesNotAskForOneMoreAndClosesWhenOneMoreIsWanted() {
        AsyncCursor<Integer> cursor = slowToClose(3).map(item -> item).limit(2).open();
        run(cursor.next());
        run(cursor.next());
        assertEquals(List.of("asks 1", "asks 2"), events);
        assertEquals(false, run(cursor.next()));
        assertEquals(List.of("asks 1", "asks 2", "closing", "closed"), events);
        run(cursor.closeAsync());
        assertEquals(List.of("asks 1", "asks 2", "closing", "closed"), events);
    }

    @Test
    void limitOfNothingClosesWhatHasNotBegun() {
        List<Integer> none = awaited(AsyncStream.from(Stream.of(1).onClose(() -> events.add("closed")))
                .limit(0)
                .toList());
        assertEquals(List.of(), none);
        assertEquals(List.of("closed", "ended"), events);
    }

    @Test
    void takeWhileClosesAtTheFirstThatDoesNotFit() {
        assertEquals(
                List.of(1), awaited(slowToClose(3).takeWhile(item -> item < 2).toList()));
        assertEquals(List.of("asks 1", "asks 2", "closing", "closed", "ended"), events);
    }

    @Test
    void theRestOfAWindowComesWhenTheStreamIsClosed() {
        AsyncCursor<List<Integer>> cursor = slowToClose(3).limit(1).window(2).open();
        assertEquals(true, run(cursor.next()));
        assertEquals(List.of(1), cursor.current());
        assertEquals(List.of("asks 1", "closing", "closed"), events);
        assertEquals(false, run(cursor.next()));
    }

    @Test
    void aFailureDropsTheRestOfAWindow() {
        AsyncCursor<List<Integer>> cursor =
                numbers(5).failing(3, failure).window(2).open();
        assertEquals(true, hot(cursor.next()));
        assertSame(failure, hotFailure(cursor.next()));
        IllegalStateException after = (IllegalStateException) hotFailure(cursor.next());
        assertSame(failure, after.getCause());
    }

    @Test
    void toCloseAnOperatorClosesWhatItIsMadeOf() {
        for (UnaryOperator<AsyncStream<Integer>> operator : operators()) {
            events.clear();
            AsyncCursor<Integer> cursor = operator.apply(slowToClose(3)).open();
            run(cursor.next());
            run(Script.of("close").await(cursor.closeAsync()).then(v -> events.add("ended")));
            run(cursor.closeAsync());
            assertEquals(List.of("asks 1", "closing", "closed", "ended"), events, cursor.toString());
            assertEquals(false, run(cursor.next()));
        }
    }

    private List<UnaryOperator<AsyncStream<Integer>>> operators() {
        return List.of(
                s -> s.map(item -> item),
                s -> s.filter(item -> true),
                s -> s.limit(2),
                s -> s.skip(0),
                s -> s.takeWhile(item -> true),
                s -> s.dropWhile(item -> false),
                s -> s.window(1).map(window -> window.get(0)),
                s -> s.flatMap(AsyncStream::of),
                s -> s.flatMap(AsyncStream::of).map(item -> item),
                s -> AsyncStream.defer(() -> s),
                s -> AsyncStream.from(s.open()));
    }

    @Test
    void oneThatHasNotBegunToo() {
        for (UnaryOperator<AsyncStream<Integer>> operator : operators()) {
            AsyncCursor<Integer> cursor = operator.apply(
                            AsyncStream.from(Stream.of(1).onClose(() -> events.add("closed"))))
                    .open();
            run(cursor.closeAsync());
            run(cursor.closeAsync());
            assertEquals(false, run(cursor.next()));
        }
        assertEquals(operators().size() - 1, events.size(), "all but that of defer, which was not made");
    }

    @Test
    void whatTheCloseThrows() {
        for (UnaryOperator<AsyncStream<Integer>> operator : operators()) {
            AsyncCursor<Integer> cursor = operator.apply(slowToClose(3).failingToCleanUp(ofTheCleanUp))
                    .open();
            run(cursor.next());
            assertSame(ofTheCleanUp, failsWith(Throwable.class, cursor.closeAsync()));
            run(cursor.closeAsync());
        }
    }

    // ---- failures

    @Test
    void aFailureOfTheStreamPassesAsItIs() {
        for (UnaryOperator<AsyncStream<Integer>> operator : operators()) {
            events.clear();
            Coroutine<?> all =
                    operator.apply(slowToClose(3).failing(1, failure)).toList();
            assertSame(failure, failsWith(Throwable.class, all));
            assertEquals(List.of("asks 1", "asks 2", "closing", "closed"), events);
        }
    }

    @Test
    void aFailureOfTheUsersClosesTheStreamFirst() {
        List<Function<AsyncStream<Integer>, AsyncStream<?>>> failing = List.of(
                s -> s.map(item -> fail(ofTheUser)),
                s -> s.filter(item -> fail(ofTheUser) > 0),
                s -> s.takeWhile(item -> fail(ofTheUser) > 0),
                s -> s.dropWhile(item -> fail(ofTheUser) > 0),
                s -> s.scan(0, (a, b) -> fail(ofTheUser)).skip(1),
                s -> s.flatMap(item -> AsyncStream.of(fail(ofTheUser))));
        for (Function<AsyncStream<Integer>, AsyncStream<?>> operator : failing) {
            events.clear();
            AsyncCursor<?> cursor = operator.apply(slowToClose(3)).open();
            assertSame(ofTheUser, failsWith(Throwable.class, cursor.next()));
            assertEquals(List.of("asks 1", "closing", "closed"), events);
            run(cursor.closeAsync());
            assertEquals(List.of("asks 1", "closing", "closed"), events);
            IllegalStateException after = failsWith(IllegalStateException.class, cursor.next());
            assertSame(ofTheUser, after.getCause());
        }
    }

    @Test
    void aFailureOfTheCleanUpIsSuppressedInIt() {
        for (ItemSource<Integer> source : List.of(numbers(2), slowToClose(2))) {
            IllegalArgumentException thrown = new IllegalArgumentException();
            Coroutine<?> all = source.failingToCleanUp(ofTheCleanUp)
                    .map(item -> fail(thrown))
                    .toList();
            assertSame(thrown, failsWith(Throwable.class, all));
            assertSame(ofTheCleanUp, thrown.getSuppressed()[0]);
        }
    }

    @Test
    void ifTheCleanUpAtALimitFailsTheNextItemDoes() {
        AsyncCursor<Integer> cursor =
                slowToClose(3).failingToCleanUp(ofTheCleanUp).limit(1).open();
        run(cursor.next());
        assertSame(ofTheCleanUp, failsWith(Throwable.class, cursor.next()));
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }

    // ---- cancellation

    @Test
    void whoIsCancelledWhileItWaitsForTheStream() {
        ItemSource<Integer> source = slowToClose(3).yielding();
        Task<List<Integer>> task = loop.start(source.map(item -> item).toList());
        loop.execute(() -> task.cancel("enough"));
        assertEquals(
                "enough",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("closing", "closed"), events.subList(events.size() - 2, events.size()));
    }

    @Test
    void aFilterThatNothingPassesCanBeCancelled() {
        AsyncStream<Integer> endless =
                AsyncStream.from(Stream.iterate(0, i -> i + 1).onClose(() -> events.add("closed")));
        Task<List<Integer>> task = loop.start(endless.filter(item -> false).toList());
        loop.execute(() -> loop.execute(() -> task.cancel("enough")));
        assertEquals(
                "enough",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("closed"), events);
    }

    // ---- use

    @Test
    void theyUseTheStreamUpAndRunNothing() {
        for (UnaryOperator<AsyncStream<Integer>> operator : operators().subList(0, 9)) {
            AsyncStream<Integer> stream = numbers(1).map(item -> item);
            AsyncStream<Integer> made = operator.apply(stream);
            assertThrows(IllegalStateException.class, stream::open, made.toString());
            assertThrows(IllegalStateException.class, () -> operator.apply(stream), made.toString());
            made.open();
        }
        assertEquals(List.of(), events);
    }

    @Test
    @SuppressWarnings("NullAway")
    void argumentsAreCheckedAtTheCallAndLeaveTheStreamUnused() {
        AsyncStream<Integer> stream = numbers(1);
        assertThrows(NullPointerException.class, () -> stream.map(null));
        assertThrows(NullPointerException.class, () -> stream.filter(null));
        assertThrows(NullPointerException.class, () -> stream.flatMap(null));
        assertThrows(NullPointerException.class, () -> stream.takeWhile(null));
        assertThrows(NullPointerException.class, () -> stream.dropWhile(null));
        assertThrows(NullPointerException.class, () -> stream.scan(0, null));
        assertThrows(IllegalArgumentException.class, () -> stream.limit(-1));
        assertThrows(IllegalArgumentException.class, () -> stream.skip(-1));
        assertThrows(IllegalArgumentException.class, () -> stream.window(0));
        assertEquals(List.of(1), hot(stream.toList()));
    }

    @Test
    void whatTheyAreCalled() {
        assertEquals(
                "limit of map of Shop.rows, not opened",
                numbers(1).map(i -> i).limit(1).toString());
        assertEquals(
                "flatMap of Shop.rows, not opened",
                numbers(1).flatMap(AsyncStream::of).toString());
    }
}
