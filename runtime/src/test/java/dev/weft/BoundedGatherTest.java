package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link Weft#gather(java.util.Collection, int, AsyncFunction)}. */
class BoundedGatherTest extends LoopFixture {
    private int running;
    private int most;

    private Coroutine<Object> work(int item, int seconds) {
        return script("work")
                .then(v -> most = Math.max(most, ++running))
                .await(Weft.sleep(SECOND.multipliedBy(seconds)))
                .then(v -> {
                    running--;
                    events.add("" + item);
                    return item * 10;
                });
    }

    @Test
    void theResultsAreInOrderAndNoMoreThanTheLimitRun() {
        List<Object> results = run(Weft.gather(List.of(3, 1, 2, 1), 2, item -> work(item, item)));
        assertEquals(List.of(30, 10, 20, 10), results);
        assertEquals(2, most);
        assertEquals(List.of("1", "3", "2", "1"), events);
        assertEquals(Duration.ofSeconds(4), time.elapsed());
    }

    @Test
    void ofNothingAndOfFewerThanTheLimit() {
        assertEquals(List.of(), run(Weft.gather(List.<Integer>of(), 5, item -> work(item, 1))));
        assertEquals(List.of(10), run(Weft.gather(List.of(1), 5, item -> work(item, 1))));
        assertThrows(IllegalArgumentException.class, () -> Weft.gather(List.of(1), 0, item -> work(item, 1)));
    }

    @Test
    void theFirstFailureCancelsAndBeginsNoOther() {
        List<Integer> begun = new ArrayList<>();
        IOException e = assertThrows(
                IOException.class,
                () -> run(Weft.gather(List.of(1, 2, 3, 4), 2, item -> {
                    begun.add(item);
                    return item == 1
                            ? failing(1, "bad")
                            : script("long").await(Weft.sleep(LONG)).caught(cancelled -> "swallowed");
                })));
        assertEquals("bad", e.getMessage());
        assertEquals(List.of(1, 2), begun);
    }

    @Test
    void aFunctionThatThrowsIsAFailure() {
        assertEquals(
                "no",
                assertThrows(
                                IOException.class,
                                () -> run(Weft.gather(List.of(1, 2), 1, item -> {
                                    throw new IOException("no");
                                })))
                        .getMessage());
    }

    @Test
    void aCancellationBeginsNoOther() {
        List<Integer> begun = new ArrayList<>();
        Task<Object> task = loop.start(script("main").await(Weft.gather(List.of(1, 2, 3), 1, item -> {
            begun.add(item);
            return script("long").await(Weft.sleep(LONG)).caught(cancelled -> "swallowed");
        })));
        loop.schedule(SECOND, () -> task.cancel("own"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of(1), begun);
    }

    @Test
    void manyItemsThatAreReadyLetOthersRun() {
        Task<Object> other = loop.start(script("other").await(Weft.yieldNow()).then(v -> events.add("other")));
        List<Integer> items = IntStream.range(0, 10_000).boxed().toList();
        assertEquals(items, run(Weft.gather(items, 3, item -> {
            events.add("item");
            return Weft.result(item);
        })));
        assertTrue(other.isDone() && events.indexOf("other") < 1_000, () -> "other at " + events.indexOf("other"));
    }
}
