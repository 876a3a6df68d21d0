package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Locks. Some are after the test suites of asyncio, AnyIO and Trio. */
class AsyncLockTest extends PermitFixture {
    @Test
    void aLockIsFair() {
        AsyncLock lock = new AsyncLock();
        List<Task<Object>> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            all.add(holder(name, lock.acquire()));
        }
        runReady();
        assertTrue(lock.isLocked(), lock::toString);
        assertEquals("lock: held by a, 2 waiting", lock.toString());
        run(Weft.gather(all));
        assertEquals(List.of("a in", "a out", "b in", "b out", "c in", "c out"), events);
        assertFalse(lock.isLocked(), lock::toString);
        assertEquals("lock: free", lock.toString());
    }

    @Test
    void aCancelledWaiterLosesNoLock() {
        AsyncLock lock = new AsyncLock();
        Task<Object> a = holder("a", lock.acquire());
        Task<Object> b = holder("b", lock.acquire());
        Task<Object> c = holder("c", lock.acquire());
        runReady();
        b.cancel();
        run(Weft.waitAll(List.of(a, b, c)));
        assertEquals(List.of("a in", "a out", "c in", "c out"), events);
        assertTrue(b.isCancelled(), b::toString);
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void aWaiterThatIsCancelledAfterItWasWokenKeepsTheLockAndReleasesIt() {
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        assertNotNull(held);
        assertNull(lock.tryAcquire());
        Task<Object> b = holder("b", lock.acquire());
        runReady();
        loop.execute(() -> {
            held.close();
            b.cancel();
        });
        runReady();
        assertEquals(List.of("b in"), events);
        assertTrue(b.isCancelled(), b::toString);
        assertTrue(lock.isLocked(), lock::toString);
    }

    @Test
    void tasksOfTwoLoopsShareALock() throws Exception {
        AsyncLock lock = new AsyncLock();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger worst = new AtomicInteger();
        Runnable work = () -> Weft.run(() -> {
            List<Coroutine<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Permit[] held = new Permit[1];
                tasks.add(script("t" + i)
                        .await(lock.acquire())
                        .then(v -> {
                            worst.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            held[0] = (Permit) v;
                            return null;
                        })
                        .await(Weft.yieldNow())
                        .then(v -> {
                            inside.decrementAndGet();
                            held[0].close();
                            return null;
                        }));
            }
            return Weft.gather(tasks);
        });
        Thread other = new Thread(work);
        other.start();
        work.run();
        other.join();
        assertEquals(1, worst.get());
        assertFalse(lock.isLocked(), lock::toString);
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
            assertTrue(lock.isLocked(), lock::toString);
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
        assertFalse(lock.isLocked(), lock::toString);
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
        assertTrue(first.isCancelled(), first::toString);
        assertTrue(third.isCancelled(), third::toString);
        second.resultNow().close();
        assertFalse(lock.isLocked(), lock::toString);
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
        assertTrue(lock.isLocked(), lock::toString);
        waits.resultNow().close();
        assertFalse(lock.isLocked(), lock::toString);
    }
}
