package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link AsyncStream#mapAsync(int, AsyncFunction)} and its unordered sister. */
class MapAsyncTest extends StreamFixture {
    private final List<Object> undelivered = new ArrayList<>();
    private final List<Object> begun = new ArrayList<>();
    private final List<Object> cancelled = new ArrayList<>();
    private int running;
    private int most;

    @AfterEach
    void noTaskIsLeft() {
        assertEquals(Set.of(), loop.tasks());
    }

    private static StreamSource quiet(Object... items) {
        return StreamSource.of("rows", new ArrayList<>()).emitAll(items);
    }

    /** A call that takes as many seconds as its item says, and returns ten times that. */
    private Coroutine<Object> work(Object item) {
        int seconds = (Integer) item;
        begun.add(item);
        return script("work")
                .then(v -> most = Math.max(most, ++running))
                .await(Weft.sleep(SECOND.multipliedBy(seconds)))
                .caught(failure -> {
                    running--;
                    cancelled.add(item);
                    return rethrow(failure);
                })
                .then(v -> {
                    running--;
                    return seconds * 10;
                });
    }

    private Coroutine<Object> workButFail(Object item, Object fails) {
        return script("work").await(work(item)).then(v -> {
            if (item.equals(fails)) {
                throw failure;
            }
            return v;
        });
    }

    @Test
    void resultsInOrderAndNoMoreThanSoManyAtOnce() {
        assertEquals(
                List.of(30, 10, 20, 10),
                run(quiet(3, 1, 2, 1).mapAsync(2, this::work).toList()));
        assertEquals(2, most);
        assertEquals(Duration.ofSeconds(5), time.elapsed()); // 3 with 1 from 0, 2 and 1 from 3
    }

    @Test
    void resultsAsTheyCome() {
        assertEquals(
                List.of(10, 20, 40, 10),
                run(quiet(4, 1, 2, 1).mapAsyncUnordered(2, this::work).toList()));
        assertEquals(2, most);
        assertEquals(Duration.ofSeconds(4), time.elapsed());
    }

    @Test
    void oneAtATimeIsOneAfterTheOther() {
        assertEquals(
                List.of(30, 10, 20), run(quiet(3, 1, 2).mapAsync(1, this::work).toList()));
        assertEquals(1, most);
        assertEquals(Duration.ofSeconds(6), time.elapsed());
    }

    @Test
    void aResultThatIsNotTakenKeepsAPlace() {
        AsyncCursor<Object> ordered =
                quiet(1, 1, 1, 1, 1).mapAsync(2, this::work).open();
        assertTrue(run(ordered.next()));
        run(Weft.sleep(LONG));
        assertEquals(3, begun.size());
        run(ordered.closeAsync());
        begun.clear();
        AsyncCursor<Object> unordered =
                quiet(1, 1, 1, 1, 1).mapAsyncUnordered(2, this::work).open();
        assertTrue(run(unordered.next()));
        run(Weft.sleep(LONG));
        assertEquals(3, begun.size());
        run(unordered.closeAsync());
    }

    @Test
    void theSourceIsAskedOnlyWhenACallMayBegin() {
        AsyncCursor<Integer> items = numbers(9)
                .mapAsync(2, item -> Script.<Integer>of("ready").give(item))
                .open();
        assertTrue(run(items.next()));
        runReady();
        assertEquals(List.of("asks 1", "asks 2", "asks 3"), events);
        run(items.closeAsync());
        assertEquals(List.of("closing", "closed"), events.subList(3, 5));
    }

    @Test
    void nullsAndNoItems() {
        assertEquals(
                Arrays.asList(null, null),
                run(quiet(1, 2).mapAsync(2, item -> Weft.done()).toList()));
        assertEquals(
                Arrays.asList(null, null),
                run(quiet(1, 2).mapAsyncUnordered(2, item -> Weft.done()).toList()));
        assertEquals(List.of(), run(quiet().mapAsync(2, this::work).toList()));
    }

    @Test
    void aFailureComesAtItsPlace() {
        AsyncCursor<Object> items = quiet(3, 1, 2, 9, 9)
                .mapAsync(3, item -> workButFail(item, 1), undelivered::add)
                .open();
        assertTrue(run(items.next()));
        assertEquals(30, items.current());
        assertEquals(Duration.ofSeconds(3), time.elapsed());
        assertEquals(List.of(2), cancelled); // the one behind the failure, at once
        assertSame(failure, assertThrows(IOException.class, () -> run(items.next())));
        assertEquals(List.of(3, 1, 2), begun);
        assertEquals(List.of(), undelivered);
    }

