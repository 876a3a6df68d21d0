package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams of several others: one after the other, or side by side. */
class StreamsOfStreamsTest extends StreamFixture {
    // ---- flatMap

    @Test
    void oneAfterTheOther() {
        AsyncStream<Integer> flat = numbers("outer", 3)
                .yielding()
                .flatMap(i -> numbers("inner " + i, i).yielding().map(j -> 10 * i + j));
        assertEquals(List.of(11, 21, 22, 31, 32, 33), awaited(flat.toList()));
        assertEquals(
                List.of("inner 1 closed", "inner 2 closed", "inner 3 closed", "outer closed"),
                events.stream().filter(e -> e.contains("closed")).toList());
        assertEquals(
                List.of(1, 1, 2),
                hot(numbers(2).flatMap(i -> AsyncStream.from(upTo(i))).toList()));
        assertEquals(List.of(), hot(numbers(3).flatMap(i -> AsyncStream.of()).toList()));
    }

    @Test
    void theNextOneIsMadeWhenTheOneBeforeHasEnded() {
        awaited(numbers(2).flatMap(i -> numbers("inner", 1)).toList());
        List<String> each = List.of("asks 1", "asks 2", "inner closing", "inner closed");
        assertEquals(each, events.subList(1, 5));
        assertEquals("asks 2", events.get(5));
    }

    @Test
    void theInnerIsClosedBeforeTheOuter() {
        AsyncCursor<Integer> cursor = numbers("outer", 2)
                .cleaningUpBy(Weft.sleep(SECOND))
                .flatMap(i -> numbers("inner", 2).cleaningUpBy(Weft.sleep(SECOND)))
                .limit(1)
                .open();
        run(cursor.next());
        assertEquals(false, run(cursor.next()));
        assertEquals(
                List.of("asks 1", "asks 1", "inner closing", "inner closed", "outer closing", "outer closed"), events);
    }

    @Test
    void throughOperatorsOnBothSidesToo() {
        AsyncCursor<Integer> cursor = numbers("outer", 2)
                .map(i -> i)
                .flatMap(i ->
                        numbers("inner", 2).cleaningUpBy(Weft.sleep(SECOND)).map(j -> j))
                .map(i -> i)
                .open();
        run(cursor.next());
        run(cursor.closeAsync());
        assertEquals(
                List.of("asks 1", "asks 1", "inner closing", "inner closed", "outer closing", "outer closed"), events);
    }

    @Test
    void aFailureOfTheInnerClosesTheOuter() {
        Coroutine<?> all = slowToClose(2)
                .flatMap(i -> numbers("inner", 2).failing(1, failure))
                .toList();
        assertSame(failure, failsWith(Throwable.class, all));
        assertEquals(
                List.of("asks 1", "asks 1", "asks 2", "inner closing", "inner closed", "closing", "closed"), events);
    }

    @Test
    void whatTheClosingsThrow() {
        IllegalStateException inner = new IllegalStateException("inner");
        AsyncCursor<Integer> one =
                numbers(1).flatMap(i -> numbers(1).failingToCleanUp(inner)).open();
        run(one.next());
        assertSame(inner, failsWith(Throwable.class, one.closeAsync()));
        AsyncCursor<Integer> two = slowToClose(1)
                .failingToCleanUp(ofTheCleanUp)
                .flatMap(i -> numbers(1))
                .open();
        run(two.next());
        assertSame(ofTheCleanUp, failsWith(Throwable.class, two.closeAsync()));
        AsyncCursor<Integer> both = slowToClose(1)
                .failingToCleanUp(ofTheCleanUp)
                .flatMap(i -> numbers(1).failingToCleanUp(inner))
                .open();
        run(both.next());
        assertSame(inner, failsWith(Throwable.class, both.closeAsync()));
        assertSame(ofTheCleanUp, inner.getSuppressed()[0]);
    }

