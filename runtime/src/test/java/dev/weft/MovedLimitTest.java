package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Limits that are moved, and the time of a loop. */
class MovedLimitTest extends LoopFixture {
    private TimeLimit limit;

    private Coroutine<Object> limited(Script.Step afterASecond) throws TimeoutException {
        return Weft.withTimeLimit(SECOND.multipliedBy(2), given -> {
            limit = given;
            return script("body").await(Weft.sleep(SECOND)).then(afterASecond).await(Weft.sleep(LONG));
        });
    }

    @Test
    void later() {
        TimeoutException e = assertThrows(
                TimeoutException.class,
                () -> run(limited(v -> {
                    limit.reschedule(SECOND.multipliedBy(4));
                    return null;
                })));
        assertEquals("timed out after PT5S", e.getMessage());
        assertEquals(Duration.ofSeconds(5), time.elapsed());
        assertTrue(limit.hasExpired(), "expired");
        assertThrows(IllegalStateException.class, () -> limit.reschedule(SECOND));
    }

    @Test
    void sooner() {
        assertThrows(
                TimeoutException.class,
                () -> run(limited(v -> {
                    limit.reschedule(SECOND.negated());
                    return null;
                })));
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void removedAndSetAgain() throws TimeoutException {
        run(limited(v -> {
            limit.remove();
            return null;
        }));
        assertEquals(SECOND.plus(LONG), time.elapsed());
        assertThrows(
                TimeoutException.class,
                () -> run(limited(v -> {
                    limit.remove();
                    limit.reschedule(SECOND);
                    return null;
                })));
    }

    @Test
    void whenTheTimeIsUpItIsTooLate() {
        assertThrows(
                TimeoutException.class,
                () -> run(Weft.withTimeLimit(
                        SECOND,
                        given -> script("body").await(Weft.sleep(LONG)).caught(e -> {
                            assertThrows(IllegalStateException.class, () -> given.reschedule(SECOND));
                            throw e;
                        }))));
    }

    @Test
    void theTimeOfALoop() {
        Duration began = loop.time();
        loop.scheduleAt(began.plus(SECOND.multipliedBy(2)), () -> events.add("2"));
        loop.scheduleAt(began.minus(SECOND), () -> events.add("over"));
        loop.scheduleAt(began.plus(SECOND), () -> events.add("1")).cancel();
        run(Weft.sleep(SECOND.multipliedBy(3)));
        assertEquals(List.of("over", "2"), events);
        assertEquals(SECOND.multipliedBy(3), loop.time().minus(began));
    }
}
