package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ContextLocal;
import dev.weft.EventLoop;
import dev.weft.LoopFixture;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.abi.entry.EntryCall;
import dev.weft.ports.EntryLoop.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Calls of entry methods, with and without a loop that was put on the thread. */
@SuppressWarnings("try") // a placement is there as long as its block runs
class EntryLoopTest extends LoopFixture {
    /** Returns the loop that the body of an entry method runs on. */
    private static EventLoop loopOfABody() {
        List<EventLoop> seen = new ArrayList<>();
        EntryCall.enter(script("body").await(Weft.yieldNow()).then(v -> seen.add(EventLoop.running())));
        return seen.get(0);
    }

    @Test
    void withoutALoopTheBodyIsAProgram() {
        List<Task<Object>> left = new ArrayList<>();
        List<EventLoop> seen = new ArrayList<>();
        EntryCall.enter(script("body").await(Weft.yieldNow()).then(v -> {
            seen.add(EventLoop.running());
            return left.add(Weft.start(script("left over").await(Weft.sleep(LONG))));
        }));
        assertTrue(seen.get(0).isClosed(), "the loop is closed");
        assertEquals(Task.Status.CANCELLED, left.get(0).status());
        assertNotSame(seen.get(0), loopOfABody(), "each call has a loop of its own");
    }

    @Test
    void theBodyRunsOnTheLoopOfTheThread() {
        try (Placement placed = EntryLoop.of(loop).putOnThread()) {
            assertSame(loop, loopOfABody());
            assertSame(loop, loopOfABody(), "the loop is still there");
        }
        assertNotSame(loop, loopOfABody(), "the loop was taken away");
    }

    @Test
    void aCallWaitsForItsOwnBodyOnly() {
        try (Placement placed = EntryLoop.of(loop).putOnThread()) {
            EntryCall.enter(script("first").then(v -> Weft.start(after(5, null).log(events, "other"))));
            assertEquals(1, loop.tasks().size(), "the other task remains");
            EntryCall.enter(after(2, null).log(events, "body"));
            assertEquals(List.of("body"), events);
            EntryCall.enter(after(4, null));
        }
        assertEquals(List.of("body", "other"), events);
        assertFalse(loop.isClosed(), "the loop is open");
    }

    @Test
    void aFailureIsThrownAsItIs() {
        IOException failure = new IOException("x");
        Script<Object> alone = script("body").await(Weft.yieldNow()).then(v -> rethrow(failure));
        assertSame(failure, assertThrows(IOException.class, () -> EntryCall.enter(alone)));
        try (Placement placed = EntryLoop.of(loop).putOnThread()) {
            Script<Object> body = script("body").await(Weft.yieldNow()).then(v -> rethrow(failure));
            assertSame(failure, assertThrows(IOException.class, () -> EntryCall.enter(body)));
        }
    }

    @Test
    void aCancelledBodyIsACancellation() {
        Script<Object> cancelled =
                script("body").then(v -> Task.current().cancel("enough")).await(Weft.yieldNow());
        assertThrows(CancellationException.class, () -> EntryCall.enter(cancelled));
    }

    @Test
    void bindingsAroundTheCallAreThoseOfAProgram() {
        ContextLocal<String> user = ContextLocal.create("user");
        EntryCall.enter(script("body").await(user.where("ann", after(0, null).then(v -> events.add(user.get())))));
        assertEquals(List.of("ann"), events);
        assertFalse(user.isBound(), "nothing is left on the thread");
    }

    @Test
    void onARunningLoopItIsRefused() {
        refusedInABody("no loop was put on the thread");
        try (Placement placed = EntryLoop.of(loop).putOnThread()) {
            refusedInABody("this loop was put on the thread");
        }
        assertEquals(List.of(), events);
    }

    private void refusedInABody(String why) {
        Script<Object> inner = script("inner").log(events, "ran");
        run(script("outer").then(v -> {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> EntryCall.enter(inner), why);
            assertTrue(refused.getMessage().contains("await instead"), refused.getMessage());
            return null;
        }));
        assertEquals(0, inner.state, "the body has not started");
    }

    @Test
    void placementsNest() {
        EventLoop innerLoop = uncaught.watch(EventLoop.create(time, time));
        try (Placement outer = EntryLoop.of(loop).putOnThread()) {
            try (Placement inner = EntryLoop.of(innerLoop).putOnThread()) {
                assertSame(innerLoop, loopOfABody());
                assertThrows(IllegalStateException.class, outer::close, "the inner one ends first");
                inner.close();
                assertSame(loop, loopOfABody());
            }
            assertSame(loop, loopOfABody(), "the second close did nothing");
        }
        assertNotSame(loop, loopOfABody());
    }

    @Test
    void aPlacementIsOfOneThread() throws Exception {
        try (Placement placed = EntryLoop.of(loop).putOnThread()) {
            FutureTask<EventLoop> elsewhere = new FutureTask<>(() -> {
                assertThrows(IllegalStateException.class, placed::close);
                return loopOfABody();
            });
            Thread thread = new Thread(elsewhere, "elsewhere");
            thread.start();
            assertNotSame(loop, elsewhere.get());
            assertSame(loop, loopOfABody());
        }
    }

    @Test
    void aClosedLoopSaysSo() {
        loop.close();
        try (Placement placed = EntryLoop.of(loop).putOnThread()) {
            Script<Object> body = script("body");
            assertThrows(IllegalStateException.class, () -> EntryCall.enter(body));
        }
    }
}
