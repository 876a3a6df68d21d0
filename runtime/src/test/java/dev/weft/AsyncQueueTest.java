package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Queues. Some are after the test suites of asyncio, AnyIO and Trio. */
class AsyncQueueTest extends LoopFixture {
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
        assertFalse(queue.tryPut(9), queue::toString);
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
            assertTrue(lifo.tryPut(i), "lifo took no " + i);
            assertTrue(priority.tryPut(i), "priority took no " + i);
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
        assertFalse(join.isDone(), join::toString);
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
        assertFalse(joiner.isDone(), joiner::toString);
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
        assertFalse(joiner.isDone(), joiner::toString);
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

    @Test
    void shuttingDownAtOnceLeavesWhatIsBeingWorkedOn() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        queue.tryPut(1);
        queue.tryPut(2);
        Task<Void> joins = loop.start(queue.join());
        assertEquals(1, run(queue.take()));
        queue.shutdown(true);
        runReady();
        assertEquals(0, queue.size());
        assertFalse(joins.isDone(), joins::toString);
        assertThrows(QueueShutDownException.class, () -> run(queue.put(3)));
        queue.taskDone();
        run(joins);
        assertThrows(IllegalStateException.class, queue::taskDone);
        queue.shutdown(false);
        queue.shutdown(true);
    }

    @Test
    void everyWaiterOfAQueueThatShutsDownIsLetGoEvenACancelledOne() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        List<Task<?>> takes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            takes.add(loop.start(queue.take()));
        }
        runReady();
        loop.execute(() -> {
            takes.get(0).cancel();
            queue.shutdown(false);
            takes.get(1).cancel();
        });
        runReady();
        assertTrue(takes.get(0).isCancelled(), takes.get(0)::toString);
        List<Throwable> failures =
                List.of(takes.get(1).exceptionNow(), takes.get(2).exceptionNow());
        for (Throwable failure : failures) {
            assertEquals(QueueShutDownException.class, failure.getClass());
        }
        assertEquals(failures, uncaught.take(), "nobody awaits them");
        run(queue.join());
    }

    @Test
    void puttersComeInByTurnsThoughSomeAreCancelled() {
        AsyncQueue<Integer> queue = AsyncQueue.priority(1, Comparator.reverseOrder());
        queue.tryPut(5);
        List<Task<Void>> puts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            puts.add(loop.start(queue.put(i)));
        }
        runReady();
        puts.get(1).cancel();
        puts.get(3).cancel();
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runReady();
            taken.add(run(queue.take()));
        }
        assertEquals(List.of(5, 0, 2, 4), taken);
        assertNull(queue.poll());
        assertThrows(CancellationException.class, () -> run(puts.get(1)));
    }

    @Test
    void joinWaitsForWhatWaitsToBePutOnlyOnceItIsIn() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        run(queue.join());
        queue.tryPut(1);
        Task<Void> put = loop.start(queue.put(2));
        Task<Void> joins = loop.start(queue.join());
        runReady();
        queue.poll();
        queue.taskDone();
        runReady();
        assertTrue(put.isDone(), put::toString);
        assertFalse(joins.isDone(), joins::toString);
        queue.poll();
        queue.taskDone();
        run(joins);
    }

    @Test
    void itsSizeIsTheNumberOfItemsInIt() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(2);
        for (int size = 0; size < 2; size++) {
            assertEquals(size, queue.size());
            assertTrue(queue.tryPut(size), "there is room");
        }
        assertEquals(2, queue.size());
        assertFalse(queue.tryPut(2), "the queue is full");
        assertEquals(2, queue.size());
    }

    @Test
    void aPutGivesNothingWhetherOrNotItHadToWait() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        Object atOnce = run(queue.put(1));
        assertNull(atOnce, "what a put gives that did not wait");
        Task<Void> waits = loop.start(queue.put(2));
        runReady();
        assertFalse(waits.isDone(), waits::toString);
        assertEquals(1, queue.poll());
        runReady();
        Object later = waits.resultNow();
        assertNull(later, "what a put gives that has waited");
    }
}
