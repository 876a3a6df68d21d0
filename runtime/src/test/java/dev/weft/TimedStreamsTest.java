package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code window(size, time)}, {@code debounce}, {@code throttle}, {@code timeout}. */
class TimedStreamsTest extends StreamFixture {
    @AfterEach
    void noTaskIsLeft() {
        assertEquals(Set.of(), loop.tasks());
    }

    private static Duration tenths(int number) {
        return Duration.ofMillis(100L * number);
    }

    /** Emits each number at that tenth of a second. */
    private StreamSource at(int... times) {
        StreamSource source = StreamSource.of("ticks", events);
        int now = 0;
        for (int each : times) {
            source.sleep(tenths(each - now)).emit(each);
            now = each;
        }
        return source;
    }

    private <T> List<T> all(AsyncStream<T> stream) {
        return run(stream.toList());
    }

    // ---- window

    @Test
    void aWindowIsFullOrItsTimeIsOver() {
        List<String> when = new ArrayList<>();
        run(at(0, 1, 2, 3, 15, 16, 40)
                .window(3, SECOND)
                .forEach(items -> when.add(items + " at " + time.elapsed().toMillis())));
        assertEquals(List.of("[0, 1, 2] at 200", "[3] at 1300", "[15, 16] at 2500", "[40] at 4000"), when);
    }

    @Test
    void theTimeBeginsWithTheFirstItemOfEachWindow() {
        List<String> when = new ArrayList<>();
        run(at(0, 1, 9, 18, 30)
                .window(2, SECOND)
                .forEach(items -> when.add(items + " at " + time.elapsed().toMillis())));
        assertEquals(List.of("[0, 1] at 100", "[9, 18] at 1800", "[30] at 3000"), when);
    }

    @Test
    void whatIsLeftComesAtTheEndAndIsDroppedAtAFailure() {
        assertEquals(List.of(List.of(1, 2)), all(at(1, 2).window(9, LONG)));
        assertEquals(List.of(), all(at().window(9, LONG)));
        Consume failing = Consume.of(at(1, 2, 3).fail(failure).window(2, LONG));
        assertSame(failure, failsWith(IOException.class, failing));
        assertEquals(List.of(List.of(1, 2)), failing.taken());
    }

    @Test
    void aWindowThatIsDueComesBeforeTheFailure() {
        Consume failing = Consume.of(at(0, 1, 2).sleep(tenths(20)).fail(failure).window(2, SECOND))
                .pause(SECOND.multipliedBy(10));
        assertSame(failure, failsWith(IOException.class, failing));
        assertEquals(List.of(List.of(0, 1), List.of(2)), failing.taken());
    }

    @Test
    void aSlowConsumerGetsFullWindowsAndHoldsTheSourceBack() {
        Consume slow =
                Consume.of(at(0, 1, 2, 3, 4, 5, 6, 7).window(3, tenths(1))).pause(SECOND);
        List<Object> got = run(slow);
        assertEquals(List.of(0), got.get(0).equals(List.of(0)) ? got.get(0) : got);
        assertEquals(List.of(List.of(0), List.of(1, 2, 3), List.of(4, 5, 6), List.of(7)), got);
    }

    @Test
    void windowsOfNullsCannotBeChanged() {
        List<List<Object>> windows =
                all(StreamSource.of("nulls", events).emitAll(null, null).window(2, SECOND));
        assertEquals(2, windows.get(0).size());
        assertThrows(UnsupportedOperationException.class, () -> windows.get(0).clear());
    }

    @Test
    void closingAWindowLeavesNoTimer() {
        AsyncCursor<List<Object>> items =
                at(0, 1, 2, 3).sleep(LONG).window(3, SECOND.multipliedBy(9)).open();
        assertTrue(run(items.next()));
        run(Weft.sleep(SECOND));
        run(items.closeAsync());
        Duration closed = time.elapsed();
        runReady();
        assertEquals(closed, time.elapsed());
        assertEquals("ticks closed", events.get(events.size() - 1));
    }

    // ---- debounce

    @Test
    void itemsThatAreFollowedByQuiet() {
        List<String> when = new ArrayList<>();
        run(at(0, 1, 2, 20, 40, 41)
                .debounce(SECOND)
                .forEach(item -> when.add(item + " at " + time.elapsed().toMillis())));
        assertEquals(List.of("2 at 1200", "20 at 3000", "41 at 4100"), when);
    }

    @Test
    void theLastComesAtTheEndAndIsDroppedAtAFailure() {
        assertEquals(List.of(2), all(at(1, 2).debounce(LONG)));
        assertEquals(List.of(), all(at().debounce(LONG)));
        Consume failing = Consume.of(at(0, 20, 21).fail(failure).debounce(SECOND));
        assertSame(failure, failsWith(IOException.class, failing));
        assertEquals(List.of(0), failing.taken());
    }

    @Test
    void whatIsToBeGivenWaitsForASlowConsumer() {
        Consume slow = Consume.of(at(0, 20, 40).debounce(SECOND)).pause(SECOND.multipliedBy(9));
        assertEquals(List.of(0, 20, 40), run(slow));
    }