    @Test
    @SuppressWarnings("NullAway")
    void aFunctionThatReturnsNull() {
        Throwable e =
                failsWith(Throwable.class, slowToClose(1).flatMap(i -> null).toList());
        assertEquals("the function of flatMap returned null", e.getMessage());
        assertEquals(List.of("asks 1", "closing", "closed"), events);
    }

    @Test
    void aMillionInnerStreams() {
        assertEquals(
                1_000_000L,
                awaited(AsyncStream.from(upTo(1_000_000))
                        .flatMap(i -> AsyncStream.of(i))
                        .count()));
        assertEquals(
                0L,
                awaited(AsyncStream.from(upTo(1_000_000))
                        .flatMap(i -> AsyncStream.of())
                        .count()));
    }

    @Test
    void operatorsDeepWithinOneAnother() {
        AsyncStream<Integer> stream = AsyncStream.from(upTo(10));
        for (int i = 0; i < 10_000; i++) {
            stream = i % 2 == 0 ? stream.map(item -> item + 1) : stream.flatMap(item -> AsyncStream.of(item));
        }
        assertEquals(5001, awaited(stream.toList()).get(0));
    }

    @Test
    void aTreeOfStreamsIsClosedAsAWhole() {
        AsyncCursor<Integer> cursor = nested(1000).open();
        run(cursor.next());
        assertEquals(1000, cursor.current());
        run(cursor.closeAsync());
        assertEquals(1000, events.stream().filter("closed"::equals).count());
    }

    private AsyncStream<Integer> nested(int depth) {
        AsyncStream<Integer> outer = AsyncStream.from(Stream.of(depth).onClose(() -> events.add("closed")));
        return depth == 1 ? outer.map(i -> 1000) : outer.flatMap(i -> nested(i - 1));
    }

    /** An inner stream that was made is closed, though the task is cancelled before it has begun. */
    @Test
    void noInnerStreamIsLostByACancellation() {
        for (int turns = 0; turns < 40; turns++) {
            int[] open = {0, 0};
            Stream<Integer> endless = Stream.iterate(0, i -> i + 1);
            Task<Long> task = loop.start(AsyncStream.from(endless)
                    .flatMap(i -> {
                        open[0]++;
                        open[1]++;
                        return AsyncStream.from(Stream.<Integer>of().onClose(() -> open[0]--));
                    })
                    .count());
            cancelAfter(turns, task);
            assertThrows(CancellationException.class, () -> run(task));
            assertEquals(0, open[0], "still open of " + open[1]);
            assertTrue(open[1] > 0 || turns == 0, "nothing ran in " + turns + " turns");
        }
    }

