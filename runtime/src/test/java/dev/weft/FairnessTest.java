package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A task that awaits only what is ready lets the others run. */
@SuppressWarnings("FutureReturnValueIgnored") // tasks are kept by their loop
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
        runReady();
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
        assertTrue(ticksDuring(1_280, v -> done) >= 10);
        assertTrue(ticksDuring(1_280, v -> CompletableFuture.completedFuture(1)) >= 10);
        assertTrue(ticksDuring(1_280, v -> Weft.result(1)) >= 10);
    }

    @Test
    void locksAndQueues() {
        AsyncLock lock = new AsyncLock();
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        Permit[] held = new Permit[1];
        loop.start(ticker(2_000));
        runReady();
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
                return Weft.result(n);
            });
        }
        busy.await(Weft.sleep(Duration.ofSeconds(1))).caught(e -> events.add("at the sleep"));
        Task<Object> task = loop.start(busy);
        loop.execute(task::cancel);
        run(task);
        assertEquals("at the sleep", events.get(0));
    }
}
