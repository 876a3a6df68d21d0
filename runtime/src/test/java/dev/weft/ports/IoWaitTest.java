package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.LoopFixture;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The table of {@link IoWait}. */
class IoWaitTest extends LoopFixture {
    private final IoWait io = IoWait.on(loop);

    private Task<Object> waiter(String name) {
        return loop.start(script(name).await(io.next()).log(events, name), name);
    }

    private void wakeOnTheLoop() {
        loop.execute(io::wake);
        runReady();
    }

    @Test
    void aTaskThatWaitsGoesOnWhenItIsWoken() {
        assertFalse(io.isWaiting(), "nobody waits yet");
        waiter("woken");
        runReady();
        assertTrue(io.isWaiting(), "the task waits");
        assertEquals(List.of(), events);
        wakeOnTheLoop();
        assertEquals(List.of("woken"), events);
        assertFalse(io.isWaiting(), "nobody waits any more");
    }

    @Test
    void wakingRunsNoCodeOfTheTask() {
        waiter("woken");
        runReady();
        loop.execute(() -> {
            io.wake();
            events.add("behind the wake-up");
        });
        runReady();
        assertEquals(List.of("behind the wake-up", "woken"), events);
    }

    @Test
    void anEventBeforeTheWaitIsKeptOnceHoweverOftenItCame() {
        loop.execute(io::wake);
        wakeOnTheLoop();
        Script<Object> twice = script("twice")
                .await(io.next())
                .log(events, "first")
                .await(io.next())
                .log(events, "second");
        Task<Object> task = loop.start(twice);
        runReady();
        assertEquals(List.of("first"), events);
        assertEquals(1, twice.suspensions, "the first await goes on at once");
        wakeOnTheLoop();
        assertEquals(List.of("first", "second"), events);
        assertTrue(task.isDone(), task::toString);
    }

    @Test
    void anEventThatWokeATaskIsNotKeptForTheNext() {
        waiter("first");
        runReady();
        wakeOnTheLoop();
        waiter("second");
        runReady();
        assertEquals(List.of("first"), events);
        assertTrue(io.isWaiting(), "the second waits for an event of its own");
        wakeOnTheLoop();
        assertEquals(List.of("first", "second"), events);
    }

    @Test
    void aCancelledWaitConsumesNothing() {
        Task<Object> cancelled = waiter("cancelled");
        runReady();
        cancelled.cancel();
        runReady();
        assertThrows(CancellationException.class, cancelled::resultNow);
        assertFalse(io.isWaiting(), "nobody waits any more");
        wakeOnTheLoop();
        waiter("next");
        runReady();
        assertEquals(List.of("next"), events);
    }

    @Test
    void anEventThatCameBeforeTheCancelCounts() {
        Task<Object> task =
                loop.start(script("task").await(io.next()).log(events, "woken").await(Weft.sleep(LONG)));
        runReady();
        loop.execute(() -> {
            io.wake();
            task.cancel();
        });
        runReady();
        assertEquals(List.of("woken"), events);
        assertTrue(task.isCancelled(), task::toString);
    }

    @Test
    void aRequestToCancelThatCameBeforeTheWaitEndsIt() {
        loop.execute(() -> waiter("cancelled").cancel("at once"));
        runReady();
        assertEquals(List.of(), events);
        assertFalse(io.isWaiting(), "a task that was cancelled does not wait");
    }

    @Test
    void aSecondWaiterIsRefusedAndTheFirstOneStays() {
        waiter("first");
        Task<Object> second = loop.start(script("second").await(io.next()).caught(e -> e));
        runReady();
        assertEquals(
                "task first (SUSPENDED) waits for this already",
                assertInstanceOf(IllegalStateException.class, second.resultNow())
                        .getMessage());
        wakeOnTheLoop();
        assertEquals(List.of("first"), events);
    }

    @Test
    void aTaskOfAnotherLoopIsRefused() {
        EventLoop other = uncaught.watch(EventLoop.create(time, time));
        Object refused =
                other.runUntilComplete(script("stranger").await(io.next()).caught(e -> e));
        String message = assertInstanceOf(IllegalStateException.class, refused).getMessage();
        assertTrue(message.endsWith("belongs to another loop than what it waits for"), message);
        assertFalse(io.isWaiting(), "nobody waits");
    }

    @Test
    void anEventThatWasResetIsForgotten() {
        loop.execute(() -> {
            io.wake();
            io.reset();
        });
        waiter("waits");
        runReady();
        assertTrue(io.isWaiting(), "the event before the reset does not count");
        loop.execute(io::reset);
        runReady();
        assertTrue(io.isWaiting(), "a reset does not end a wait");
        wakeOnTheLoop();
        assertEquals(List.of("waits"), events);
    }

    @Test
    void theCoroutineIsTheSameEachTime() {
        assertSame(io.next(), io.next());
    }

    @Test
    void whoWaitsForEventsSaysSo() {
        Task<Object> task = waiter("waits");
        runReady();
        LoopInspection.TaskState state = LoopInspection.of(loop).stateOf(task);
        assertEquals("events", String.valueOf(state.waitsFor()));
        assertTrue(state.isParked(), state.toString());
        loop.execute(io::wake);
        runReady();
        assertTrue(task.isDone(), task::toString);
    }
}
