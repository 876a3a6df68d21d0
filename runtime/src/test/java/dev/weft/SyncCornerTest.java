package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** Corner cases of dev.weft.sync, after the test suites of asyncio, AnyIO and Trio. */
class SyncCornerTest extends LoopFixture {
    private final List<Permit> permits = new ArrayList<>();

    /** Acquires, says so, and keeps the permit in {@code permits}. */
    private Task<Object> acquirer(String name, Script.Step acquire) {
        return loop.start(
                script(name).await(acquire).then(v -> permits.add((Permit) v)).log(events, name), name);
    }

    private void closeNext() {
        permits.remove(0).close();
    }

    @Test
    void aLockThatIsReleasedAndTakenInTheSameStepGoesToWhoWaited() {
        AsyncLock lock = new AsyncLock();
        acquirer("a", v -> lock.acquire());
        acquirer("b", v -> lock.acquire());
        runReady();
        loop.execute(() -> {
            closeNext();
            assertNull(lock.tryAcquire());
            assertTrue(lock.isLocked());
        });
        runReady();
        assertEquals(List.of("a", "b"), events);
    }

    @Test
    void aLockIsHandedOnPastAllWhoWereCancelledInTheSameTurn() {
        AsyncLock lock = new AsyncLock();
        acquirer("a", v -> lock.acquire());
        Task<Object> b = acquirer("b", v -> lock.acquire());
        Task<Object> c = acquirer("c", v -> lock.acquire());
        acquirer("d", v -> lock.acquire());
        runReady();
        loop.execute(() -> {
            b.cancel();
            c.cancel();
            closeNext();
        });
        runReady();
        assertEquals(List.of("a", "d"), events);
        closeNext();
        assertFalse(lock.isLocked());
    }

    @Test
    void cancelledAcquirersOfASemaphoreLeaveNoHoleInTheCount() {
        AsyncSemaphore semaphore = new AsyncSemaphore(1);
        acquirer("a", v -> semaphore.acquire());
        List<Task<Object>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(acquirer("w" + i, v -> semaphore.acquire()));
        }
        runReady();
        loop.execute(() -> {
            closeNext();
            waiting.get(0).cancel(); // has the permit already: it keeps it, and ends with it
            waiting.get(1).cancel(); // has none: the next gets it later
        });
        runReady();
        assertEquals(List.of("a", "w0"), events);
        closeNext();
        runReady();
        assertEquals(List.of("a", "w0", "w2"), events);
        for (int i = 0; i < 3; i++) {
            closeNext();
            runReady();
        }
        assertEquals(1, semaphore.availablePermits());
        assertEquals(List.of("a", "w0", "w2", "w3", "w4"), events);
    }

    @Test
    void severalReleasesAtOnceWakeAsMany() {
        AsyncSemaphore semaphore = new AsyncSemaphore(2);
        for (int i = 0; i < 5; i++) {
            acquirer("t" + i, v -> semaphore.acquire());
        }
        runReady();
        loop.execute(() -> {
            closeNext();
            closeNext();
            assertNull(semaphore.tryAcquire());
        });
        runReady();
        assertEquals(List.of("t0", "t1", "t2", "t3"), events);
        assertEquals("semaphore: 0 available, 1 waiting", semaphore.toString());
    }

    @Test
    void anEventThatIsSetLetsAllThroughUntilItIsCleared() {
        AsyncEvent event = new AsyncEvent();
        event.set();
        run(script("main").await(event.whenSet()));
        event.clear();
        Task<Object> waits = loop.start(script("waits").await(event.whenSet()).log(events, "set"));
        Task<Object> cancelled = loop.start(script("cancelled").await(event.whenSet()));
        runReady();
        cancelled.cancel();
        runReady();
        assertEquals("event: not set, 1 waiting", event.toString());
        event.set();
        run(waits);
        assertEquals(List.of("set"), events);
    }

    /** Waits for a signal with the lock, and gives it up. */
    private Task<Object> signalled(String name, AsyncLock lock, AsyncCondition condition) {
        Permit[] held = new Permit[1];
        return loop.start(
                script(name)
                        .await(v -> lock.acquire())
                        .then(v -> held[0] = (Permit) v)
                        .await(v -> condition.whenSignalled())
                        .log(events, name)
                        .caught(e -> {
                            held[0].close();
                            throw e;
                        })
                        .then(v -> {
                            held[0].close();
                            return null;
                        }),
                name);
    }

    @Test
    void aSignalOfACancelledWaiterGoesToTheNext() {
        AsyncLock lock = new AsyncLock();
        AsyncCondition condition = new AsyncCondition(lock);
        Task<Object> a = signalled("a", lock, condition);
        signalled("b", lock, condition);
        runReady();
        acquirer("holder", v -> lock.acquire());
        runReady();
        condition.signal();
        runReady();
        a.cancel(); // it has the signal, and waits for the lock
        runReady();
        closeNext();
        runReady();
        assertTrue(a.isCancelled());
        assertEquals(List.of("holder", "b"), events);
        assertFalse(lock.isLocked());
    }

    @Test
    void signalAllWakesThoseWhoWaitNowInOrder() {
        AsyncLock lock = new AsyncLock();
        AsyncCondition condition = new AsyncCondition(lock);
        for (String name : List.of("a", "b", "c")) {
            signalled(name, lock, condition);
        }
        runReady();
        Permit held = lock.tryAcquire();
        condition.signalAll();
        held.close();
        runReady();
        assertEquals(List.of("a", "b", "c"), events);
        held = lock.tryAcquire();
        condition.signal();
        condition.signalAll();
        held.close();
        assertFalse(lock.isLocked());
    }

    @Test
    void aConditionWithoutItsLockIsRefused() {
        AsyncCondition condition = new AsyncCondition(new AsyncLock());
        assertThrows(IllegalStateException.class, () -> run(condition.whenSignalled()));
        assertThrows(IllegalStateException.class, () -> run(condition.until(() -> false)));
        assertThrows(IllegalStateException.class, condition::signal);
        assertThrows(IllegalStateException.class, condition::signalAll);
        run(condition.until(() -> true)); // nothing to wait for
    }

    @Test
    void aCancelledArrivalHasNotArrived() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> first = loop.start(barrier.arrive());
        runReady();
        first.cancel();
        runReady();
        Task<Integer> second = loop.start(barrier.arrive());
        runReady();
        assertFalse(second.isDone());
        assertEquals(1, run(barrier.arrive()));
        assertEquals(0, run(second));
    }

    @Test
    void anAbortedBarrierStaysBrokenUntilItIsReset() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        Task<Integer> waits = loop.start(barrier.arrive());
        runReady();
        barrier.abort();
        assertThrows(BrokenBarrierException.class, () -> run(waits));
        assertThrows(BrokenBarrierException.class, () -> run(barrier.arrive()));
        assertTrue(barrier.isBroken());
        barrier.reset();
        assertFalse(barrier.isBroken());
        assertEquals(List.of(0, 1), run(Weft.gather(barrier.arrive(), barrier.arrive())));
    }
}
