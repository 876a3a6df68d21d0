package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The coroutines that consume a stream. */
class StreamTerminalsTest extends StreamFixture {
    private static final List<Function<AsyncStream<Integer>, Coroutine<?>>> ALL = List.of(
            s -> s.forEach(item -> {}),
            s -> s.forEachAsync(item -> Weft.done()),
            AsyncStream::toList,
            s -> s.collect(Collectors.counting()),
            s -> s.reduce(0, Integer::sum),
            AsyncStream::findFirst,
            s -> s.anyMatch(item -> item == 3),
            AsyncStream::count);

    @Test
    void theirResults() {
        assertEquals(List.of(1, 2, 3), awaited(numbers(3).toList()));
        assertEquals(3L, awaited(numbers(3).count()));
        assertEquals(6, awaited(numbers(3).reduce(0, Integer::sum)));
        assertEquals("1, 2, 3", awaited(numbers(3).map(String::valueOf).collect(Collectors.joining(", "))));
        assertEquals(Optional.of(1), awaited(numbers(3).findFirst()));
        assertEquals(Optional.empty(), awaited(numbers(0).findFirst()));
        assertEquals(true, awaited(numbers(3).anyMatch(item -> item == 2)));
        assertEquals(false, awaited(numbers(3).anyMatch(item -> item == 4)));
        List<Integer> seen = new ArrayList<>();
        awaited(numbers(3).forEach(seen::add));
        awaited(numbers(3).forEachAsync(item -> {
            seen.add(item);
            return Weft.done();
        }));
        assertEquals(List.of(1, 2, 3, 1, 2, 3), seen);
    }

    @Test
    void alsoIfEachItemSuspendsAndWithoutALoop() {
        assertEquals(List.of(1, 2, 3), awaited(numbers(3).yielding().toList()));
        assertEquals(true, awaited(numbers(3).yielding().anyMatch(item -> item == 2)));
        assertEquals(List.of(1, 2, 3), hot(numbers(3).toList()));
        assertEquals(3L, hot(numbers(3).count()));
        assertEquals(Optional.of(1), hot(numbers(3).findFirst()));
        assertSame(failure, hotFailure(numbers(3).failing(1, failure).toList()));
    }

    @Test
    void nothingRunsBeforeTheyAreAwaited() {
        for (Function<AsyncStream<Integer>, Coroutine<?>> terminal : ALL) {
            Coroutine<?> made = terminal.apply(numbers(3));
            assertEquals(List.of(), events, made.toString());
        }
    }

    @Test
    void theListCannotBeChanged() {
        List<Integer> list = awaited(numbers(1).toList());
        assertThrows(UnsupportedOperationException.class, () -> list.add(2));
    }

    @Test
    void nullItems() {
        assertEquals(Arrays.asList(1, null), hot(AsyncStream.of(1, null).toList()));
        NullPointerException e = failsWith(
                NullPointerException.class, new ItemSource<>("", events, Arrays.asList((Object) null)).findFirst());
        assertEquals("findFirst: the first item is null", e.getMessage());
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }

    @Test
    void whoStopsEarlyAsksForNoMoreAndAwaitsTheClosing() {
        awaited(slowToClose(3).findFirst());
        assertEquals(List.of("asks 1", "closing", "closed", "ended"), events);
        assertEquals(SECOND, time.elapsed());
        events.clear();
        awaited(slowToClose(3).anyMatch(item -> item == 2));
        assertEquals(List.of("asks 1", "asks 2", "closing", "closed", "ended"), events);
    }

    @Test
    void aFailureOfTheStreamIsThrownAsItIs() {
        for (Function<AsyncStream<Integer>, Coroutine<?>> terminal : ALL) {
            events.clear();
            assertSame(
                    failure,
                    failsWith(Throwable.class, terminal.apply(slowToClose(3).failing(0, failure))));
            assertEquals(List.of("asks 1", "closing", "closed"), events);
        }
    }

    @Test
    void aFailureOfTheUsersClosesTheStreamFirst() {
        List<Function<AsyncStream<Integer>, Coroutine<?>>> failing = List.of(
                s -> s.forEach(item -> fail(ofTheUser)),
                s -> s.forEachAsync(item -> {
                    throw ofTheUser;
                }),
                s -> s.forEachAsync(item -> Weft.failed(ofTheUser)),
                s -> s.reduce(0, (a, b) -> fail(ofTheUser)),
                s -> s.anyMatch(item -> fail(ofTheUser) > 0),
                s -> s.collect(Collectors.reducing(0, (a, b) -> fail(ofTheUser))));
        for (Function<AsyncStream<Integer>, Coroutine<?>> terminal : failing) {
            events.clear();
            assertSame(ofTheUser, failsWith(Throwable.class, terminal.apply(slowToClose(3))));
            assertEquals(List.of("asks 1", "closing", "closed"), events);
        }
    }