    @Test
    void cancelledWhileItIsQuiet() {
        Task<List<Object>> task = loop.start(at(0).sleep(LONG).debounce(LONG).toList());
        runReady();
        task.cancel();
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("ticks begins", "ticks closed"), events);
    }

    // ---- throttle

    @Test
    void theFirstOfEachInterval() {
        assertEquals(List.of(0, 10, 25, 40), all(at(0, 5, 9, 10, 19, 25, 34, 40).throttle(SECOND)));
        assertEquals(List.of(1, 2), all(at(1, 2).throttle(Duration.ZERO)));
    }

    @Test
    void throttleClosesItsSource() {
        assertEquals(List.of(0, 10), all(at(0, 5, 10, 15).throttle(SECOND).limit(2)));
        assertEquals(List.of("ticks begins", "ticks closed"), events);
        assertSame(
                failure,
                failsWith(
                        IOException.class, at(0).fail(failure).throttle(SECOND).toList()));
    }

    // ---- timeout

    @Test
    void itemsInTimeAreGiven() {
        assertEquals(List.of(9, 18, 27), all(at(9, 18, 27).timeout(SECOND)));
    }

    @Test
    void anItemThatIsLateFailsTheStreamWhenTheSourceHasCleanedUp() {
        AsyncCursor<Object> items =
                at(5, 25).cleanUp(Weft.sleep(SECOND)).timeout(SECOND).open();
        assertTrue(run(items.next()));
        TimeoutException late = assertThrows(TimeoutException.class, () -> run(items.next()));
        assertEquals("timed out after PT1S", late.getMessage());
        assertEquals(Duration.ofMillis(2500), time.elapsed());
        assertEquals(List.of("ticks begins", "ticks closed"), events);
        assertSame(
                late,
                assertThrows(IllegalStateException.class, () -> run(items.next()))
                        .getCause());
        run(items.closeAsync());
    }

    @Test
    void theTimeOfTheConsumerDoesNotCount() {
        assertEquals(List.of(9, 18), run(Consume.of(at(9, 18).timeout(SECOND)).pause(SECOND.multipliedBy(7))));
    }

    @Test
    void aSourceThatCatchesTheCancellationAndEmits() {
        StreamSource source = StreamSource.of("stubborn", events)
                .awaits(script("catches").await(Weft.sleep(LONG)).caught(cancelled -> "swallowed"))
                .emit(1)
                .sleep(tenths(9))
                .emit(2);
        assertEquals(List.of(1, 2), all(source.timeout(SECOND)));
    }

    @Test
    void anItemInTheTurnOfTheTimeout() {
        assertEquals(List.of(10, 20, 30), all(at(10, 20, 30).timeout(SECOND.plusNanos(1))));
    }

    @Test
    void aCancellationFromOutsideIsNoTimeout() {
        Task<List<Object>> task =
                loop.start(at(9).sleep(LONG).timeout(SECOND.multipliedBy(5)).toList());
        run(Weft.sleep(SECOND));
        task.cancel("outside");
        assertEquals(
                "outside",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
    }

    @Test
    void theLimitOfTheConsumerIsItsOwn() {
        AsyncCursor<Object> items = at(50).timeout(SECOND.multipliedBy(3)).open();
        TimeoutException outer =
                assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND, items.next())));
        assertEquals("timed out after PT1S", outer.getMessage());
        AsyncCursor<Object> inner = at(50).timeout(SECOND).open();
        assertEquals(
                "timed out after PT1S",
                assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND.multipliedBy(3), inner.next())))
                        .getMessage());
    }

    @Test
    void aTimeoutOfABufferAwaitsItsTask() {
        assertThrows(TimeoutException.class, () -> all(at(50).buffer(2).timeout(SECOND)));
        assertEquals(List.of("ticks begins", "ticks closed"), events);
    }

    @Test
    void aFailureOfTheCleanUpInPlaceOfTheTimeout() {
        assertSame(
                ofTheCleanUp,
                failsWith(
                        IOException.class,
                        at(50).failingCleanUp(ofTheCleanUp).timeout(SECOND).toList()));
    }

    // ---- all

    @Test
    void withoutALoop() {
        for (AsyncStream<?> stream : List.of(
                numbers(1).window(2, SECOND),
                numbers(1).debounce(SECOND),
                numbers(1).throttle(SECOND),
                numbers(1).timeout(SECOND))) {
            String name = stream.toString().split(" ", 2)[0];
            assertEquals(
                    "AsyncStream." + name + " needs a running event loop, and this hot method was called without one",
                    hotFailure(stream.toList()).getMessage());
            assertTrue(stream.toString().startsWith(name + " of Shop.rows"), stream::toString);
        }
    }

    @Test
    void arguments() {
        ItemSource<Integer> source = numbers(1);
        assertThrows(IllegalArgumentException.class, () -> source.window(0, SECOND));
        assertThrows(NullPointerException.class, () -> source.window(1, null));
        assertThrows(NullPointerException.class, () -> source.debounce(null));
        assertThrows(NullPointerException.class, () -> source.throttle(null));
        assertThrows(NullPointerException.class, () -> source.timeout(null));
        assertEquals(List.of(1), all(source));
    }
}
