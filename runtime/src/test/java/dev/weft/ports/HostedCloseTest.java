package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The end of a loop on a host, and the end of the host. */
class HostedCloseTest extends HostedFixture {
    private final List<Throwable> reported = new ArrayList<>();

    private Script<Object> sleeper() {
        return script("sleeper").await(Weft.sleep(Duration.ofDays(1))).caughtAwaiting(stopped -> {
            assertInstanceOf(CancelledError.class, stopped);
            events.add("cancelled");
            return Weft.sleep(SECOND);
        });
    }

    @Test
    void closingCancelsAndAwaitsTheTasksOverTurns() {
        Task<Object> task = startHere(sleeper());
        host.runAll();
        CompletableFuture<Void> closed = inHost(() -> loop.closeAsync().toCompletableFuture());
        host.runAll();
        assertEquals(List.of("cancelled"), events);
        assertFalse(closed.isDone(), "the task has not ended");
        host.pass(SECOND);
        assertTrue(task.isDone());
        assertTrue(closed.isDone());
        assertTrue(loop.isClosed());
        assertFalse(loop.isRunning());
        assertEquals(0, host.alarmCount(), "no alarm is left");
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
        host.here(() -> assertThrows(IllegalStateException.class, () -> loop.start(script("late"))));
        assertTrue(loop.closeAsync().toCompletableFuture().isDone());
        loop.close();
    }

    @Test
    void closeWaitsForTheTurnsAndIsRefusedOnTheHostsThread() throws Exception {
        startHere(script("task").await(Weft.sleep(SECOND)));
        host.here(() -> {
            IllegalStateException refused = assertThrows(IllegalStateException.class, loop::close);
            assertTrue(refused.getMessage().contains("closeAsync"), refused::getMessage);
        });
        Thread closer = new Thread(loop::close);
        closer.start();
        while (closer.isAlive()) {
            host.runAll();
            Thread.onSpinWait();
        }
        assertTrue(loop.isClosed());
    }

    @Test
    void aTaskThatIgnoresItsCancellationIsGivenUp() {
        loop.onUncaught((subject, failure) -> reported.add(failure));
        Script<Object> stubborn = script("stubborn").await(Weft.sleep(Duration.ofDays(1)));
        for (int i = 0; i < 4; i++) {
            stubborn.caughtAwaiting(stopped -> Weft.sleep(Duration.ofDays(1)));
        }
        Task<Object> task = startHere(stubborn);
        CompletableFuture<Void> closed = loop.closeAsync().toCompletableFuture();
        host.pass(Duration.ofSeconds(29));
        assertFalse(closed.isDone());
        host.pass(SECOND);
        assertTrue(closed.isDone());
        assertInstanceOf(
                IllegalStateException.class,
                task.toCompletableFuture().handle((v, e) -> e).join());
        assertEquals(1, reported.size());
    }

    @Test
    void blockingWorkIsInterruptedAndAwaitedWithoutTheHostsThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        startHere(script("worker").await(Weft.blocking(() -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return null;
        })));
        host.runAll();
        begun.await();
        CompletableFuture<Void> closed = loop.closeAsync().toCompletableFuture();
        while (!closed.isDone()) {
            host.pass(Duration.ofMillis(1));
        }
        assertTrue(loop.isClosed());
    }

    @Test
    void aLoopThatNeverHadATurnIsClosed() {
        CompletableFuture<Void> closed = loop.closeAsync().toCompletableFuture();
        host.runAll();
        assertTrue(closed.isDone());
    }

    // ---- the host ends first

    private void assertAbandoned(Task<Object> task) {
        assertTrue(task.isDone());
        ExecutionException failed = assertThrows(ExecutionException.class, task::get);
        assertInstanceOf(IllegalStateException.class, failed.getCause());
        assertTrue(failed.getCause().getMessage().contains("its host has ended"), failed::toString);
        assertTrue(loop.isClosed());
    }

    @Test
    void whoWakesALoopWhoseHostHasEndedGivesItUp() {
        loop.onUncaught((subject, failure) -> reported.add(failure));
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<Object> task = startHere(script("waiting").await(stage));
        host.runAll();
        host.end(true);
        elsewhere(() -> stage.complete("too late"));
        assertAbandoned(task);
        assertEquals(1, reported.size());
        assertTrue(loop.closeAsync().toCompletableFuture().isDone());
        loop.close();
    }

    @Test
    void aTurnThatIsRefusedTheNextOneGivesTheLoopUp() {
        loop.onUncaught((subject, failure) -> reported.add(failure));
        Task<Object> task = startHere(script("task")
                .then(v -> {
                    host.end(false);
                    return v;
                })
                .await(Weft.sleep(SECOND)));
        host.runAll();
        assertAbandoned(task);
        assertEquals(1, reported.size());
    }

    @Test
    void closingFindsOutThatTheHostHasDroppedATurn() {
        loop.onUncaught((subject, failure) -> reported.add(failure));
        Task<Object> task = loop.start(script("never begun"));
        assertEquals(1, host.readyCount());
        host.end(true);
        loop.close();
        assertAbandoned(task);
        assertEquals(1, reported.size());
    }

    @Test
    void aStartThatTheHostRefusesGivesAFailedTask() {
        loop.onUncaught((subject, failure) -> reported.add(failure));
        host.end(true);
        Task<Object> task = loop.start(script("never begun"));
        assertAbandoned(task);
        assertThrows(IllegalStateException.class, () -> loop.start(script("later")));
    }

    /** The callback may be in the midst of starting or parking something, so its end is awaited. */
    @Test
    void aCallbackThatFindsOutThatItsHostHasEndedComesToItsEndFirst() {
        loop.onUncaught((subject, failure) -> {});
        Task<Object> task = inHost(() -> {
            host.end(true);
            Task<Object> started = loop.start(script("never begun"));
            assertFalse(started.isDone(), "not inside of the call");
            return started;
        });
        assertInstanceOf(
                IllegalStateException.class,
                task.toCompletableFuture().handle((v, failure) -> failure).join());
        loop.close();
        assertAbandoned(task);
    }

    @Test
    void aFailureOfTheHostIsNotItsEnd() {
        boolean[] fails = {true};
        List<Runnable> turns = new ArrayList<>();
        EventLoop other = uncaught.watch(EventLoop.on(
                new Host() {
                    @Override
                    public void execute(Runnable turn) {
                        if (fails[0]) {
                            throw new IllegalArgumentException("full");
                        }
                        turns.add(turn);
                    }

                    @Override
                    public boolean isHere() {
                        return false;
                    }
                },
                host));
        assertThrows(IllegalArgumentException.class, () -> other.execute(() -> events.add("first")));
        fails[0] = false;
        assertFalse(other.isClosed());
        other.closeAsync();
        turns.get(0).run();
        assertEquals(List.of("first"), events);
        assertTrue(other.isClosed());
    }
}
