package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncStream.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link AsyncStream#produce(int, AsyncFunction)}. */
class ProduceTest extends LoopFixture {
    private final List<Object> undelivered = new ArrayList<>();

    @AfterEach
    void noTaskIsLeft() {
        assertEquals(Set.of(), loop.tasks());
    }

    /** Returns a body that sends numbers from 1 on, and says what it has done. */
    private Script<Void> sending(Sink<Object> sink, int most) {
        Script<Void> body = Script.of("body");
        for (int i = 1; i <= most; i++) {
            int item = i;
            body.await(v -> sink.send(item)).log(events, "sent " + i);
        }
        return body.give(null);
    }

    private Script<Void> cleaning(Script<Void> body, Object cleanUp) {
        return body.caught(failure -> {
                    events.add("" + failure.getMessage());
                    return failure;
                })
                .await(failure -> script("clean-up")
                        .await(cleanUp)
                        .log(events, "cleaned")
                        .then(v -> failure instanceof Throwable thrown ? rethrow(thrown) : null));
    }

    @Test
    void nothingRunsBeforeTheFirstItemIsAskedFor() {
        AsyncStream<Object> stream =
                AsyncStream.produce(1, sink -> sending(sink, 1).log(events, "body"));
        AsyncCursor<Object> items = stream.open();
        runReady();
        assertEquals(List.of(), events);
        assertEquals("produce, not started", stream.toString());
        assertTrue(run(items.next()));
        assertEquals(1, items.current());
        assertFalse(run(items.next()));
        assertEquals(List.of("sent 1", "body"), events);
    }

    @Test
    void theBodyRunsAheadUpToTheCapacity() {
        AsyncCursor<Object> items =
                AsyncStream.produce(2, sink -> sending(sink, 5)).open();
        assertTrue(run(items.next()));
        runReady();
        assertEquals(List.of("sent 1", "sent 2", "sent 3"), events);
        assertTrue(run(items.next()));
        runReady();
        assertEquals("sent 4", events.get(3));
        assertEquals(4, events.size());
        run(items.closeAsync());
    }

    @Test
    void allItemsInOrderAlsoNull() {
        assertEquals(List.of(1, 2, 3, 4, 5), run(Consume.of(AsyncStream.produce(2, sink -> sending(sink, 5)))));
        assertEquals(
                Arrays.asList(null, 1),
                run(Consume.of(AsyncStream.produce(
                        2,
                        sink -> Script.<Void>of("body")
                                .await(v -> sink.send(null))
                                .await(v -> sink.send(1))))));
    }

    @Test
    void aFailureComesBehindWhatWasBefore() {
        IOException failure = new IOException("bad");
        AsyncCursor<Object> items = AsyncStream.produce(
                        9,
                        sink -> sending(sink, 2).then(v -> {
                            throw failure;
                        }))
                .open();
        assertTrue(run(items.next()));
        runReady();
        assertTrue(run(items.next()));
        assertSame(failure, assertThrows(IOException.class, () -> run(items.next())));
        assertSame(
                failure,
                assertThrows(IllegalStateException.class, () -> run(items.next()))
                        .getCause());
        run(items.closeAsync());
    }

    @Test
    void aBodyThatCannotBeMadeIsAFailure() {
        assertThrows(
                IOException.class,
                () -> run(Consume.of(AsyncStream.produce(1, sink -> {
                    throw new IOException("no");
                }))));
        assertThrows(NullPointerException.class, () -> run(Consume.of(AsyncStream.produce(1, sink -> null))));
    }

    @Test
    void aCloseCancelsTheBodyAndAwaitsIt() {
        Consume two = Consume.of(AsyncStream.<Object>produce(
                        2, undelivered::add, sink -> cleaning(sending(sink, 9), Weft.sleep(SECOND))))
                .most(2)
                .noting(events);
        assertEquals(List.of(1, 2), run(two));
        assertEquals(
                List.of("the stream was closed", "cleaned", "done"), events.subList(events.size() - 3, events.size()));
        assertEquals(SECOND, time.elapsed());
        assertEquals(Set.of(), loop.tasks());
        assertEquals(
                allFrom(3, undelivered.size()), undelivered.stream().sorted().toList());
    }

