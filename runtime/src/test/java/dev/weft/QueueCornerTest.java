package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Corner cases of queues, after the test suites of asyncio, AnyIO and Trio. */
class QueueCornerTest extends LoopFixture {
    @Test
    void cancelledTakersAreNotInTheWay() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(3);
        for (int i = 0; i < 3; i++) {
            Task<Object> taker = loop.start(script("taker").await(v -> Weft.withTimeout(SECOND, queue.take())));
            assertThrows(java.util.concurrent.TimeoutException.class, () -> run(taker));
        }
        run(queue.put(1));
        assertEquals(1, run(queue.take()));
        assertEquals("queue: 0 of 3, 0 putting, 0 taking", queue.toString());
    }

    @Test
    void aCancelledPutterLeavesItsItemOutAndItsPlaceToTheNext() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        run(queue.put(1));
        Task<Void> two = loop.start(queue.put(2));
        Task<Void> three = loop.start(queue.put(3));
        runReady();
        two.cancel();
        runReady();
        assertEquals(1, queue.poll());
        run(three);
        assertEquals(3, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void aPutterThatHasJustBeenLetInKeepsItsPlaceInSpiteOfACancel() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        run(queue.put(1));
        Task<Object> two = loop.start(script("two").await(queue.put(2)).log(events, "in"));
        runReady();
        loop.execute(() -> {
            assertEquals(1, queue.poll());
            two.cancel();
        });
        runReady();
        assertEquals(2, queue.poll());
        assertEquals(List.of("in"), events);
    }

    @Test
    void takersGetTheirItemsInTheOrderInWhichTheyCame() {
        AsyncQueue<String> queue = AsyncQueue.lifo(5);
        for (String name : List.of("a", "b")) {
            loop.start(script(name).await(queue.take()).then(v -> events.add(name + " " + v)));
        }
        runReady();
        loop.execute(() -> {
            queue.tryPut("1");
            queue.tryPut("2");
        });
        runReady();
        assertEquals(List.of("a 1", "b 2"), events);
    }

    @Test
    void shutDownAtOnceDropsItemsAndLetsAllGo() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(1, Comparator.naturalOrder());
        run(queue.put(1));
        Task<Void> putter = loop.start(queue.put(2));
        Task<Void> joiner = loop.start(queue.join());
        runReady();
        assertFalse(joiner.isDone());
        queue.shutdown(true);
        run(joiner);
        assertSame(putter.exceptionNow(), uncaught.takeOne(), "nobody has awaited it yet");
        assertThrows(QueueShutDownException.class, () -> run(putter));
        assertThrows(QueueShutDownException.class, () -> run(queue.take()));
        assertThrows(QueueShutDownException.class, () -> queue.tryPut(3));
        assertThrows(QueueShutDownException.class, queue::poll);
        assertThrows(IllegalStateException.class, queue::taskDone);
    }

    @Test
    void shutDownWithItemsGivesThemOutAndJoinWaitsForThem() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        run(queue.put(1));
        queue.shutdown(false);
        Task<Void> joiner = loop.start(queue.join());
        assertEquals(1, run(queue.take()));
        runReady();
        assertFalse(joiner.isDone());
        queue.taskDone();
        run(joiner);
        assertThrows(QueueShutDownException.class, () -> run(queue.take()));
    }

    @Test
    void shutDownWakesTakers() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        Task<Integer> taker = loop.start(queue.take());
        runReady();
        queue.shutdown(false);
        assertThrows(QueueShutDownException.class, () -> run(taker));
    }
}
