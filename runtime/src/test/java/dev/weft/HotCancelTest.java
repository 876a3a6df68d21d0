package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cancelling hot methods, with and without a loop. */
@Tag("jdk")
class HotCancelTest extends LoopFixture {
    private final CompletableFuture<Object> source = new CompletableFuture<>();

    @Test
    void cancelCompletesTheFutureAndCancelsTheCoroutineHere() {
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot();
        assertTrue(future.cancel(false), "the future was not done");
        assertTrue(future.isCancelled(), future::toString);
        assertTrue(source.isCancelled(), source::toString);
        assertEquals(List.of("CancelledError"), events);
    }

    @Test
    void cancelOnALoopIsDeliveredByTheLoop() {
        Script<Object> hot = script("hot")
                .await(source)
                .caughtAwaiting(e -> Weft.sleep(Duration.ofSeconds(1)))
                .log(events, "cleaned up");
        run(script("main")
                .then(v -> {
                    CompletableFuture<Object> future = hot.hot();
                    future.cancel(true);
                    assertTrue(future.isCancelled(), future::toString);
                    return events.add("cancelled");
                })
                .await(Weft.sleep(Duration.ofSeconds(2))));
        assertEquals(List.of("cancelled", "cleaned up"), events);
    }

    @Test
    void cancelAfterTheEndDoesNothing() {
        CompletableFuture<Object> future = script("hot").await(source).hot();
        source.complete(1);
        assertFalse(future.cancel(false), "the future was done: " + future);
        assertEquals(1, future.join());
    }

    @Test
    void anOwnCancelledErrorCancelsTheFuture() {
        CompletableFuture<Object> early =
                script("hot").await(Weft.failed(new CancelledError("x"))).hot();
        assertTrue(early.isCancelled(), early::toString);
        CompletableFuture<Object> later = script("hot")
                .await(source)
                .await(Weft.failed(new CancelledError("x")))
                .hot();
        source.complete(1);
        assertThrows(CancellationException.class, later::join);
    }

    @Test
    void aCancellationOfARunningOneComesAtItsNextSuspension() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CompletableFuture<Object> second = new CompletableFuture<>();
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .then(v -> {
                    running.countDown();
                    cancelled.await();
                    return null;
                })
                .await(Weft.result(1))
                .log(events, "still running")
                .await(second)
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot();
        Thread completer = new Thread(() -> source.complete(1));
        completer.start();
        running.await();
        future.cancel(false);
        cancelled.countDown();
        completer.join();
        assertEquals(List.of("still running", "CancelledError"), events);
        assertTrue(second.isCancelled(), second::toString);
    }
}
