package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ports.Poller;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A task that awaits only what is ready lets the others run. */
class FairnessTest extends LoopFixture {
    private int ticks;

    private Script<Object> ticker(int times) {
        Script<Object> ticker = script("ticker");
        for (int i = 0; i < times; i++) {
            ticker.await(Weft.yieldNow()).then(v -> ticks++);
        }
        return ticker;
    }

    private int ticksDuring(int awaits, Script.Step source) {
        loop.start(ticker(awaits));
        runTurns(20);
        int before = ticks;
        Script<Object> busy = script("busy");
        for (int i = 0; i < awaits; i++) {
            busy.await(source);
        }
        Task<Object> task = loop.start(busy);
        while (!task.isDone()) {
            loop.stop();
            loop.runForever();
        }
        return ticks - before;
    }

    @Test
    void tasksStagesAwaitersAndResults() {
        Task<Object> done = loop.start(script("done").give(1));
        run(done);
        assertTicks(v -> done);
        assertTicks(v -> CompletableFuture.completedFuture(1));
        assertTicks(v -> Weft.result(1));
    }

    private void assertTicks(Script.Step ready) {
        int ticks = ticksDuring(1_280, ready);
        assertTrue(ticks >= 10, "ticks during 1,280 awaits: " + ticks);
    }

    @Test
    void locksAndQueues() {
        AsyncLock lock = new AsyncLock();
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        Permit[] held = new Permit[1];
        loop.start(ticker(2_000));
        runTurns(20);
        int before = ticks;
        Script<Object> busy = script("busy");
        for (int i = 0; i < 1_000; i++) {
            busy.await(v -> lock.acquire())
                    .then(v -> {
                        held[0] = (Permit) v;
                        return null;
                    })
                    .await(v -> queue.put("item"))
                    .await(v -> queue.take())
                    .then(v -> {
                        assertEquals("item", v);
                        held[0].close();
                        return null;
                    });
        }
        run(busy);
        assertTrue(ticks - before >= 3_000 / 128, (ticks - before) + " ticks");
    }

    @Test
    void theValueComesThroughAndACancellationDoesNotTakeItAway() {
        Script<Object> busy = script("busy");
        for (int i = 0; i < 1_000; i++) {
            int n = i;
            busy.await(v -> {
                assertEquals(n == 0 ? null : n - 1, v);
                events.add("" + n);
                return Weft.result(n);
            });
        }
        busy.caught(e -> events.add("" + e.getClass().getSimpleName()));
        Task<Object> task = loop.start(busy);
        loop.execute(task::cancel);
        run(task);
        // The value that has spent the budget has come through; the next await was begun, and has thrown.
        assertEquals(List.of("127", "128", "CancelledError"), events.subList(127, 130));
    }

    /** Counts, and lets other threads do something while the loop waits. */
    private final class CountingPoller implements Poller {
        Runnable meanwhile = () -> {};
        int polls;
        int wakeUps;

        @Override
        public void poll(long nanos) {
            polls++;
            if (nanos > 0) {
                Runnable once = meanwhile;
                meanwhile = () -> {};
                once.run();
            }
            time.poll(nanos);
        }

        @Override
        public void wakeUp() {
            wakeUps++;
            time.wakeUp();
        }
    }

    private final CountingPoller poller = new CountingPoller();

    private static void onAnotherThread(Runnable work) {
        Thread other = new Thread(work);
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatOtherThreadsPostWhileTheLoopWaitsWakesItOncePerBatch() {
        EventLoop counting = uncaught.watch(EventLoop.create(time, poller));
        CompletableFuture<Object> last = new CompletableFuture<>();
        poller.meanwhile = () -> onAnotherThread(() -> {
            for (int i = 0; i < 1_000; i++) {
                counting.execute(() -> ticks++);
            }
            counting.execute(() -> last.complete("end"));
        });
        counting.runUntilComplete(Weft.awaitable(last));
        assertEquals(1_000, ticks);
        assertEquals(1, poller.wakeUps);
    }

    @Test
    void whatOtherThreadsPostToABusyLoopWakesNothing() {
        EventLoop counting = uncaught.watch(EventLoop.create(time, poller));
        counting.runUntilComplete(script("busy")
                .then(v -> {
                    onAnotherThread(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            counting.execute(() -> ticks++);
                        }
                    });
                    return null;
                })
                .await(Weft.yieldNow()));
        assertEquals(1_000, ticks);
        assertEquals(0, poller.wakeUps);
    }

    @Test
    void timersAndEventsAreServedThoughOneTurnHasManySteps() {
        EventLoop counting = uncaught.watch(EventLoop.create(time, poller));
        int[] pollsAtLast = new int[1];
        for (int i = 0; i < 10_000; i++) {
            int n = i;
            counting.execute(() -> {
                ticks++;
                if (n == 100) {
                    counting.schedule(Duration.ofSeconds(1), () -> events.add("timer after " + ticks));
                } else if (n == 200) {
                    time.advance(Duration.ofSeconds(1));
                } else if (n == 300) {
                    onAnotherThread(() -> counting.execute(() -> events.add("posted after " + ticks)));
                } else if (n == 9_999) {
                    pollsAtLast[0] = poller.polls;
                    counting.execute(() -> events.add("last"));
                }
            });
        }
        counting.stop();
        counting.runForever();
        assertEquals(10_000, ticks);
        assertTrue(pollsAtLast[0] >= 10_000 / 256, pollsAtLast[0] + " polls");
        counting.stop();
        counting.runForever();
        // They were queued in the midst of the first turn, and so come before what its last step has queued.
        assertEquals(List.of("timer after 10000", "posted after 10000", "last"), events);
    }
}
