package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The longest durations are a long time, negative ones none, wherever one is given. */
class DurationsTest extends LoopFixture {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration MOST_NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);
    private static final String CLOSE = "dev.weft.close.millis";

    @Test
    void ofSleepsAndTimers() {
        Task<Object> longest = loop.start(script("longest").await(Weft.sleep(LONGEST)));
        Task<Object> none = loop.start(script("none").await(Weft.sleep(MOST_NEGATIVE)));
        TimerHandle timer = loop.schedule(LONGEST, () -> events.add("never"));
        loop.schedule(MOST_NEGATIVE, () -> events.add("at once"));
        run(after(5, "later"));
        assertEquals(Task.Status.SUCCEEDED, none.status());
        assertEquals(Task.Status.SUSPENDED, longest.status());
        assertEquals(List.of("at once"), events);
        timer.cancel();
    }

    @Test
    void ofLimits() throws TimeoutException {
        assertEquals("value", run(Weft.withTimeout(LONGEST, after(5, "value"))));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(MOST_NEGATIVE, after(5, "value"))));
        Task<Object> slow = loop.start(after(5, "slow"));
        assertEquals(0, run(Weft.waitAll(List.of(slow), MOST_NEGATIVE)).done().size());
        assertEquals(1, run(Weft.waitFirst(List.of(slow), LONGEST)).done().size());
    }

    @Test
    void ofGet() throws Exception {
        Task<Object> task = loop.start(after(1, "value"));
        CompletableFuture<Object> seen = CompletableFuture.supplyAsync(() -> {
            try {
                return task.get(Long.MAX_VALUE, TimeUnit.DAYS);
            } catch (Exception e) {
                return e;
            }
        });
        CompletableFuture<Object> none = CompletableFuture.supplyAsync(
                () -> assertThrows(TimeoutException.class, () -> task.get(Long.MIN_VALUE, TimeUnit.DAYS)));
        assertTrue(none.get() instanceof TimeoutException);
        run(task);
        run(after(1, "more"));
        while (!seen.isDone()) {
            runTurns(1);
        }
        assertEquals("value", seen.get());
    }

    private Task<Object> slowToClean() {
        Task<Object> slow = loop.start(script("slow")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> Weft.sleep(Duration.ofHours(9)))
                .log(events, "cleaned"));
        runReady();
        return slow;
    }

    private void closeWith(String millis) {
        System.setProperty(CLOSE, millis);
        try {
            loop.close();
        } finally {
            System.clearProperty(CLOSE);
        }
    }

    @Test
    void ofTheLongestCloseAllCleanUpIsWaitedFor() {
        slowToClean();
        closeWith("9223372036854775807");
        assertEquals(List.of("cleaned"), events);
        assertEquals(Duration.ofHours(9), time.elapsed());
    }

    @Test
    void ofANegativeCloseNoneIs() {
        Task<Object> slow = slowToClean();
        closeWith("-9223372036854775808");
        assertEquals(Duration.ZERO, time.elapsed());
        assertFalse(slow.status() == Task.Status.SUSPENDED, slow::toString);
        assertTrue(loop.isClosed(), loop::toString);
        uncaught.take(); // it may have been given up
    }
}
