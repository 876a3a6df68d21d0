package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.sync.QueueShutDownException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Semaphores, barriers, events and queues where cancellations, resets and releases meet, after asyncio's tests. */
class PrimitivesCornerTest extends LoopFixture {
    // ---- locks and semaphores

    @Test
    void aSemaphoreGoesRoundInTheOrderOfArrival() {
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        for (String name : List.of("a", "b", "c")) {
            Permit[] held = new Permit[1];
            Script<Object> script = script(name);
            for (int round = 1; round <= 2; round++) {
                String said = name + round;
                script.await(v -> semaphore.acquire())
                        .then(v -> held[0] = (Permit) v)
                        .log(events, said)
                        .await(v -> Weft.sleep(SECOND))
                        .then(v -> {
                            held[0].close();
                            return null;
                        });
            }
            loop.start(script);
        }
        run(Weft.sleep(SECOND.multipliedBy(9)));
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "c2"), events);
        assertEquals(1, semaphore.availablePermits());
    }

    @Test
    void aTaskCancelledAtTheReleaseDoesNotKeepThePermitFromTheNext() {
        AsyncSemaphore semaphore = new AsyncSemaphore(0);
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        Task<Permit> first = loop.start(lock.acquire());
        Task<Permit> second = loop.start(lock.acquire());
        Task<Permit> third = loop.start(semaphore.acquire());
        runReady();
        loop.execute(() -> {
            first.cancel();
            held.close();
            third.cancel();
        });
        runReady();
        assertTrue(first.isCancelled() && third.isCancelled());
        second.resultNow().close();
        assertFalse(lock.isLocked());
        assertEquals(0, semaphore.availablePermits());
    }

    @Test
    void aPermitThatATaskGotAtItsCancellationIsItsResult() {
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        Task<Permit> waits = loop.start(lock.acquire());
        runReady();
        loop.execute(() -> {
            held.close();
            waits.cancel();
        });
        runReady();
        assertTrue(lock.isLocked());
        waits.resultNow().close();
        assertFalse(lock.isLocked());
    }

    // ---- barriers

    private Task<Integer> arrive(AsyncBarrier barrier) {
        return loop.start(barrier.arrive());
    }

    @Test
    void aResetBreaksOnlyWhoWaitsAndTheNextRoundIsWhole() {
        AsyncBarrier barrier = new AsyncBarrier(3);
        Task<Integer> a = arrive(barrier);
        Task<Integer> b = arrive(barrier);
        runReady();
        loop.execute(barrier::reset);
        List<Task<Integer>> next = List.of(arrive(barrier), arrive(barrier), arrive(barrier));
        runReady();
        assertEquals(List.of(a.exceptionNow(), b.exceptionNow()), uncaught.take(), "nobody has awaited them yet");
        assertThrows(BrokenBarrierException.class, () -> run(a));
        assertThrows(BrokenBarrierException.class, () -> run(b));
        assertEquals(List.of(0, 1, 2), next.stream().map(Task::resultNow).toList());
        assertFalse(barrier.isBroken());
    }

    @Test
    void aResetOrAbortAfterTheLastArrivalDoesNotTakeItBack() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> a = arrive(barrier);
        runReady();
        Task<Object> last = loop.start(script("last").await(barrier.arrive()).then(v -> {
            barrier.abort();
            return v;
        }));
        runReady();
        assertEquals(List.of(0, 1), List.of(run(a), run(last)));
        assertTrue(barrier.isBroken());
    }

    @Test
    void aCancelledArrivalTogetherWithTheLastOneHasArrived() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> a = arrive(barrier);
        runReady();
        Task<Object> last = loop.start(script("last").await(barrier.arrive()).then(v -> a.cancel()));
        runReady();
        assertEquals(0, a.resultNow());
        assertEquals(true, last.resultNow());
    }

    @Test
    void aBarrierOfOneLetsEachThrough() {
        AsyncBarrier barrier = new AsyncBarrier(1);
        assertEquals(List.of(0, 0), run(Weft.gather(barrier.arrive(), barrier.arrive())));
        assertThrows(IllegalArgumentException.class, () -> new AsyncBarrier(0));
    }

    // ---- events

    @Test
    void whoComesAfterSetAndClearInOneTurnWaits() {
        AsyncEvent event = new AsyncEvent();
        Task<Void> before = loop.start(event.whenSet());
        runReady();
        loop.execute(() -> {
            event.set();
            event.set();
            event.clear();
        });
        Task<Void> after = loop.start(event.whenSet());
        runReady();
        assertTrue(before.isDone());
        assertFalse(after.isDone());
        event.set();
        run(after);
    }

    // ---- queues

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
        assertFalse(joins.isDone());
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
        assertTrue(takes.get(0).isCancelled());
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
        assertTrue(put.isDone());
        assertFalse(joins.isDone());
        queue.poll();
        queue.taskDone();
        run(joins);
    }
}
