package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link AsyncStream#merge}. */
class MergeTest extends StreamFixture {
    @AfterEach
    void noTaskIsLeft() {
        assertEquals(Set.of(), loop.tasks());
    }

    private StreamSource source(String name) {
        return StreamSource.of(name, events);
    }

    @Test
    void itemsAsTheyCome() {
        AsyncStream<Object> a =
                source("a").sleep(SECOND).emit(1).sleep(SECOND.multipliedBy(2)).emit(3);
        AsyncStream<Object> b = source("b")
                .sleep(SECOND.multipliedBy(2))
                .emit(2)
                .sleep(SECOND.multipliedBy(2))
                .emit(4);
        assertEquals(List.of(1, 2, 3, 4), run(AsyncStream.merge(a, b).toList()));
        assertEquals(Duration.ofSeconds(4), time.elapsed());
    }

    @Test
    void noneAndOne() {
        assertEquals(List.of(), run(AsyncStream.<Object>merge().toList()));
        assertEquals(
                List.of(1, 2), run(AsyncStream.merge(source("a").emitAll(1, 2)).toList()));
    }

    @Test
    void eachIsOneItemAhead() {
        AsyncCursor<Integer> items =
                AsyncStream.<Integer>merge(numbers("a", 9), numbers("b", 9)).open();
        assertTrue(run(items.next()));
        runReady();
        assertEquals(List.of("asks 1", "asks 1", "asks 2"), events);
        run(items.closeAsync());
    }

    @Test
    void fastOnesDoNotStarveOthers() {
        List<Object> all = run(AsyncStream.merge(
                        source("a").emitAll("a", "a", "a"), source("b").emitAll("b", "b", "b"))
                .toList());
        assertEquals(List.of("a", "b", "a", "b", "a", "b"), all);
    }

    @Test
    void theFirstFailureClosesTheOthersAndAwaitsThem() {
        AsyncStream<Object> a = source("a").sleep(LONG).cleanUp(Weft.sleep(SECOND));
        AsyncStream<Object> b = source("b").sleep(SECOND).fail(failure);
        assertSame(failure, failsWith(IOException.class, AsyncStream.merge(a, b).toList()));
        assertEquals(List.of("a begins", "b begins", "b closed", "a closed"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void laterFailuresAreSuppressedInTheFirst() {
        AsyncStream<Object> a = source("a").sleep(LONG).failingCleanUp(ofTheCleanUp);
        AsyncStream<Object> b = source("b").sleep(SECOND).fail(failure);
        assertSame(failure, failsWith(IOException.class, AsyncStream.merge(a, b).toList()));
        assertEquals(List.of(ofTheCleanUp), List.of(failure.getSuppressed()));
    }

    @Test
    void whatWasThereComesBeforeTheFailure() {
        Consume all = Consume.of(AsyncStream.merge(
                        source("a").emitAll(1, 2, 3), source("b").sleep(SECOND).fail(failure)))
                .pause(SECOND.multipliedBy(5));
        assertSame(failure, failsWith(IOException.class, all));
        assertEquals(List.of(1, 2), all.taken());
    }

    @Test
    void theFirstOfSeveral() {
        AsyncStream<Object> stream = AsyncStream.merge(
                source("a").sleep(LONG), source("b").sleep(SECOND).emit("b").sleep(LONG));
        assertEquals(Optional.of("b"), awaited(stream.findFirst()));
        assertEquals(Set.of("a closed", "b closed"), Set.copyOf(events.subList(2, 4)));
        assertEquals("ended", events.get(4));
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void insideOfMergeToo() {
        AsyncStream<Object> inner = AsyncStream.merge(
                source("a").emitAll(1, 2), source("b").sleep(LONG).emit(3));
        assertEquals(
                List.of(1, 9),
                run(AsyncStream.merge(inner.limit(1), source("c").sleep(SECOND).emit(9))
                        .toList()));
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void cancelled() {
        Task<List<Object>> task = loop.start(
                AsyncStream.merge(source("a").sleep(LONG), source("b").emit(1).sleep(LONG))
                        .toList());
        runReady();
        task.cancel();
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("a closed", "b closed"), events.subList(2, 4));
    }

    @Test
    void closedBeforeTheBeginningItClosesAll() {
        StreamSource a = source("a");
        StreamSource b = source("b");
        run(AsyncStream.merge(a, b).open().closeAsync());
        assertEquals("Source.a, ended", a.toString());
        assertEquals("Source.b, ended", b.toString());
        assertEquals(List.of(), events);
    }

    @Test
    void withoutALoopAllAreClosed() {
        List<String> closed = new ArrayList<>();
        AsyncStream<Integer> a = AsyncStream.from(List.of(1).stream().onClose(() -> closed.add("a")));
        AsyncStream<Integer> b = AsyncStream.from(List.of(2).stream().onClose(() -> {
            closed.add("b");
            throw ofTheUser;
        }));
        Throwable none = hotFailure(AsyncStream.merge(a, b).toList());
        assertEquals(
                "AsyncStream.merge needs a running event loop, and this hot method was called without one",
                none.getMessage());
        assertEquals(List.of("a", "b"), closed);
        assertSame(ofTheUser, none.getSuppressed()[0]);
    }

    @Test
    void namesAndArguments() {
        StreamSource a = source("a");
        AsyncStream<Object> merged = AsyncStream.merge(a, source("b"));
        assertEquals("merge of Source.a, Source.b, not opened", merged.toString());
        assertThrows(IllegalStateException.class, () -> AsyncStream.merge(a));
        assertThrows(NullPointerException.class, () -> AsyncStream.merge(source("c"), null));
        run(merged.open().closeAsync());
    }
}
