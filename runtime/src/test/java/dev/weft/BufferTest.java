package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncStream.Overflow;
import dev.weft.sync.AsyncLock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link AsyncStream#buffer(int)}. */
class BufferTest extends LoopFixture {
    private final List<Object> undelivered = new ArrayList<>();

    @AfterEach
    void noTaskIsLeft() {
        assertEquals(Set.of(), loop.tasks());
    }

    private StreamSource source() {
        return StreamSource.of("rows", events);
    }

    /** Emits numbers from 1 on, one a second. */
    private StreamSource ticking(int number) {
        StreamSource source = source();
        for (int i = 1; i <= number; i++) {
            source.sleep(SECOND).emit(i);
        }
        return source;
    }

    @Test
    void makingAndUsingOverlap() {
        assertEquals(List.of(1, 2, 3, 4), run(Consume.of(ticking(4).buffer(4)).pause(SECOND)));
        assertEquals(Duration.ofSeconds(5), time.elapsed());
        assertEquals(List.of("rows begins", "rows closed"), events);
    }

    @Test
    void atMostSoManyAndOneInHand() {
        StreamSource source = source().emitAll(1, 2, 3).awaits(Weft.done()).emitAll(4, 5);
        AsyncCursor<Object> items = source.buffer(2).open();
        assertTrue(run(items.next()));
        runReady();
        assertEquals("buffer of Source.rows, at an item", items.toString());
        assertEquals("Source.rows, at an item", source.toString());
        assertEquals(1, items.current());
        List<Object> rest = new ArrayList<>();
        while (run(items.next())) {
            rest.add(items.current());
        }
        assertEquals(List.of(2, 3, 4, 5), rest);
    }

    @Test
    void nothingRunsBeforeItIsAskedFor() {
        AsyncCursor<Object> items = ticking(1).buffer(1).open();
        runReady();
        assertEquals(List.of(), events);
        assertEquals(Set.of(), loop.tasks());
        run(items.closeAsync());
        assertEquals(List.of(), events); // the source never began
    }

    @Test
    void closingBeforeTheBeginningClosesTheSource() {
        StreamSource source = ticking(1);
        run(source.buffer(1).open().closeAsync());
        assertEquals("Source.rows, ended", source.toString());
    }

    @Test
    void aStreamIsUsedUpAtTheCall() {
        StreamSource source = ticking(1);
        AsyncStream<Object> buffered = source.buffer(1);
        assertThrows(IllegalStateException.class, source::open);
        assertThrows(IllegalStateException.class, () -> source.buffer(1));
        run(buffered.open().closeAsync());
    }

