package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hot calls without a loop that hand something over to one another, one after another, on the thread that has started it:
 * however many there are, the stack is small, and all of them end.
 */
@Tag("jdk")
class HotHandOverTest extends LoopFixture {
    private static final int MANY = 20_000;
    private static final long SMALL_STACK = 256 << 10;

    private final List<CompletableFuture<Object>> calls = new ArrayList<>();

    private static void onASmallStack(Runnable work) {
        onAStack(SMALL_STACK, work);
    }

    private static void onAStack(long size, Runnable work) {
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(null, work, "small", size);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertNull(thrown[0], () -> "the thread ended with " + thrown[0]);
    }

    private void assertAllEnded(int number) {
        assertEquals(number, calls.size(), "calls");
        for (int i = 0; i < number; i++) {
            CompletableFuture<Object> call = calls.get(i);
            assertTrue(call.isDone() && !call.isCompletedExceptionally(), "call " + i + ": " + call);
        }
    }

    private static Script<Object> usesPermit(Coroutine<Permit> acquired) {
        return script("uses a permit").await(acquired).then(permit -> {
            ((Permit) permit).close();
            return permit;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 100_000})
    void aLock(int number) {
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        for (int i = 0; i < number; i++) {
            calls.add(usesPermit(lock.acquire()).hot());
        }
        onAStack(number == 2_000 ? 1 << 20 : SMALL_STACK, held::close);
        assertAllEnded(number);
        assertTrue(!lock.isLocked(), lock::toString);
    }

    @Test
    void aLockThatTheFirstCallHasTakenBeforeItSuspended() {
        AsyncLock lock = new AsyncLock();
        CompletableFuture<Object> gate = new CompletableFuture<>();
        List<Permit> held = new ArrayList<>();
        calls.add(script("first")
                .await(lock.acquire())
                .then(permit -> held.add((Permit) permit))
                .await(gate)
                .then(v -> {
                    held.get(0).close();
                    return v;
                })
                .hot());
        for (int i = 1; i < MANY; i++) {
            calls.add(usesPermit(lock.acquire()).hot());
        }
        onASmallStack(() -> gate.complete(1));
        assertAllEnded(MANY);
    }

    @Test
    void aSemaphore() {
        AsyncSemaphore semaphore = new AsyncSemaphore(3);
        List<Permit> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            held.add(semaphore.tryAcquire());
        }
        for (int i = 0; i < MANY; i++) {
            calls.add(usesPermit(semaphore.acquire()).hot());
        }
        onASmallStack(() -> held.forEach(Permit::close));
        assertAllEnded(MANY);
        assertEquals(3, semaphore.availablePermits());
    }