    @Test
    void aFailureOfTheCleanUpIsSuppressedInIt() {
        Coroutine<?> body = slowToClose(3).failingToCleanUp(ofTheCleanUp).forEach(item -> fail(ofTheUser));
        assertSame(ofTheUser, failsWith(Throwable.class, body));
        assertSame(ofTheCleanUp, ofTheUser.getSuppressed()[0]);
        assertSame(
                ofTheCleanUp,
                hotFailure(numbers(3).failingToCleanUp(ofTheCleanUp).findFirst()));
    }

    @Test
    void aSupplierThatFailsClosesAStreamThatHasNotBegun() {
        Coroutine<?> collect = AsyncStream.from(Stream.of(1).onClose(() -> events.add("closed")))
                .collect(Collectors.toCollection(() -> new ArrayList<>(fail(ofTheUser))));
        assertSame(ofTheUser, failsWith(Throwable.class, collect));
        assertEquals(List.of("closed"), events);
    }

    @Test
    void forEachAsyncAwaitsEachBeforeItAsksForTheNext() {
        awaited(numbers(2)
                .forEachAsync(item -> Script.<Void>of("body")
                        .await(Weft.sleep(SECOND))
                        .then(v -> events.add("did " + item))
                        .give(null)));
        assertEquals(List.of("asks 1", "did 1", "asks 2", "did 2", "asks 3", "closing", "closed", "ended"), events);
    }

    @Test
    void whoIsCancelledInTheBodyClosesTheStream() {
        Task<Void> task = loop.start(slowToClose(3).forEachAsync(item -> Weft.sleep(LONG)));
        loop.schedule(SECOND, () -> task.cancel("enough"));
        assertEquals(
                "enough",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }

    @Test
    void whoIsCancelledInTheStreamGetsItThere() {
        Task<Long> task = loop.start(AsyncStream.from(new Cursor(events)).count());
        loop.schedule(SECOND, () -> task.cancel("enough"));
        assertEquals(
                "enough",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("next", "close"), events);
    }

    /** Never gives an item. */
    private record Cursor(List<String> events) implements AsyncCursor<Integer> {
        @Override
        public Coroutine<Boolean> next() {
            events.add("next");
            return Script.<Boolean>of("next").await(Weft.sleep(LONG));
        }

        @Override
        public Integer current() {
            throw new IllegalStateException();
        }

        @Override
        public Coroutine<Void> closeAsync() {
            events.add("close");
            return Weft.sleep(SECOND);
        }
    }

    @Test
    void theyUseTheStreamUp() {
        for (Function<AsyncStream<Integer>, Coroutine<?>> terminal : ALL) {
            AsyncStream<Integer> stream = numbers(1);
            Coroutine<?> made = terminal.apply(stream);
            assertThrows(IllegalStateException.class, stream::open, made.toString());
            assertThrows(IllegalStateException.class, () -> terminal.apply(stream), made.toString());
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void anArgumentThatIsNullLeavesTheStreamUnused() {
        AsyncStream<Integer> stream = numbers(1);
        assertThrows(NullPointerException.class, () -> stream.forEach(null));
        assertThrows(NullPointerException.class, () -> stream.forEachAsync(null));
        assertThrows(NullPointerException.class, () -> stream.collect(null));
        assertThrows(NullPointerException.class, () -> stream.reduce(0, null));
        assertThrows(NullPointerException.class, () -> stream.anyMatch(null));
        assertEquals(List.of(1), awaited(stream.toList()));
    }

    @Test
    void whatTheyAreCalled() {
        assertEquals("toList of Shop.rows", numbers(1).toList().toString());
        assertEquals(
                "count of filter of map of Shop.rows",
                numbers(1).map(item -> item).filter(item -> true).count().toString());
    }

    @Test
    void aMillionItemsLetOthersRun() {
        int[] turns = {0};
        Script<Object> other = script("other");
        for (int i = 0; i < 1000; i++) {
            other.then(v -> turns[0]++).await(Weft.yieldNow());
        }
        Task<Object> beside = loop.start(other);
        assertEquals(1_000_000L, awaited(AsyncStream.from(upTo(1_000_000)).count()));
        assertEquals(1000, turns[0]);
        assertEquals(true, beside.isDone());
    }
}
