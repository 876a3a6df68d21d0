package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncQueue;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams whose items come from elsewhere. */
class StreamSourcesTest extends StreamFixture {
    private Stream<Integer> closing(Stream<Integer> items) {
        return items.onClose(() -> events.add("closed"));
    }

    @Test
    void theItemsOfAnArrayAndOfAnIterable() {
        Integer[] array = {1, 2, 3};
        AsyncStream<Integer> of = AsyncStream.of(array);
        array[0] = 9;
        assertEquals(List.of(1, 2, 3), hot(of.toList()));
        assertEquals(List.of(), hot(AsyncStream.of().toList()));
        assertEquals(List.of(1, 2), hot(AsyncStream.from(List.of(1, 2)).toList()));
        assertEquals(Arrays.asList(null, null), hot(AsyncStream.of(null, null).toList()));
    }

    @Test
    void theIteratorIsMadeWhenTheFirstItemIsAskedFor() {
        Iterable<Integer> items = () -> {
            events.add("made");
            return List.of(1).iterator();
        };
        AsyncCursor<Integer> cursor = AsyncStream.from(items).open();
        Coroutine<Boolean> next = cursor.next();
        assertEquals(List.of(), events);
        assertEquals(true, hot(next));
        assertEquals(List.of("made"), events);
        hot(AsyncStream.from(items).open().closeAsync());
        assertEquals(List.of("made"), events);
    }