    private static List<Object> allFrom(int first, int number) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(first + i);
        }
        return all;
    }

    @Test
    void whatIsSentAndNotTakenIsHandedOverOnce() {
        AsyncCursor<Object> items = AsyncStream.<Object>produce(2, undelivered::add, sink -> sending(sink, 9))
                .open();
        run(items.next());
        runReady(); // 2 and 3 lie there, 4 waits in the hand of the body
        run(items.closeAsync());
        assertEquals(List.of(2, 3, 4), undelivered.stream().sorted().toList());
        run(items.closeAsync());
        assertEquals(3, undelivered.size());
        assertFalse(run(items.next()));
        assertThrows(IllegalStateException.class, items::current);
    }

    @Test
    void closedBeforeItBeginsTheBodyNeverRuns() {
        AsyncCursor<Object> items =
                AsyncStream.produce(2, sink -> sending(sink, 9)).open();
        run(items.closeAsync());
        assertFalse(run(items.next()));
        assertEquals(List.of(), events);
    }

    @Test
    void theCleanUpOfTheBodyFailsTheClose() {
        AsyncCursor<Object> items = AsyncStream.produce(
                        1,
                        sink -> sending(sink, 9).caught(cancelled -> {
                            throw new IOException("clean-up");
                        }))
                .open();
        run(items.next());
        assertEquals(
                "clean-up",
                assertThrows(IOException.class, () -> run(items.closeAsync())).getMessage());
        run(items.closeAsync());
    }

    @Test
    void aFailureThatNobodyHasAskedForIsReported() {
        AsyncCursor<Object> items = AsyncStream.produce(
                        9,
                        sink -> sending(sink, 2).then(v -> {
                            throw new IOException("unseen");
                        }))
                .open();
        run(items.next());
        runReady();
        run(items.closeAsync());
        runReady();
        assertEquals("unseen", uncaught.takeOne().getMessage());
    }

    @Test
    void undeliveredThatThrowsStillGetsTheOthers() {
        AsyncCursor<Object> items = AsyncStream.<Object>produce(
                        2,
                        item -> {
                            undelivered.add(item);
                            throw new IllegalArgumentException("no " + item);
                        },
                        sink -> sending(sink, 9))
                .open();
        run(items.next());
        runReady();
        Throwable first = assertThrows(IllegalArgumentException.class, () -> run(items.closeAsync()));
        assertEquals(3, undelivered.size());
        assertEquals("no " + undelivered.get(0), first.getMessage());
        assertEquals(2, first.getSuppressed().length);
    }

    @Test
    void cancelledWhileItWaitsTheBodyIsAwaited() {
        AsyncStream<Object> stream = AsyncStream.produce(
                1, undelivered::add, sink -> cleaning(sending(sink, 1).await(Weft.sleep(LONG)), Weft.sleep(SECOND)));
        Consume all = Consume.of(stream);
        Task<List<Object>> task = loop.start(all);
        runReady();
        assertEquals(List.of(1), all.taken());
        task.cancel("enough");
        assertEquals(
                "enough",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("sent 1", "enough", "cleaned"), events);
        assertEquals(SECOND, time.elapsed());
        assertEquals("produce, failed", stream.toString());
    }

    @Test
    void cancelledWhileItCloses() {
        AsyncCursor<Object> items = AsyncStream.produce(
                        1,
                        sink -> cleaning(sending(sink, 9), Weft.sleep(LONG)).caught(again -> {
                            events.add("again " + again.getMessage());
                            return rethrow(again);
                        }))
                .open();
        run(items.next());
        Task<Void> closing = loop.start(items.closeAsync());
        runReady();
        assertFalse(closing.isDone());
        closing.cancel("quickly");
        assertThrows(CancellationException.class, () -> run(closing));
        assertTrue(events.contains("again quickly"), events::toString);
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void theFailureOfTheBodyGoesBeforeACancellation() {
        Task<List<Object>> task = loop.start(Consume.of(AsyncStream.produce(
                1,
                sink -> Script.<Void>of("body").await(Weft.sleep(LONG)).caught(cancelled -> {
                    throw new IOException("clean-up");
                }))));
        runReady();
        task.cancel();
        assertEquals(
                "clean-up", assertThrows(IOException.class, () -> run(task)).getMessage());
    }

    @Test
    void aBodyThatIsCancelledAloneFailsTheStream() {
        Task<List<Object>> task = loop.start(Consume.of(
                AsyncStream.produce(1, sink -> Script.<Void>of("body").await(Weft.sleep(LONG)))));
        runReady();
        loop.tasks().forEach(each -> {
            if (each != task) {
                each.cancel("by hand");
            }
        });
        assertEquals(
                "by hand",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertFalse(uncaught.take().iterator().hasNext());
    }

    @Test
    void tasksOfAGroupInTheBodySendToo() {
        AsyncStream<Object> stream = AsyncStream.produce(
                2,
                undelivered::add,
                sink -> TaskGroup.run(group -> {
                    for (int i = 1; i <= 3; i++) {
                        int item = i;
                        group.start(script("child")
                                .await(Weft.sleep(SECOND.multipliedBy(4 - item)))
                                .await(v -> sink.send(item)));
                    }
                    return Weft.done();
                }));
        assertEquals(List.of(3, 2, 1), run(Consume.of(stream)));
        assertEquals(List.of(), undelivered);
    }

    @Test
    void theGroupOfTheBodyIsAwaitedByAnEarlyClose() {
        AsyncStream<Object> stream = AsyncStream.produce(
                1,
                undelivered::add,
                sink -> TaskGroup.run(group -> {
                    for (int i = 1; i <= 3; i++) {
                        int item = i;
                        group.start(script("child")
                                .await(v -> sink.send(item))
                                .await(Weft.sleep(LONG))
                                .caughtAwaiting(cancelled -> script("clean-up")
                                        .await(Weft.sleep(SECOND))
                                        .log(events, "cleaned " + item)
                                        .then(v -> rethrow(cancelled))));
                    }
                    return Weft.done();
                }));
        assertEquals(List.of(1), run(Consume.of(stream).most(1)));
        assertEquals(List.of("cleaned 1", "cleaned 2", "cleaned 3"), events);
        assertEquals(List.of(2, 3), undelivered.stream().sorted().toList());
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aSendWhileTheStreamIsBeingClosedIsCancelled() {
        AsyncCursor<Object> items = AsyncStream.<Object>produce(
                        1,
                        undelivered::add,
                        sink -> sending(sink, 1)
                                .await(Weft.sleep(LONG))
                                .caught(cancelled -> "swallowed")
                                .await(v -> sink.send("late"))
                                .caught(failure -> {
                                    events.add(failure.getClass().getSimpleName());
                                    return rethrow(failure);
                                }))
                .open();
        run(items.next());
        runReady();
        run(items.closeAsync());
        assertEquals(List.of("sent 1", "CancelledError"), events);
        assertEquals(List.of("late"), undelivered);
    }

    @Test
    void aSinkThatOutlivesTheBodyTakesNothing() {
        List<Task<Object>> tasks = new ArrayList<>();
        AsyncCursor<Object> items = AsyncStream.<Object>produce(
                        1,
                        undelivered::add,
                        sink -> Script.<Void>of("body")
                                .await(v -> sink.send(1))
                                .then(v -> tasks.add(Weft.start(script("outlives")
                                        .await(Weft.sleep(SECOND))
                                        .then(w -> events.add("" + sink.trySend(2)))
                                        .await(w -> sink.send(3)))))
                                .give(null))
                .open();
        assertTrue(run(items.next()));
        assertFalse(run(items.next()));
        assertEquals(
                "produce has ended: it takes no more items",
                assertThrows(IllegalStateException.class, () -> run(tasks.get(0)))
                        .getMessage());
        assertEquals(List.of("false"), events);
        assertEquals(List.of(), undelivered);
    }

    @Test
    void aSendThatWaitsWhenTheBodyEndsFails() {
        List<Task<Object>> tasks = new ArrayList<>();
        AsyncCursor<Object> items = AsyncStream.<Object>produce(
                        1,
                        undelivered::add,
                        sink -> Script.<Void>of("body")
                                .await(v -> sink.send(1))
                                .await(v -> sink.send(2))
                                .then(v ->
                                        tasks.add(Weft.start(script("outlives").await(w -> sink.send(3)))))
                                .await(Weft.sleep(SECOND))
                                .give(null))
                .open();
        assertTrue(run(items.next()));
        run(Weft.waitAll(tasks));
        assertThrows(IllegalStateException.class, () -> run(tasks.get(0)));
        assertTrue(run(items.next()));
        assertFalse(run(items.next()));
        assertEquals(List.of(3), undelivered);
    }

    @Test
    void trySend() {
        AsyncCursor<Object> items = AsyncStream.produce(
                        2,
                        sink -> Script.<Void>of("body")
                                .then(v -> events.add(sink.trySend(1) + " " + sink.trySend(2) + " " + sink.trySend(3)))
                                .give(null))
                .open();
        assertTrue(run(items.next()));
        assertEquals(List.of("true true false"), events);
        assertTrue(run(items.next()));
        assertEquals(2, items.current());
        assertFalse(run(items.next()));
    }

    @Test
    void aSendThatIsCancelledAloneHandsItsItemOver() {
        List<Object> got = run(Consume.of(AsyncStream.<Object>produce(
                        1,
                        undelivered::add,
                        sink -> Script.<Void>of("body")
                                .await(v -> sink.send(1))
                                .await(v -> sink.send(2))
                                .await(v -> Weft.withTimeout(SECOND, sink.send(3)))
                                .caught(timeout -> events.add("" + timeout.getMessage()))
                                .await(v -> sink.send(4))
                                .give(null)))
                .pause(SECOND.multipliedBy(3)));
        assertEquals(List.of(1, 2, 4), got);
        assertEquals(List.of("timed out after PT1S"), events);
        assertEquals(List.of(3), undelivered);
    }

    @Test
    void itemsFromAnotherThread() throws Exception {
        EventLoop real = uncaught.watch(EventLoop.create());
        List<Thread> threads = new ArrayList<>();
        AsyncStream<Object> stream = AsyncStream.produce(1000, sink -> {
            Thread thread = new Thread(() -> {
                for (int i = 1; i <= 500; i++) {
                    assertTrue(sink.trySend(i));
                }
            });
            threads.add(thread);
            thread.start();
            return Script.<Void>of("body").await(Weft.sleep(LONG));
        });
        assertEquals(allFrom(1, 500), real.runUntilComplete(Consume.of(stream).most(500)));
        threads.get(0).join();
        assertEquals(Set.of(), real.tasks());
        real.close();
    }

    @Test
    void withoutALoopTheFirstNextSaysSo() {
        AsyncCursor<Object> items =
                AsyncStream.produce(1, sink -> sending(sink, 1)).open();
        Throwable failure = assertThrows(
                        java.util.concurrent.ExecutionException.class,
                        () -> script("hot").await(items.next()).hot().get())
                .getCause();
        assertEquals(
                "AsyncStream.produce needs a running event loop, and this hot method was called without one",
                failure.getMessage());
    }

    @Test
    void stoppedBeforeTheTurnOfTheBodyItNeverRuns() {
        AsyncCursor<Object> items = AsyncStream.produce(1, sink -> {
                    events.add("runs");
                    return sending(sink, 1);
                })
                .open();
        Task<Object> task = loop.start(
                script("cancels itself").then(v -> Task.current().cancel()).await(v -> items.next()));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of(), events);
    }

    @Test
    void theLoopClosesWhileAConsumerWaits() {
        EventLoop other = uncaught.watch(EventLoop.create(time, time));
        Task<List<Object>> task = other.start(Consume.of(AsyncStream.produce(
                1,
                sink -> Script.<Void>of("body").await(Weft.sleep(LONG)).caught(failure -> {
                    events.add("body cancelled");
                    return rethrow(failure);
                }))));
        other.runUntilComplete(Weft.yieldNow());
        other.close();
        assertTrue(task.isCancelled());
        assertEquals(List.of("body cancelled"), events);
    }

    @Test
    void withinOtherStreams() {
        AsyncStream<Object> stream = AsyncStream.of(1, 2)
                .flatMap(n -> AsyncStream.<Object>produce(
                        1, undelivered::add, sink -> cleaning(sending(sink, 9), Weft.sleep(SECOND))));
        assertEquals(List.of(1, 2), run(stream.limit(2).toList()));
        assertTrue(events.contains("cleaned"), events::toString);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void arguments() {
        assertThrows(IllegalArgumentException.class, () -> AsyncStream.produce(0, sink -> sending(sink, 1)));
        assertThrows(NullPointerException.class, () -> AsyncStream.produce(1, null));
        assertThrows(NullPointerException.class, () -> AsyncStream.produce(1, null, sink -> sending(sink, 1)));
    }

    @Test
    void functionsThatReturnNullAreNamed() {
        NullPointerException ofBody = assertThrows(
                NullPointerException.class,
                () -> run(AsyncStream.<Integer>produce(2, sink -> null).toList()));
        assertEquals("the body of produce returned null", ofBody.getMessage());
        NullPointerException ofFunction = assertThrows(
                NullPointerException.class,
                () -> run(AsyncStream.of(1).mapAsync(2, item -> null).toList()));
        assertEquals("the function of mapAsync returned null", ofFunction.getMessage());
    }
}
