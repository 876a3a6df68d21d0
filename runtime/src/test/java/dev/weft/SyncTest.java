package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Locks, events, conditions, semaphores, barriers, queues. */
class SyncTest extends LoopFixture {
    /** Takes a permit, holds it for a second, and gives it back. */
    private Task<Object> holder(String name, Coroutine<Permit> acquire) {
        Permit[] held = new Permit[1];
        return loop.start(
                script(name)
                        .await(acquire)
                        .then(v -> {
                            events.add(name + " in");
                            held[0] = (Permit) v;
                            return null;
                        })
                        .await(Weft.sleep(SECOND))
                        .then(v -> {
                            events.add(name + " out");
                            held[0].close();
                            held[0].close();
                            return null;
                        }),
                name);
    }

    @Test
    void aLockIsFair() {
        AsyncLock lock = new AsyncLock();
        List<Task<Object>> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            all.add(holder(name, lock.acquire()));
        }
        runReady();
        assertTrue(lock.isLocked());
        assertEquals("lock: held by a, 2 waiting", lock.toString());
        run(Weft.gather(all));
        assertEquals(List.of("a in", "a out", "b in", "b out", "c in", "c out"), events);
        assertFalse(lock.isLocked());
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
        assertTrue(b.isCancelled());
        assertFalse(lock.isLocked());
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
        assertTrue(b.isCancelled());
        assertTrue(lock.isLocked());
    }

    @Test
    void aTaskThatWantsItsOwnLockIsADeadlock() {
        AsyncLock lock = new AsyncLock();
        Script<Object> main = script("main").await(lock.acquire()).await(lock.acquire());
        DeadlockException e = assertThrows(DeadlockException.class, () -> run(main));
        assertTrue(e.getMessage().contains("lock: held by"), e.getMessage());
    }

    @Test
    void locksTakenInOppositeOrderAreADeadlock() {
        AsyncLock one = new AsyncLock();
        AsyncLock two = new AsyncLock();
        Task<Object> a = loop.start(
                script("a").await(one.acquire()).await(Weft.sleep(SECOND)).await(two.acquire()), "a");
        Task<Object> b = loop.start(
                script("b").await(two.acquire()).await(Weft.sleep(SECOND)).await(one.acquire()), "b");
        DeadlockException e = assertThrows(DeadlockException.class, () -> run(b));
        assertTrue(e.getMessage().contains("task a"), e.getMessage());
        assertTrue(e.getMessage().contains("task b"), e.getMessage());
        a.cancel();
        runReady();
    }

    @Test
    void tasksThatAwaitEachOtherAreADeadlock() {
        List<Task<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int next = (i + 1) % 3;
            tasks.add(loop.start(script("t" + i).await(Weft.yieldNow()).await(v -> tasks.get(next)), "t" + i));
        }
        DeadlockException e = assertThrows(DeadlockException.class, () -> run(tasks.get(2)));
        for (Task<Object> task : tasks) {
            assertTrue(e.getMessage().contains(task.name()), e.getMessage());
        }
    }

    @Test
    void aSemaphoreIsFairAndCountsRight() {
        AsyncSemaphore two = new AsyncSemaphore(2);
        List<Task<Object>> all = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            all.add(holder(name, two.acquire()));
        }
        runReady();
        assertEquals(0, two.availablePermits());
        assertNull(two.tryAcquire());
        assertEquals("semaphore: 0 available, 2 waiting", two.toString());
        all.get(2).cancel();
        run(Weft.waitAll(all));
        assertEquals(List.of("a in", "b in", "a out", "b out", "d in", "d out"), events);
        assertEquals(2, two.availablePermits());
        assertThrows(IllegalArgumentException.class, () -> new AsyncSemaphore(-1));
    }

    @Test
    void anEventWakesAllEvenIfItIsClearedAtOnce() {
        AsyncEvent event = new AsyncEvent();
        loop.start(script("a").await(event.whenSet()).log(events, "a"));
        loop.start(script("b").await(event.whenSet()).log(events, "b"));
        runReady();
        assertEquals("event: not set, 2 waiting", event.toString());
        event.set();
        assertTrue(event.isSet());
        run(event.whenSet());
        event.clear();
        runReady();
        assertEquals(List.of("a", "b"), events);
        assertFalse(event.isSet());
    }

    @Test
    void aConditionGivesUpTheLockAndComesBackWithIt() {
        AsyncLock lock = new AsyncLock();
        AsyncCondition condition = new AsyncCondition(lock);
        int[] stock = new int[1];
        Permit[] held = new Permit[1];
        Task<Object> consumer = loop.start(script("consumer")
                .await(lock.acquire())
                .then(v -> held[0] = (Permit) v)
                .await(condition.until(() -> stock[0] > 1))
                .then(v -> {
                    assertTrue(lock.isLocked());
                    held[0].close();
                    return stock[0];
                }));
        runReady();
        assertFalse(lock.isLocked());
        for (int i = 0; i < 2; i++) {
            run(script("producer").await(lock.acquire()).then(v -> {
                stock[0]++;
                condition.signal();
                ((Permit) v).close();
                return null;
            }));
        }
        assertEquals(2, run(consumer));
        assertFalse(lock.isLocked());
    }

    @Test
    void aCancelledConditionComesBackWithTheLockToo() {
        AsyncLock lock = new AsyncLock();
        AsyncCondition condition = new AsyncCondition(lock);
        Permit[] held = new Permit[1];
        Task<Object> waiter = loop.start(script("waiter")
                .await(lock.acquire())
                .then(v -> held[0] = (Permit) v)
                .await(condition.whenSignalled())
                .caught(e -> {
                    events.add("cancelled, locked: " + lock.isLocked());
                    held[0].close();
                    throw e;
                }));
        runReady();
        Task<Object> other = holder("other", lock.acquire());
        runReady();
        waiter.cancel();
        run(other);
        runReady();
        assertEquals(List.of("other in", "other out", "cancelled, locked: true"), events);
        assertTrue(waiter.isCancelled());
        assertFalse(lock.isLocked());
        assertThrows(IllegalStateException.class, () -> run(condition.whenSignalled()));
    }

    @Test
    void aBarrierLetsAllGoTogetherAgainAndAgain() {
        AsyncBarrier barrier = new AsyncBarrier(2);
        assertEquals(List.of(0, 1), run(Weft.gather(barrier.arrive(), barrier.arrive())));
        assertEquals(List.of(0, 1), run(Weft.gather(barrier.arrive(), barrier.arrive())));
        Task<Integer> alone = loop.start(barrier.arrive());
        runReady();
        assertEquals("barrier: 1 of 2 have arrived", barrier.toString());
        alone.cancel();
        runReady();
        Task<Integer> next = loop.start(barrier.arrive());
        runReady();
        assertFalse(next.isDone());
        barrier.reset();
        assertThrows(BrokenBarrierException.class, () -> run(next));
        assertFalse(barrier.isBroken());
        barrier.abort();
        assertTrue(barrier.isBroken());
        assertThrows(BrokenBarrierException.class, () -> run(barrier.arrive()));
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
        assertFalse(lock.isLocked());
    }
}