    @Test
    void whatAnIteratorThrowsFailsTheStream() {
        Iterable<Integer> made = () -> {
            throw ofTheUser;
        };
        assertSame(ofTheUser, hotFailure(AsyncStream.from(made).toList()));
        Iterable<Integer> asked = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                throw ofTheUser;
            }
        };
        assertSame(ofTheUser, hotFailure(AsyncStream.from(asked).toList()));
    }

    // ---- a stream of Java

    @Test
    void aStreamOfJavaIsClosedOnceAtItsEnd() {
        AsyncCursor<Integer> cursor = AsyncStream.from(closing(Stream.of(1, 2))).open();
        assertEquals(true, hot(cursor.next()));
        assertEquals(true, hot(cursor.next()));
        assertEquals(List.of(), events);
        assertEquals(false, hot(cursor.next()));
        assertEquals(List.of("closed"), events);
        hot(cursor.closeAsync());
        assertEquals(List.of("closed"), events);
    }

    @Test
    void andIfItIsNeverStartedOrStoppedEarly() {
        AsyncCursor<Integer> unstarted = AsyncStream.from(closing(Stream.of(1))).open();
        hot(unstarted.closeAsync());
        hot(unstarted.closeAsync());
        assertEquals(List.of("closed"), events);
        hot(AsyncStream.from(closing(Stream.of(1, 2))).findFirst());
        assertEquals(List.of("closed", "closed"), events);
    }

    @Test
    void andIfItFails() {
        Stream<Integer> failing = closing(Stream.of(1)).peek(item -> fail(ofTheUser));
        AsyncCursor<Integer> cursor = AsyncStream.from(failing).open();
        assertSame(ofTheUser, hotFailure(cursor.next()));
        hot(cursor.closeAsync());
        assertEquals(List.of("closed"), events);
    }

    @Test
    void whatItsClosingThrows() {
        IllegalStateException ofTheClose = new IllegalStateException();
        Stream<Integer> one = Stream.of(1).onClose(() -> fail(ofTheClose));
        assertSame(ofTheClose, hotFailure(AsyncStream.from(one).findFirst()));
        Stream<Integer> two = Stream.of(1).onClose(() -> fail(ofTheClose));
        assertSame(ofTheClose, hotFailure(AsyncStream.from(two).toList()));
        Stream<Integer> failing = Stream.of(1).peek(item -> fail(ofTheUser)).onClose(() -> fail(ofTheClose));
        assertSame(ofTheUser, hotFailure(AsyncStream.from(failing).toList()));
        assertSame(ofTheClose, ofTheUser.getSuppressed()[0]);
    }

    @Test
    void anEndlessOneIsClosedWhenItsConsumerIsCancelled() {
        Task<Long> task = loop.start(
                AsyncStream.from(closing(Stream.iterate(0, i -> i + 1))).count());
        loop.execute(task::cancel);
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("closed"), events);
    }

    // ---- a cursor by hand

    /** Gives the items up to a number, suspends before each, and takes a second to be closed. */
    private final class Cursor implements AsyncCursor<Integer> {
        private final int end;
        private int at;
        private @Nullable Throwable failure;
        private @Nullable Throwable ofTheClose;

        Cursor(int end) {
            this.end = end;
        }

        @Override
        public Coroutine<Boolean> next() {
            return Script.<Boolean>of("next").await(Weft.yieldNow()).then(v -> {
                if (failure != null) {
                    throw failure;
                }
                return at++ < end;
            });
        }

        @Override
        public Integer current() {
            return at;
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return Script.<Void>of("close").await(Weft.sleep(SECOND)).then(v -> {
                events.add("closed");
                if (ofTheClose != null) {
                    throw ofTheClose;
                }
                return null;
            });
        }
    }

    @Test
    void aCursorIsClosedOnceAtItsEnd() {
        assertEquals(List.of(1, 2), awaited(AsyncStream.from(new Cursor(2)).toList()));
        assertEquals(List.of("closed", "ended"), events);
    }

    @Test
    void alsoIfItIsNeverStartedOrStoppedEarly() {
        AsyncCursor<Integer> unstarted = AsyncStream.from(new Cursor(1)).open();
        run(unstarted.closeAsync());
        run(unstarted.closeAsync());
        assertEquals(List.of("closed"), events);
        awaited(AsyncStream.from(new Cursor(2)).findFirst());
        assertEquals(List.of("closed", "closed", "ended"), events);
    }

    @Test
    void alsoIfItFails() {
        Cursor failing = new Cursor(1);
        failing.failure = failure;
        failing.ofTheClose = ofTheCleanUp;
        AsyncCursor<Integer> cursor = AsyncStream.from(failing).open();
        assertSame(failure, failsWith(Throwable.class, cursor.next()));
        run(cursor.closeAsync());
        assertEquals(List.of("closed"), events);
        assertSame(ofTheCleanUp, failure.getSuppressed()[0]);
    }

    @Test
    void alsoIfItHasNoItemWhereItSaysSo() {
        AsyncCursor<Integer> byHand = new AsyncCursor<>() {
            @Override
            public Coroutine<Boolean> next() {
                return Weft.result(true);
            }

            @Override
            public Integer current() {
                throw ofTheUser;
            }

            @Override
            public Coroutine<Void> closeAsync() {
                events.add("closed");
                return Weft.done();
            }
        };
        assertSame(ofTheUser, hotFailure(AsyncStream.from(byHand).toList()));
        assertEquals(List.of("closed"), events);
    }

    @Test
    void whatTheClosingOfACursorThrows() {
        Cursor one = new Cursor(1);
        one.ofTheClose = ofTheCleanUp;
        assertSame(
                ofTheCleanUp, failsWith(Throwable.class, AsyncStream.from(one).toList()));
        Cursor two = new Cursor(1);
        two.ofTheClose = ofTheCleanUp;
        assertSame(
                ofTheCleanUp, failsWith(Throwable.class, AsyncStream.from(two).findFirst()));
        assertEquals(List.of("closed", "closed"), events);
    }

    // ---- deferred

    @Test
    void aStreamIsMadeWhenItsFirstItemIsAskedFor() {
        AsyncStream<Integer> stream = AsyncStream.defer(() -> {
            events.add("made");
            return numbers(2);
        });
        Coroutine<List<Integer>> all = stream.toList();
        assertEquals(List.of(), events);
        assertEquals(upTo(2), hot(all));
        hot(AsyncStream.defer(() -> numbers(fail(ofTheUser))).open().closeAsync());
        assertEquals(List.of("made", "asks 1", "asks 2", "asks 3", "closing", "closed"), events);
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatTheSupplierDoesWrong() {
        assertSame(
                ofTheUser,
                hotFailure(AsyncStream.defer(() -> numbers(fail(ofTheUser))).toList()));
        assertEquals(
                "the supplier of AsyncStream.defer returned null",
                hotFailure(AsyncStream.defer(() -> null).toList()).getMessage());
        AsyncStream<Integer> used = numbers(1);
        used.open();
        hotFailure(AsyncStream.defer(() -> used).toList());
    }

    @Test
    void aMillionThatAreMadeByOneAnother() {
        assertEquals(List.of(0), awaited(down(1_000_000).toList()));
    }

    private static AsyncStream<Integer> down(int n) {
        return n == 0 ? AsyncStream.of(0) : AsyncStream.defer(() -> down(n - 1));
    }

    // ---- arguments, names

    @Test
    void whatTheyAreCalled() {
        for (AsyncStream<?> stream : List.of(AsyncStream.of(1), AsyncStream.from(List.of()))) {
            assertTrue(stream.toString().matches("AsyncStream\\.(of|from), not opened"), stream.toString());
        }
        assertEquals(
                "map of AsyncStream.from, not opened",
                AsyncStream.from(Stream.of(1)).map(i -> i).toString());
        assertEquals(
                "AsyncStream.from, not started",
                AsyncStream.from(new Cursor(1)).open().toString());
        assertEquals(
                "AsyncStream.defer, not opened",
                AsyncStream.defer(() -> numbers(1)).toString());
        assertEquals("end(), not opened", Weft.end().toString());
        assertEquals(
                "AsyncQueue.stream, not opened", AsyncQueue.fifo(1).stream().toString());
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedAtTheCall() {
        assertThrows(NullPointerException.class, () -> AsyncStream.of((Object[]) null));
        assertThrows(NullPointerException.class, () -> AsyncStream.from((Iterable<Object>) null));
        assertThrows(NullPointerException.class, () -> AsyncStream.from((Stream<Object>) null));
        assertThrows(NullPointerException.class, () -> AsyncStream.from((AsyncCursor<Object>) null));
        assertThrows(NullPointerException.class, () -> AsyncStream.defer(null));
        assertThrows(NullPointerException.class, () -> AsyncStream.zip(null, numbers(1), (a, b) -> a));
        assertThrows(NullPointerException.class, () -> AsyncStream.zip(numbers(1), null, (a, b) -> a));
        assertThrows(NullPointerException.class, () -> AsyncStream.zip(numbers(1), numbers(1), null));
    }
}