    @Test
    void anEarlyCloseCancelsAndAwaitsTheSource() {
        AsyncStream<Object> stream =
                ticking(9).cleanUp(Weft.sleep(SECOND)).buffer(3, Overflow.SUSPEND, undelivered::add);
        assertEquals(List.of(1), run(Consume.of(stream).most(1).noting(events)));
        assertEquals(List.of("rows begins", "got 1", "rows closed", "done"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
        assertEquals(List.of(), undelivered);
    }

    @Test
    void whatLiesThereAndWhatIsInHandIsUndelivered() {
        AsyncCursor<Object> items = source().emitAll(1, 2, 3, 4, 5)
                .buffer(2, Overflow.SUSPEND, undelivered::add)
                .open();
        run(items.next());
        runReady();
        run(items.closeAsync());
        assertEquals(List.of(2, 3, 4), undelivered.stream().sorted().toList());
        assertEquals(List.of("rows begins", "rows closed"), events);
    }

    @Test
    void cancelledBeforeItsTaskRuns() {
        AsyncStream<Object> stream = source().emit(1).buffer(1, Overflow.SUSPEND, undelivered::add);
        Task<List<Object>> task = loop.start(Consume.of(stream));
        run(loop.start(script("canceller").then(v -> task.cancel())));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of(1), undelivered);
    }

    @Test
    void aFailureComesBehindTheItemsBefore() {
        IOException failure = new IOException("bad");
        AsyncCursor<Object> items =
                source().emitAll(1, 2).fail(failure).buffer(5).open();
        assertTrue(run(items.next()));
        runReady();
        assertTrue(run(items.next()));
        assertSame(failure, assertThrows(IOException.class, () -> run(items.next())));
        assertThrows(IllegalStateException.class, () -> run(items.next()));
        run(items.closeAsync());
    }

    @Test
    void aFailingCleanUpFailsTheClose() {
        AsyncCursor<Object> items = source().emitAll(1, 2, 3)
                .failingCleanUp(new IOException("clean-up"))
                .buffer(1)
                .open();
        run(items.next());
        runReady();
        assertEquals(
                "clean-up",
                assertThrows(IOException.class, () -> run(items.closeAsync())).getMessage());
    }

    @Test
    void cancelledInNext() {
        AsyncStream<Object> stream =
                source().emit(1).sleep(LONG).cleanUp(Weft.sleep(SECOND)).buffer(1);
        Consume all = Consume.of(stream);
        Task<List<Object>> task = loop.start(all);
        runReady();
        assertEquals(List.of(1), all.taken());
        task.cancel("enough");
        assertEquals(
                "enough",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("rows begins", "rows closed"), events);
        assertEquals("buffer of Source.rows, failed", stream.toString());
    }

    @Test
    void aLimitEndsTheStream() {
        AsyncCursor<Object> items = source().sleep(LONG).emit(1).buffer(1).open();
        assertThrows(java.util.concurrent.TimeoutException.class, () -> run(Weft.withTimeout(SECOND, items.next())));
        assertEquals(List.of("rows begins", "rows closed"), events);
        assertEquals(Set.of(), loop.tasks());
        assertThrows(IllegalStateException.class, () -> run(items.next()));
    }

    @Test
    void theOldestIsDropped() {
        AsyncStream<Object> stream = source().emitAll(1, 2, 3, 4, 5).buffer(2, Overflow.DROP_OLDEST, undelivered::add);
        assertEquals(List.of(4, 5), run(Consume.of(stream)));
        assertEquals(List.of(1, 2, 3), undelivered);
    }

    @Test
    void theLatestIsDropped() {
        AsyncStream<Object> stream = source().emitAll(1, 2, 3, 4, 5).buffer(2, Overflow.DROP_LATEST, undelivered::add);
        assertEquals(List.of(1, 2), run(Consume.of(stream)));
        assertEquals(List.of(3, 4, 5), undelivered);
    }

    @Test
    void undeliveredThatThrowsWhileTheStreamGoesOn() {
        AsyncStream<Object> stream = source().emitAll(1, 2, 3, 4).buffer(1, Overflow.DROP_LATEST, item -> {
            undelivered.add(item);
            throw new IllegalArgumentException("no " + item);
        });
        Consume all = Consume.of(stream);
        Throwable failure = assertThrows(IllegalArgumentException.class, () -> run(all));
        assertEquals("no 2", failure.getMessage());
        assertEquals(2, failure.getSuppressed().length);
        assertEquals(List.of(2, 3, 4), undelivered);
        assertEquals(List.of(1), all.taken());
    }

    @Test
    void aSourceThatIsAlwaysReadyLetsOthersRun() {
        AsyncStream<Object> stream = source().emitAll(
                        java.util.stream.IntStream.range(0, 10_000).boxed().toArray())
                .buffer(1, Overflow.DROP_OLDEST, undelivered::add);
        Task<List<Object>> task = loop.start(Consume.of(stream));
        runTurns(4);
        assertFalse(task.isDone());
        assertEquals(
                List.of(9999),
                run(task).subList(task.resultNow().size() - 1, task.resultNow().size()));
        assertEquals(10_000, task.resultNow().size() + undelivered.size());
    }

    /** In Rust this hangs: a buffered source runs only while the consumer asks. */
    @Test
    void aLockThatSourceAndConsumerTakeInTurn() {
        AsyncLock lock = new AsyncLock();
        StreamSource source = source();
        for (int i = 0; i < 3; i++) {
            source.awaits(script("locked").await(v -> lock.acquire()).then(permit -> {
                        ((dev.weft.sync.Permit) permit).close();
                        return null;
                    }))
                    .emit(i);
        }
        AsyncCursor<Object> items = source.buffer(1).open();
        Script<Object> consumer = script("consumer");
        for (int i = 0; i < 3; i++) {
            consumer.await(v -> items.next())
                    .await(v -> lock.acquire())
                    .await(permit -> script("use").await(Weft.sleep(SECOND)).then(v -> {
                        ((dev.weft.sync.Permit) permit).close();
                        return null;
                    }));
        }
        run(consumer.await(v -> items.closeAsync()));
        assertEquals(Duration.ofSeconds(3), time.elapsed());
    }

    @Test
    void aSourceThatWaitsForItsConsumerIsADeadlock() {
        List<Task<List<Object>>> self = new ArrayList<>();
        StreamSource source = source();
        source.awaits(script("waits").await(v -> self.get(0)));
        self.add(loop.start(Consume.of(source.buffer(1))));
        assertThrows(DeadlockException.class, () -> run(self.get(0)));
    }

    @Test
    void consumedByTasksOfTwoLoops() {
        AsyncCursor<Object> items = source().emitAll(1, 2, 3).buffer(1).open();
        assertTrue(run(items.next()));
        runReady();
        EventLoop other = uncaught.watch(EventLoop.create());
        assertTrue(other.runUntilComplete(items.next()));
        assertEquals(2, items.current());
        other.close();
        assertTrue(run(items.next()));
        assertFalse(run(items.next()));
    }

    @Test
    void theBindingsOfTheConsumer() {
        ContextLocal<String> user = ContextLocal.create("user");
        StreamSource source = source().awaits(script("reads").then(v -> events.add(user.orElse("nobody"))));
        run(user.where("ann", Consume.of(source.buffer(1))));
        assertEquals(List.of("rows begins", "ann", "rows closed"), events);
    }

    @Test
    void withoutALoopTheSourceIsClosed() {
        StreamSource source = ticking(1);
        AsyncCursor<Object> items = source.buffer(1).open();
        Throwable failure = assertThrows(
                        java.util.concurrent.ExecutionException.class,
                        () -> script("hot").await(items.next()).hot().get())
                .getCause();
        assertEquals(
                "AsyncStream.buffer needs a running event loop, and this hot method was called without one",
                failure.getMessage());
        assertEquals("Source.rows, ended", source.toString());
    }

    @Test
    void arguments() {
        StreamSource source = ticking(1);
        assertThrows(IllegalArgumentException.class, () -> source.buffer(0));
        assertThrows(NullPointerException.class, () -> source.buffer(1, null, undelivered::add));
        assertThrows(NullPointerException.class, () -> source.buffer(1, Overflow.SUSPEND, null));
        assertEquals("Source.rows, not opened", source.toString());
    }
}
