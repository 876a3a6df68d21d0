package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which loop is this thread's, where no turn runs. */
class LocatorTest extends HostedFixture {
    private final List<AutoCloseable> added = new ArrayList<>();

    @AfterEach
    void takeAway() throws Exception {
        for (AutoCloseable locator : added) {
            locator.close();
        }
    }

    private void locate(EventLoop found) {
        added.add(EventLoop.addLocator(() -> found));
    }

    @Test
    void runningAndCurrentAreTheHostsLoopInItsCallbacks() {
        host.here(() -> assertThrows(IllegalStateException.class, EventLoop::running, "no locator yet"));
        locate(null);
        locate(loop);
        host.here(() -> {
            assertSame(loop, EventLoop.running());
            assertSame(loop, EventLoop.current());
            assertThrows(IllegalStateException.class, () -> Weft.run(script("main")), "it would block the host");
        });
        assertThrows(IllegalStateException.class, EventLoop::running, "not on its host's thread");
        assertNotSame(loop, EventLoop.current());
    }

    @Test
    void theFirstThatFindsALoopCounts() throws Exception {
        EventLoop other = uncaught.watch(EventLoop.on(host, host));
        locate(other);
        locate(loop);
        host.here(() -> assertSame(other, EventLoop.running()));
        added.get(0).close();
        added.get(0).close(); // a second time: nothing
        host.here(() -> assertSame(loop, EventLoop.running()));
    }

    @Test
    void aLocatorThatFailsIsPassedOver() {
        added.add(EventLoop.addLocator(() -> {
            throw new IllegalArgumentException("expected in the log");
        }));
        locate(loop);
        host.here(() -> assertSame(loop, EventLoop.running()));
    }

    @Test
    void aClosedLoopIsNotFound() {
        locate(loop);
        loop.closeAsync();
        host.runAll();
        assertTrue(loop.isClosed());
        host.here(() -> assertThrows(IllegalStateException.class, EventLoop::running));
    }

    @Test
    void aHotMethodOfACallbackGoesOnOnTheHost() {
        locate(loop);
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Object> call = inHost(() -> script("hot")
                .await(Weft.sleep(SECOND))
                .then(v -> events.add("slept " + (EventLoop.running() == loop)))
                .await(stage)
                .then(v -> events.add("on the host " + host.isHere()))
                .hot());
        assertEquals(1, host.alarmCount(), "its sleep is a timer of the loop");
        assertEquals(1, loop.tasks().size());
        host.pass(SECOND);
        assertEquals(List.of("slept true"), events);
        elsewhere(() -> stage.complete("value"));
        assertFalse(call.isDone(), "the thread that completes the stage does not run it");
        host.runAll();
        assertTrue(call.isDone());
        assertEquals(List.of("slept true", "on the host true"), events);
    }

    @Test
    void aLimitInAHotMethodOfACallbackGoesByTheHostsTime() {
        locate(loop);
        CompletableFuture<Object> call = inHost(() -> script("hot")
                .await(p -> Weft.withTimeout(SECOND, script("body").await(Weft.sleep(SECOND.multipliedBy(5)))))
                .caught(late -> events.add(late.getClass().getSimpleName() + " " + host.isHere()))
                .hot());
        host.pass(SECOND);
        assertTrue(call.isDone());
        assertEquals(List.of("TimeoutException true"), events);
    }

    @Test
    void aTaskIsStartedOnTheLoopOfTheCallback() throws Exception {
        locate(loop);
        Task<Object> task = inHost(() -> Weft.start(script("task").give("done")));
        host.runAll();
        assertEquals("done", task.get());
    }

    @Test
    void aTurnOfAnotherLoopGoesBeforeTheLocators() {
        EventLoop other = uncaught.watch(EventLoop.on(host, host));
        locate(loop);
        host.here(() -> other.execute(() -> assertSame(other, EventLoop.running())));
        host.runAll();
    }
}
