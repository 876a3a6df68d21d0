package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The items of a queue as a stream. */
class QueueStreamTest extends StreamFixture {
    private final AsyncQueue<Integer> queue = AsyncQueue.fifo(2);

    private Task<Object> puts(int n) {
        Script<Object> putter = script("putter");
        for (int i = 1; i <= n; i++) {
            int item = i;
            putter.await(v -> queue.put(item));
        }
        return loop.start(putter.then(v -> {
            queue.shutdown(false);
            return null;
        }));
    }

    @Test
    void itEndsWhenTheQueueIsShutDownAndEmpty() {
        puts(5);
        assertEquals(upTo(5), awaited(queue.stream().toList()));
        assertEquals(List.of(), awaited(queue.stream().toList()));
    }

    @Test
    void itWaitsForItemsAndForTheEnd() {
        Task<List<Integer>> all = loop.start(queue.stream().toList());
        loop.schedule(SECOND, () -> queue.tryPut(1));
        loop.schedule(SECOND.multipliedBy(2), () -> queue.shutdown(false));
        assertEquals(List.of(1), run(all));
    }

    @Test
    void alsoWithoutALoop() {
        queue.tryPut(1);
        queue.shutdown(false);
        assertEquals(List.of(1), hot(queue.stream().toList()));
    }

    @Test
    void nothingIsTakenThatNobodyAsksFor() {
        queue.tryPut(1);
        queue.tryPut(2);
        AsyncCursor<Integer> cursor = queue.stream().open();
        assertEquals(2, queue.size());
        assertEquals(true, run(cursor.next()));
        assertEquals(1, cursor.current());
        run(cursor.closeAsync());
        assertEquals(1, queue.size());
        assertEquals(2, queue.poll());
    }

    @Test
    void aFailureOfThePutterIsNotTheEnd() {
        queue.shutdown(false);
        Coroutine<Void> main = AsyncStream.of(1).forEach(item -> queue.tryPut(item));
        failsWith(QueueShutDownException.class, main);
    }

    @Test
    void aCancelledWaitLosesNoItem() {
        AsyncCursor<Integer> cursor = queue.stream().open();
        Task<Boolean> waits = loop.start(cursor.next());
        loop.execute(() -> loop.execute(() -> {
            queue.tryPut(1);
            waits.cancel();
        }));
        assertEquals(true, run(waits), "the item was handed over before");
        assertEquals(1, cursor.current());
        Task<Boolean> again = loop.start(cursor.next());
        loop.execute(() -> loop.execute(() -> {
            again.cancel();
            queue.tryPut(2);
        }));
        assertThrows(CancellationException.class, () -> run(again));
        assertEquals(2, queue.poll());
    }

    @Test
    void aConsumerOfAQueueThatNeverEmptiesCanBeCancelledAndLosesNothing() {
        queue.tryPut(0);
        int[] taken = {0};
        Task<Void> endless = loop.start(queue.stream().forEach(item -> {
            assertEquals(taken[0]++, item);
            queue.tryPut(item + 1);
        }));
        loop.execute(() -> loop.execute(endless::cancel));
        assertThrows(CancellationException.class, () -> run(endless));
        assertEquals(taken[0], queue.poll());
    }
}
