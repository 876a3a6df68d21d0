package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events. Some are after the test suites of asyncio, AnyIO and Trio. */
class AsyncEventTest extends LoopFixture {
    @Test
    void anEventWakesAllEvenIfItIsClearedAtOnce() {
        AsyncEvent event = new AsyncEvent();
        loop.start(script("a").await(event.whenSet()).log(events, "a"));
        loop.start(script("b").await(event.whenSet()).log(events, "b"));
        runReady();
        assertEquals("event: not set, 2 waiting", event.toString());
        event.set();
        assertTrue(event.isSet(), event::toString);
        run(event.whenSet());
        event.clear();
        runReady();
        assertEquals(List.of("a", "b"), events);
        assertFalse(event.isSet(), event::toString);
    }

    @Test
    void anEventThatIsSetLetsAllThroughUntilItIsCleared() {
        AsyncEvent event = new AsyncEvent();
        event.set();
        run(script("main").await(event.whenSet()));
        event.clear();
        Task<Object> waits = loop.start(script("waits").await(event.whenSet()).log(events, "set"));
        Task<Object> cancelled = loop.start(script("cancelled").await(event.whenSet()));
        runReady();
        cancelled.cancel();
        runReady();
        assertEquals("event: not set, 1 waiting", event.toString());
        event.set();
        run(waits);
        assertEquals(List.of("set"), events);
    }

    @Test
    void whoComesAfterSetAndClearInOneTurnWaits() {
        AsyncEvent event = new AsyncEvent();
        Task<Void> before = loop.start(event.whenSet());
        runReady();
        loop.execute(() -> {
            event.set();
            event.set();
            event.clear();
        });
        Task<Void> after = loop.start(event.whenSet());
        runReady();
        assertTrue(before.isDone(), before::toString);
        assertFalse(after.isDone(), after::toString);
        event.set();
        run(after);
    }
}
