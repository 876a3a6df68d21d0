package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits outside of a loop for a task gets its outcome with the run in which it ends: perhaps no other run follows. */
@Tag("jdk")
class WaitOutsideTest extends LoopFixture {
    private static final int ROUNDS = 2_000;

    @Test
    void theFutureOfTheMainTaskIsDoneWhenItsRunEnds() {
        Task<Object> main = loop.start(script("main").await(Weft.yieldNow()).give(7));
        CompletableFuture<Object> future = main.toCompletableFuture();
        future.thenAccept(v -> events.add("told " + v));
        run(main);
        assertEquals(List.of("told 7"), events);
        assertEquals(7, future.join());
    }

    @Test
    void whatElseIsReadyWaitsForTheNextRun() {
        Task<Object> main =
                loop.start(script("main").then(v -> events.add("main")).await(Weft.yieldNow()));
        Task<Object> other = loop.start(
                script("other").await(Weft.yieldNow()).await(Weft.yieldNow()).then(v -> events.add("other")));
        main.toCompletableFuture().thenRun(() -> events.add("told"));
        run(main);
        assertEquals(List.of("main", "told"), events);
        assertFalse(other.isDone(), other::toString);
        runReady();
        assertEquals(List.of("main", "told", "other"), events);
    }

    @Test
    void aCallbackThatThrowsIsReportedAndTheOthersAreTold() {
        Task<Object> main = loop.start(script("main").await(Weft.yieldNow()));
        main.onDone(task -> {
            throw new IllegalStateException("callback");
        });
        main.onDone(task -> events.add("second"));
        run(main);
        assertEquals("callback", uncaught.takeOne().getMessage());
        assertEquals(List.of("second"), events);
    }

    /** The wait begins before, while and after the run ends. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aThreadThatBeginsToWaitWhileTheRunEndsIsTold() throws Exception {
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try (EventLoop real = uncaught.watch(EventLoop.create())) {
            for (int round = 0; round < ROUNDS; round++) {
                Object value = round;
                Task<Object> task = real.start(script("task").give(value));
                Future<Object> got = waiting.submit(() -> task.get());
                if (round % 2 == 0) {
                    Thread.onSpinWait();
                }
                assertEquals(value, real.runUntilComplete(task));
                assertEquals(value, got.get());
            }
        } finally {
            waiting.shutdownNow();
        }
    }
}