    @Test
    void anEarlierCallThatFailsLaterFailsTheStream() {
        IOException later = new IOException("later");
        AsyncStream<Object> stream = quiet(2, 1)
                .mapAsync(
                        2,
                        item -> script("work").await(work(item)).then(v -> {
                            throw item.equals(1) ? failure : later;
                        }));
        assertSame(later, assertThrows(IOException.class, () -> run(stream.toList())));
        assertEquals(List.of(failure), List.of(later.getSuppressed()));
    }

    @Test
    void whatIsReadyBehindAFailureIsUndelivered() {
        AsyncStream<Object> stream = quiet(2, 1, 9).mapAsync(3, item -> workButFail(item, 2), undelivered::add);
        assertSame(failure, assertThrows(IOException.class, () -> run(stream.toList())));
        assertEquals(List.of(10), undelivered);
        assertEquals(List.of(9), cancelled);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void theFailureOfTheSourceComesBehindAllResults() {
        AsyncCursor<Object> items =
                quiet(3, 1).fail(failure).mapAsync(5, this::work).open();
        assertTrue(run(items.next()));
        assertTrue(run(items.next()));
        assertEquals(10, items.current());
        assertSame(failure, assertThrows(IOException.class, () -> run(items.next())));
    }

    @Test
    void aCallThatFailsGoesBeforeTheSourceThatHasFailedBefore() {
        IOException ofTheSource = new IOException("source");
        AsyncStream<Object> stream = quiet(1, 2).fail(ofTheSource).mapAsync(5, item -> workButFail(item, 2));
        Consume all = Consume.of(stream);
        assertSame(failure, assertThrows(IOException.class, () -> run(all)));
        assertEquals(List.of(10), all.taken());
        assertEquals(List.of(ofTheSource), List.of(failure.getSuppressed()));
    }

    @Test
    void unorderedTheFirstFailureCancelsAllOthers() {
        AsyncCursor<Object> items = quiet(3, 1, 2, 9, 9)
                .mapAsyncUnordered(3, item -> workButFail(item, 2), undelivered::add)
                .open();
        run(Weft.yieldNow());
        Task<Boolean> first = loop.start(items.next());
        assertTrue(run(first));
        assertEquals(10, items.current());
        assertSame(failure, assertThrows(IOException.class, () -> run(items.next())));
        assertEquals(Set.of(3, 9), Set.copyOf(cancelled));
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void unorderedResultsThatWereThereComeBeforeTheFailure() {
        AsyncCursor<Object> items = quiet(1, 1, 2)
                .mapAsyncUnordered(3, item -> workButFail(item, 2))
                .open();
        assertTrue(run(items.next()));
        run(Weft.sleep(SECOND.multipliedBy(5)));
        assertTrue(run(items.next()));
        assertSame(failure, assertThrows(IOException.class, () -> run(items.next())));
    }

    @Test
    void laterFailuresAreSuppressedInTheFirst() {
        IOException second = new IOException("second");
        AsyncStream<Object> stream = quiet(1, 9)
                .mapAsyncUnordered(
                        2,
                        item -> script("work")
                                .await(work(item))
                                .caught(v -> {
                                    throw second;
                                })
                                .then(v -> {
                                    throw failure;
                                }));
        assertSame(failure, assertThrows(IOException.class, () -> run(stream.toList())));
        assertEquals(List.of(second), List.of(failure.getSuppressed()));
    }

    @Test
    void aFunctionThatThrowsOrReturnsNullIsAFailure() {
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> run(quiet(1).mapAsync(2, item -> {
                                    throw failure;
                                })
                                .toList())));
        assertThrows(
                NullPointerException.class,
                () -> run(quiet(1).mapAsync(2, item -> null).toList()));
    }

