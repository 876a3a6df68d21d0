package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Queues. */
class QueueTest extends LoopFixture {
    @Test
    void aQueueHoldsBackWhoPutsAndWhoTakes() {
        AsyncQueue<Object> queue = AsyncQueue.fifo(2);
        Script<Object> producer = script("producer");
        for (int i = 0; i < 5; i++) {
            int n = i;
            producer.await(v -> queue.put(n)).log(events, "put " + n);
        }
        Task<Object> producing = loop.start(producer);
        runReady();
        assertEquals(List.of("put 0", "put 1"), events);
        assertFalse(queue.tryPut(9));
        assertEquals("queue: 2 of 2, 1 putting, 0 taking", queue.toString());
        List<Object> got = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            got.add(run(queue.take()));
        }
        run(producing);
        assertEquals(List.of(0, 1, 2, 3, 4), got);
        assertNull(queue.poll());
        assertEquals(0, queue.size());
    }

    @Test
    void orders() {
        AsyncQueue<Integer> lifo = AsyncQueue.lifo(9);
        AsyncQueue<Integer> priority = AsyncQueue.priority(9, Comparator.reverseOrder());
        for (int i : List.of(2, 3, 1)) {
            assertTrue(lifo.tryPut(i) && priority.tryPut(i));
        }
        assertEquals(List.of(1, 3, 2), List.of(lifo.poll(), lifo.poll(), lifo.poll()));
        assertEquals(List.of(3, 2, 1), List.of(priority.poll(), priority.poll(), priority.poll()));
        assertThrows(IllegalArgumentException.class, () -> AsyncQueue.fifo(0));
    }

    @Test
    void aCancelledTakerLosesNoItem() {
        AsyncQueue<String> queue = AsyncQueue.fifo(1);
        Task<String> first = loop.start(queue.take());
        Task<String> second = loop.start(queue.take());
        runReady();
        first.cancel();
        run(queue.put("item"));
        assertEquals("item", run(second));
        assertThrows(CancellationException.class, () -> run(first));
    }

    @Test
    void joinWaitsUntilEverythingIsDone() {
        AsyncQueue<String> queue = AsyncQueue.fifo(5);
        run(queue.join());
        queue.tryPut("a");
        queue.tryPut("b");
        Task<Void> join = loop.start(queue.join());
        queue.poll();
        queue.taskDone();
        runReady();
        assertFalse(join.isDone());
        queue.taskDone();
        run(join);
        assertThrows(IllegalStateException.class, queue::taskDone);
    }

    @Test
    void aShutDownQueueGivesWhatItHas() {
        AsyncQueue<String> queue = AsyncQueue.fifo(1);
        queue.tryPut("a");
        Task<Void> putter = loop.start(queue.put("b"));
        runReady();
        queue.shutdown(false);
        assertThrows(QueueShutDownException.class, () -> run(putter));
        assertThrows(QueueShutDownException.class, () -> queue.tryPut("c"));
        assertEquals("a", run(queue.take()));
        assertThrows(QueueShutDownException.class, () -> run(queue.take()));
        assertThrows(QueueShutDownException.class, queue::poll);
        AsyncQueue<String> other = AsyncQueue.fifo(1);
        other.tryPut("x");
        Task<Void> join = loop.start(other.join());
        runReady();
        other.shutdown(true);
        run(join);
        assertEquals(0, other.size());
    }
}
