package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Defects of asyncio that must not be here, one test each. r7 is in {@code WatchdogTest}, r8 in {@link DeadlockTest}; r10,
 * a timeout around the {@code yield} of a generator, cannot be written: there are no generators yet, and a time limit is
 * around a task of its own, never around the code of who waits.
 */
class DefectsTest extends LoopFixture {
    @Test
    void r1aTaskCancelledBeforeItsFirstStepRunsItsCleanUp() {
        loop.execute(() -> {
            Task<Object> task = loop.start(
                    script("task").log(events, "began").await(Weft.sleep(LONG)).caught(e -> events.add("cleaned up")));
            task.cancel();
        });
        runReady();
        assertEquals(List.of("began", "cleaned up"), events);
    }

    @Test
    void r2anItemThatWasHandedOverIsNotLostToACancel() {
        AsyncQueue<String> queue = AsyncQueue.fifo(1);
        Task<Object> taker = loop.start(script("taker")
                .await(v -> queue.take())
                .then(v -> events.add("took " + v))
                .await(Weft.sleep(LONG))
                .caught(e -> events.add(e.getClass().getSimpleName())));
        runReady();
        loop.execute(() -> {
            assertTrue(queue.tryPut("item"), "the queue has room, and a taker");
            taker.cancel();
        });
        runReady();
        assertEquals(List.of("took item", "CancelledError"), events);
    }

    @Test
    void r3whatSwallowsACancelIsCancelledAgainByWhoWaitsForItsEnd() {
        Script<Object> deaf = script("deaf")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> Weft.sleep(LONG))
                .caught(e -> events.add("second"));
        Script<Object> failing = script("failing")
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .then(v -> {
                    throw new IOException();
                });
        Task<Object> main = loop.start(script("main").await(v -> Weft.gather(deaf, failing)));
        loop.schedule(Duration.ofSeconds(2), main::cancel);
        assertThrows(IOException.class, () -> run(main));
        assertEquals(List.of("second"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void r4aTaskThatNobodyRefersToIsKept() {
        WeakReference<CompletableFuture<Object>> source = startAndForget();
        runReady();
        System.gc();
        source.get().complete("value");
        runReady();
        assertEquals(List.of("value"), events);
    }

    private WeakReference<CompletableFuture<Object>> startAndForget() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        loop.start(script("task").await(source).then(v -> events.add((String) v)));
        return new WeakReference<>(source);
    }

    @Test
    void r5gatherThrowsWhenTheSiblingsHaveEnded() {
        Script<Object> sibling = script("sibling")
                .await(Weft.sleep(Duration.ofSeconds(2)))
                .log(events, "side effect")
                .caughtAwaiting(e -> script("cleanUp").await(Weft.yieldNow()).log(events, "cleaned up"));
        Script<Object> main = script("main")
                .await(v -> Weft.gather(sibling, Weft.failed(new IOException())))
                .caught(e -> events.add("thrown"))
                .await(Weft.sleep(LONG));
        run(main);
        assertEquals(List.of("cleaned up", "thrown"), events);
    }

    @Test
    void r6aTickerTicksThoughATaskOnlyAwaitsWhatIsReady() {
        AsyncLock lock = new AsyncLock();
        int[] ticks = new int[1];
        Script<Object> ticker = script("ticker");
        Script<Object> busy = script("busy");
        for (int i = 0; i < 2_000; i++) {
            ticker.await(Weft.yieldNow()).then(v -> ticks[0]++);
            busy.await(v -> lock.acquire()).then(v -> {
                ((Permit) v).close();
                return null;
            });
        }
        loop.start(ticker);
        run(busy);
        assertTrue(ticks[0] >= 2_000 / 128, ticks[0] + " ticks");
    }

    @Test
    void r9aFailureIsReportedThoughTheTaskIsHeld() {
        IOException failure = new IOException();
        Task<Object> held = loop.start(script("held").then(v -> {
            throw failure;
        }));
        run(script("main").await(Weft.sleep(Duration.ofSeconds(1))));
        assertEquals(List.of(failure), uncaught.take());
        assertSame(failure, held.exceptionNow());
    }

    @Test
    void r10aLimitIsAroundATaskOfItsOwnNeverAroundWhoWaits() {
        Script<Object> main = script("main")
                .await(v -> Weft.waitAll(List.of(Weft.withTimeout(Duration.ofSeconds(1), Weft.sleep(LONG)))))
                .await(Weft.sleep(Duration.ofSeconds(5)))
                .log(events, "not touched");
        run(main);
        assertEquals(List.of("not touched"), events);
    }

    @Test
    void r11theTraceOfAThreeDeepChainHasThreeFrames() {
        Script<Object> inner = script("inner").then(v -> null).await(Weft.sleep(LONG));
        Script<Object> middle = script("middle").await(inner);
        Task<Object> task = loop.start(script("outer").await(middle));
        runReady();
        assertEquals(
                List.of("Script.inner(Script.java:2)", "Script.middle(Script.java:1)", "Script.outer(Script.java:1)"),
                Arrays.stream(task.awaitTrace()).map(Object::toString).toList());
        assertNull(task.toCompletableFuture().getNow(null));
    }
}