    @Test
    void aQueueWhoseTakersPut() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        for (int i = 0; i < MANY; i++) {
            calls.add(script("passes on")
                    .await(queue.take())
                    .await(v -> queue.put((Integer) v + 1))
                    .hot());
        }
        onASmallStack(() -> assertTrue(queue.tryPut(0), "there was room"));
        assertAllEnded(MANY);
        assertEquals(MANY, queue.poll());
    }

    @Test
    void aFullQueueWhosePuttersTake() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        assertTrue(queue.tryPut(-1), "there was room");
        for (int i = 0; i < MANY; i++) {
            calls.add(script("takes after its put")
                    .await(queue.put(i))
                    .then(v -> queue.poll())
                    .hot());
        }
        onASmallStack(() -> assertEquals(-1, queue.poll()));
        assertAllEnded(MANY);
    }

    @Test
    void events() {
        List<AsyncEvent> events = new ArrayList<>();
        for (int i = 0; i <= MANY; i++) {
            events.add(new AsyncEvent());
        }
        for (int i = 0; i < MANY; i++) {
            AsyncEvent next = events.get(i + 1);
            calls.add(script("sets the next event")
                    .await(events.get(i).whenSet())
                    .then(v -> {
                        next.set();
                        return v;
                    })
                    .hot());
        }
        onASmallStack(() -> events.get(0).set());
        assertAllEnded(MANY);
    }

    @Test
    void aCondition() {
        AsyncLock lock = new AsyncLock();
        AsyncCondition signalled = new AsyncCondition(lock);
        for (int i = 0; i < MANY; i++) {
            List<Permit> held = new ArrayList<>();
            calls.add(script("signals the next one")
                    .await(lock.acquire())
                    .then(permit -> held.add((Permit) permit))
                    .await(v -> signalled.whenSignalled())
                    .then(v -> {
                        signalled.signal();
                        held.get(0).close();
                        return v;
                    })
                    .hot());
        }
        onASmallStack(() -> {
            Permit held = lock.tryAcquire();
            assertNotNull(held, "the lock is free");
            signalled.signal();
            held.close();
        });
        assertAllEnded(MANY);
    }

    @Test
    void barriers() {
        List<AsyncBarrier> barriers = new ArrayList<>();
        for (int i = 0; i <= MANY; i++) {
            barriers.add(new AsyncBarrier(2));
        }
        for (int i = 0; i < MANY; i++) {
            AsyncBarrier next = barriers.get(i + 1);
            calls.add(script("arrives at the next barrier")
                    .await(barriers.get(i).arrive())
                    .await(v -> next.arrive())
                    .give("passed")
                    .hot());
        }
        onASmallStack(() -> {
            script("first").await(barriers.get(0).arrive()).hot();
            script("last").await(barriers.get(MANY).arrive()).hot();
        });
        assertAllEnded(MANY);
    }

    @Test
    void aQueueThatIsShutDown() {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        AsyncLock lock = new AsyncLock();
        for (int i = 0; i < MANY; i++) {
            calls.add(
                    script("takes").await(queue.take()).caught(e -> "shut down").hot());
        }
        onASmallStack(() -> queue.shutdown(true));
        assertAllEnded(MANY);
        assertTrue(!lock.isLocked(), lock::toString);
    }

    /** Each call ends; the one that awaits it goes on, closes its permit, and so on. */
    @Test
    void endsOfCallsAndPermitsInTurn() {
        AsyncLock lock = new AsyncLock();
        Permit held = lock.tryAcquire();
        for (int i = 0; i < MANY; i++) {
            CompletableFuture<Object> inner = usesPermit(lock.acquire()).hot();
            calls.add(script("outer")
                    .await(inner)
                    .await(v -> lock.acquire())
                    .then(permit -> {
                        ((Permit) permit).close();
                        return permit;
                    })
                    .hot());
        }
        onASmallStack(held::close);
        assertAllEnded(MANY);
    }

    /** Here the code that completes a future may wait for what that starts, so the calls run inside one another for a while. */
    @Test
    void completionsOfOrdinaryFutures() {
        List<CompletableFuture<Object>> gates = new ArrayList<>();
        for (int i = 0; i <= MANY; i++) {
            gates.add(new CompletableFuture<>());
        }
        for (int i = 0; i < MANY; i++) {
            CompletableFuture<Object> next = gates.get(i + 1);
            calls.add(script("completes the next future")
                    .await(gates.get(i))
                    .then(v -> next.complete(v))
                    .hot());
        }
        onAStack(1 << 20, () -> gates.get(0).complete(1));
        assertAllEnded(MANY);
    }

    /** The thread that hands over has no call of its own on the stack: the woken one has run when it goes on. */
    @Test
    void outsideOfACallTheWokenOneRunsAtOnce() {
        AsyncEvent event = new AsyncEvent();
        CompletableFuture<Object> call = script("waits").await(event.whenSet()).hot();
        event.set();
        assertTrue(call.isDone(), call::toString);
    }

    /** Inside of a call it runs when that has ended or suspended. */
    @Test
    void insideOfACallTheWokenOneRunsBehindIt() {
        AsyncEvent first = new AsyncEvent();
        AsyncEvent second = new AsyncEvent();
        script("second").await(second.whenSet()).log(events, "second").hot();
        script("first")
                .await(first.whenSet())
                .then(v -> {
                    second.set();
                    return events.add("first");
                })
                .hot();
        first.set();
        assertEquals(List.of("first", "second"), events);
    }
}
