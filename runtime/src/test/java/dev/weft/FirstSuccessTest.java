package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** {@link Weft#firstSuccess}: the first good result; the others are cancelled and awaited. */
class FirstSuccessTest extends LoopFixture {
    private Script<Object> loser(int cleanUpSeconds) {
        return script("loser")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> script("clean-up")
                        .await(Weft.sleep(SECOND.multipliedBy(cleanUpSeconds)))
                        .then(v -> {
                            events.add("loser " + e.getMessage());
                            throw e;
                        }));
    }

    @Test
    void theFirstGoodOneWinsAndTheOthersAreAwaited() {
        Object given = run(Weft.firstSuccess(failing(1, "bad"), after(2, "good"), loser(3)));
        assertEquals("good", given);
        assertEquals(List.of("loser another one has succeeded"), events);
        assertEquals(Duration.ofSeconds(5), time.elapsed());
        assertTrue(loop.tasks().isEmpty(), () -> "left: " + loop.tasks());
    }

    @Test
    void noneIsGood() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        Task<Object> cancelled = loop.start(loser(0));
        loop.schedule(SECOND.multipliedBy(3), cancelled::cancel);
        IOException e = assertThrows(
                IOException.class,
                () -> run(Weft.firstSuccess(List.of(cancelled, failing(2, second), failing(1, first)))));
        assertSame(first, e);
        assertSame(second, e.getSuppressed()[0]);
        assertTrue(e.getSuppressed()[1] instanceof CancellationException, () -> Arrays.toString(e.getSuppressed()));
        assertEquals(2, e.getSuppressed().length);
    }

    @Test
    void whatIsDoneAlreadyWins() {
        Task<Object> done = loop.start(after(0, "done"));
        run(done);
        assertEquals("done", run(Weft.firstSuccess(loser(0), done)));
    }

    @Test
    void ofOneTwiceAndOfNothing() {
        Coroutine<Object> one = after(1, "one");
        assertEquals("one", run(Weft.firstSuccess(one, one)));
        IOException failure = new IOException();
        Coroutine<Object> bad = failing(1, failure);
        assertSame(failure, assertThrows(IOException.class, () -> run(Weft.firstSuccess(bad, bad))));
        assertEquals(0, failure.getSuppressed().length);
        assertThrows(NoSuchElementException.class, () -> run(Weft.firstSuccess(List.of())));
    }

    @Test
    void aCancellationEndsAll() {
        Task<Object> task = loop.start(script("main").await(Weft.firstSuccess(failing(1, "bad"), loser(1), loser(1))));
        loop.schedule(SECOND.multipliedBy(2), () -> task.cancel("own"));
        CancellationException e = assertThrows(CancellationException.class, () -> run(task));
        assertEquals("bad", e.getCause().getSuppressed()[0].getMessage());
        assertEquals(List.of("loser own", "loser own"), events);
    }

    @Test
    void aResultAndACancellationAreBothSeen() {
        Task<Object> task = loop.start(script("main")
                .await(Weft.firstSuccess(loser(5), after(1, "good")))
                .then(v -> events.add("got " + v))
                .await(Weft.sleep(LONG)));
        loop.schedule(SECOND.multipliedBy(2), () -> task.cancel("own"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals("got good", events.get(events.size() - 1));
    }

    @Test
    void aLoserThatFailsInItsCleanUpIsReported() {
        Script<Object> bad = script("bad").await(Weft.sleep(LONG)).caught(e -> {
            throw new IOException("clean-up");
        });
        assertEquals("good", run(Weft.firstSuccess(bad, after(1, "good"))));
        assertEquals("clean-up", uncaught.takeOne().getMessage());
    }
}