    /** The same, if the closing of what has not begun takes its time, and fails. */
    @Test
    void andItsClosingIsAwaited() {
        Stream<Integer> endless = Stream.iterate(0, i -> i + 1);
        Task<Long> task = loop.start(AsyncStream.from(endless.onClose(() -> events.add("outer closed")))
                .flatMap(i -> AsyncStream.from(new Unbegun()))
                .count());
        cancelAfter(2, task);
        CancellationException e = assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("closing", "closed", "outer closed"), events);
        assertSame(ofTheCleanUp, e.getCause().getSuppressed()[0]);
    }

    /** Has no items. To close it is easy if that was asked for. */
    private final class Unbegun implements AsyncCursor<Integer> {
        private boolean asked;

        @Override
        public Coroutine<Boolean> next() {
            asked = true;
            return Weft.result(false);
        }

        @Override
        public Integer current() {
            throw new IllegalStateException();
        }

        @Override
        public Coroutine<Void> closeAsync() {
            if (asked) {
                return Weft.done();
            }
            return Script.<Void>of("close")
                    .then(v -> events.add("closing"))
                    .await(Weft.sleep(SECOND))
                    .then(v -> {
                        events.add("closed");
                        throw ofTheCleanUp;
                    });
        }
    }

    private void cancelAfter(int turns, Task<?> task) {
        if (turns == 0) {
            loop.execute(task::cancel);
        } else {
            loop.execute(() -> cancelAfter(turns - 1, task));
        }
    }

    // ---- zip

    @Test
    void sideBySide() {
        AsyncStream<String> pairs =
                AsyncStream.zip(numbers("a", 2).yielding(), numbers("b", 3).yielding(), (a, b) -> a + "+" + (b * 10));
        assertEquals(List.of("1+10", "2+20"), awaited(pairs.toList()));
        assertEquals(
                List.of(2, 4),
                hot(AsyncStream.zip(numbers(2), numbers(2), Integer::sum).toList()));
    }

    @Test
    void whenOneEndsTheOtherIsClosed() {
        ItemSource<Integer> slow = numbers("b", 3).cleaningUpBy(Weft.sleep(SECOND));
        assertEquals(
                List.of(2),
                awaited(AsyncStream.zip(numbers("a", 1), slow, Integer::sum).toList()));
        assertEquals(
                List.of("asks 1", "asks 1", "asks 2", "a closing", "a closed", "b closing", "b closed", "ended"),
                events);
        events.clear();
        slow = numbers("a", 3).cleaningUpBy(Weft.sleep(SECOND));
        assertEquals(
                List.of(),
                awaited(AsyncStream.zip(slow, numbers("b", 0), Integer::sum).toList()));
        assertEquals(List.of("asks 1", "asks 1", "b closing", "b closed", "a closing", "a closed", "ended"), events);
    }

    @Test
    void whenOneFailsTheOtherIsClosedFirst() {
        ItemSource<Integer> slow =
                numbers("b", 3).cleaningUpBy(Weft.sleep(SECOND)).failingToCleanUp(ofTheCleanUp);
        Coroutine<?> all = AsyncStream.zip(numbers("a", 3).failing(1, failure), slow, Integer::sum)
                .toList();
        assertSame(failure, failsWith(Throwable.class, all));
        assertSame(ofTheCleanUp, failure.getSuppressed()[0]);
        assertEquals(List.of("a closed", "b closing", "b closed"), events.subList(events.size() - 3, events.size()));
        slow = numbers("a", 3).cleaningUpBy(Weft.sleep(SECOND));
        Coroutine<?> user = AsyncStream.zip(slow, numbers("b", 1), (a, b) -> fail(ofTheUser))
                .toList();
        assertSame(ofTheUser, failsWith(Throwable.class, user));
        assertEquals(
                List.of("a closing", "a closed", "b closing", "b closed"),
                events.subList(events.size() - 4, events.size()));
    }

    @Test
    void bothAreClosedWhateverTheFirstOneThrows() {
        AsyncCursor<Integer> cursor = AsyncStream.zip(
                        numbers("a", 3).cleaningUpBy(Weft.sleep(SECOND)).failingToCleanUp(ofTheCleanUp),
                        numbers("b", 3).cleaningUpBy(Weft.sleep(SECOND)).failingToCleanUp(ofTheUser),
                        Integer::sum)
                .open();
        run(cursor.next());
        assertSame(ofTheCleanUp, failsWith(Throwable.class, cursor.closeAsync()));
        assertSame(ofTheUser, ofTheCleanUp.getSuppressed()[0]);
        assertEquals(List.of("asks 1", "asks 1", "a closing", "a closed", "b closing", "b closed"), events);
    }

    @Test
    void aZipThatHasNotBegunClosesBoth() {
        AsyncStream<Integer> a = AsyncStream.from(Stream.of(1).onClose(() -> events.add("a")));
        AsyncStream<Integer> b = AsyncStream.from(Stream.of(1).onClose(() -> events.add("b")));
        hot(AsyncStream.zip(a, b, Integer::sum).open().closeAsync());
        assertEquals(List.of("a", "b"), events);
    }

    @Test
    void whatTheyAreCalled() {
        assertEquals(
                "zip of Shop.a rows and Shop.b rows, not opened",
                AsyncStream.zip(numbers("a", 1), numbers("b", 1), Integer::sum).toString());
    }
}