    @Test
    void aCloseCancelsTheCallsAndAwaitsThem() {
        AsyncStream<Object> stream = numbers(9)
                .cleaningUpBy(Weft.sleep(SECOND.multipliedBy(2)))
                .mapAsync(
                        3,
                        item -> item == 1
                                ? script("first").give("one")
                                : script("call")
                                        .await(Weft.sleep(LONG))
                                        .caughtAwaiting(failure -> script("clean-up")
                                                .await(Weft.sleep(SECOND))
                                                .log(events, "cleaned " + item)
                                                .then(v -> rethrow(failure))),
                        undelivered::add);
        assertEquals(Optional.of("one"), awaited(stream.findFirst()));
        assertEquals(
                List.of("asks 1", "asks 2", "asks 3", "closing", "cleaned 2", "cleaned 3", "closed", "ended"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
        assertEquals(List.of(), undelivered);
    }

    @Test
    void resultsThatNobodyTakesAreUndelivered() {
        for (boolean ordered : List.of(true, false)) {
            undelivered.clear();
            StreamSource source = quiet(1, 2, 3, 4);
            AsyncCursor<Object> items = (ordered
                            ? source.mapAsync(3, this::work, undelivered::add)
                            : source.mapAsyncUnordered(3, this::work, undelivered::add))
                    .open();
            assertTrue(run(items.next()));
            run(Weft.sleep(SECOND));
            run(items.closeAsync());
            assertEquals(List.of(20), undelivered);
        }
        assertEquals(Set.of(3, 4), Set.copyOf(cancelled));
    }

    @Test
    void aCallThatIsCancelledButReturnsIsUndelivered() {
        AsyncCursor<Object> items = quiet(0, 5)
                .mapAsync(
                        2,
                        item -> script("call").await(work(item)).caught(failure -> "swallowed " + item),
                        undelivered::add)
                .open();
        assertTrue(run(items.next()));
        runReady();
        run(items.closeAsync());
        assertEquals(List.of("swallowed 5"), undelivered);
    }

    @Test
    void anItemThatASourceGivesInSpiteOfItsCancellationGetsACallThatIsCancelled() {
        AsyncCursor<Object> items = quiet(0).awaits(
                        script("stubborn").await(Weft.sleep(LONG)).caught(failure -> "swallowed"))
                .emitAll(7, 8)
                .mapAsync(2, this::work)
                .open();
        assertTrue(run(items.next()));
        runReady();
        run(items.closeAsync());
        assertEquals(List.of(0, 7), begun);
        assertEquals(List.of(7), cancelled);
    }

    @Test
    void cancelledInNext() {
        Task<List<Object>> task =
                loop.start(numbers(9).mapAsync(2, item -> work(100)).toList());
        runReady();
        task.cancel("enough");
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of(100, 100), cancelled);
        assertEquals("closed", events.get(events.size() - 1));
    }

    @Test
    void aLimitClosesThroughIt() {
        assertEquals(
                List.of(10, 10),
                run(quiet(1, 1, 9, 9).mapAsync(4, this::work).limit(2).toList()));
        assertEquals(List.of(9, 9), cancelled);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void theFailureOfTheSourcesCleanUpFailsTheClose() {
        AsyncCursor<Object> items = quiet(0, 1, 2, 3)
                .failingCleanUp(ofTheCleanUp)
                .mapAsyncUnordered(2, this::work)
                .open();
        assertTrue(run(items.next()));
        runReady();
        assertSame(ofTheCleanUp, assertThrows(IOException.class, () -> run(items.closeAsync())));
    }

    @Test
    void manyItems() {
        List<Integer> doubled = run(numbers(5_000)
                .mapAsync(
                        16,
                        item -> Script.<Integer>of("double")
                                .await(Weft.yieldNow())
                                .then(v -> item * 2))
                .toList());
        assertEquals(upTo(5_000).stream().map(item -> item * 2).toList(), doubled);
    }

    @Test
    void arguments() {
        StreamSource source = quiet(1);
        assertThrows(IllegalArgumentException.class, () -> source.mapAsync(0, this::work));
        assertThrows(IllegalArgumentException.class, () -> source.mapAsyncUnordered(0, this::work));
        assertThrows(NullPointerException.class, () -> source.mapAsync(1, null));
        assertThrows(NullPointerException.class, () -> source.mapAsync(1, this::work, null));
        assertThrows(NullPointerException.class, () -> source.mapAsyncUnordered(1, this::work, null));
        assertFalse(run(source.open().closeAsync()) != null);
    }
}
