package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers of a loop, and durations at the edges. After the test suites of asyncio, AnyIO and Trio. */
class EventLoopTimersTest extends LoopFixture {
    private static final Duration HUGE = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration LEAST = Duration.ofSeconds(Long.MIN_VALUE);

    @Test
    void equalTimesGoInTheOrderOfTheirMaking() {
        loop.execute(() -> {
            for (int i = 0; i < 50; i++) {
                int number = i;
                if (i % 2 == 0) {
                    loop.schedule(SECOND, () -> events.add("" + number));
                } else {
                    loop.start(script("sleeper").await(Weft.sleep(SECOND)).log(events, "" + number));
                }
            }
        });
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        List<String> callbacks =
                events.stream().filter(e -> Integer.parseInt(e) % 2 == 0).toList();
        List<String> sleepers =
                events.stream().filter(e -> Integer.parseInt(e) % 2 == 1).toList();
        assertEquals(
                callbacks.stream()
                        .sorted((a, b) -> Integer.parseInt(a) - Integer.parseInt(b))
                        .toList(),
                callbacks);
        assertEquals(
                sleepers.stream()
                        .sorted((a, b) -> Integer.parseInt(a) - Integer.parseInt(b))
                        .toList(),
                sleepers);
        assertEquals(50, events.size());
    }

    @Test
    void durationsBeyondAllNumbersKeepTheirOrder() {
        loop.execute(() -> {
            loop.schedule(HUGE, () -> events.add("huge"));
            loop.schedule(SECOND, () -> events.add("second"));
            loop.schedule(LEAST, () -> events.add("least"));
            loop.schedule(SECOND.negated(), () -> events.add("minus one"));
            loop.schedule(Duration.ZERO, () -> events.add("zero"));
        });
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        assertEquals(List.of("least", "minus one", "zero", "second"), events);
    }

    static Stream<Duration> hugeOnes() {
        return Stream.of(
                HUGE, Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(200_000), Duration.ofNanos(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("hugeOnes")
    void limitsAndWaitsOfHugeLength(Duration huge) throws TimeoutException {
        Script<Object> soon = script("soon").await(Weft.sleep(SECOND)).give("soon");
        assertEquals("soon", run(Weft.withTimeout(huge, soon)));
        Task<Object> again = loop.start(script("again").await(Weft.sleep(SECOND)));
        assertEquals(1, run(Weft.waitFirst(List.of(again), huge)).done().size());
        Task<Void> asleep = loop.start(Weft.sleep(huge));
        runReady();
        assertFalse(asleep.isDone(), asleep::toString);
        assertEquals(SECOND.multipliedBy(2), time.elapsed());
    }

    @Test
    void durationsBelowAllNumbersAreOverAtOnce() {
        run(Weft.sleep(LEAST));
        Task<Void> pending = loop.start(Weft.sleep(SECOND));
        assertEquals(
                List.of(pending),
                List.copyOf(run(Weft.waitAll(List.of(pending), LEAST)).pending()));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(LEAST, Weft.sleep(SECOND))));
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void aTimerCanBeCalledOffByACallbackOfTheSameMoment() {
        TimerHandle[] second = new TimerHandle[1];
        loop.execute(() -> {
            loop.schedule(SECOND, () -> second[0].cancel());
            second[0] = loop.schedule(SECOND, () -> events.add("called off"));
        });
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        assertEquals(List.of(), events);
        assertTrue(second[0].isCancelled(), second[0]::toString);
    }

    @Test
    void callingOffWhatHasRunOrWasCalledOffDoesNothing() {
        TimerHandle ran = loop.schedule(Duration.ZERO, () -> events.add("ran"));
        TimerHandle off = loop.schedule(SECOND, () -> events.add("off"));
        off.cancel();
        off.cancel();
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        ran.cancel();
        off.cancel();
        assertEquals(List.of("ran"), events);
    }

    @Test
    void negativeDelaysGoByTheirDeadlines() {
        loop.execute(() -> {
            loop.schedule(SECOND.negated(), () -> events.add("-1"));
            loop.schedule(SECOND.multipliedBy(-2), () -> events.add("-2"));
            loop.schedule(Duration.ZERO, () -> events.add("0"));
        });
        run(after(1, null));
        assertEquals(List.of("-2", "-1", "0"), events);
    }
}
