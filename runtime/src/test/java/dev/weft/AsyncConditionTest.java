package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Conditions: cancelled at, before and after the signal, in limits, with predicates. Some are after the test suites of asyncio, AnyIO and Trio. */
class AsyncConditionTest extends PermitFixture {
    private final AsyncLock lock = new AsyncLock();
    private final AsyncCondition condition = new AsyncCondition(lock);
    private int state;

    /** {@code try (held = await(lock.acquire())) { body }} */
    private Script<Object> locked(String name, Script.Step body) {
        Permit[] own = new Permit[1];
        return script(name)
                .await(v -> lock.acquire())
                .then(v -> own[0] = (Permit) v)
                .await(body)
                .caught(e -> {
                    events.add(name + " " + lock.isLocked());
                    own[0].close();
                    throw e;
                })
                .then(v -> {
                    own[0].close();
                    return v;
                });
    }

    /** Takes items for ever; with a negative number it ends. */
    private Script<Object> consumer(String name) {
        Permit[] own = new Permit[1];
        Script<Object> script = script(name).await(v -> lock.acquire()).then(v -> own[0] = (Permit) v);
        for (int i = 0; i < 3; i++) {
            script.await(v -> state < 0 ? Weft.done() : condition.until(() -> state != 0))
                    .then(v -> state > 0 ? state-- : state)
                    .then(v -> events.add(name));
        }
        return script.caught(e -> {
                    own[0].close();
                    throw e;
                })
                .then(v -> {
                    own[0].close();
                    return null;
                });
    }

    private void withLock(Runnable work) {
        Permit permit = lock.tryAcquire();
        work.run();
        permit.close();
    }

    @Test
    void aWaitInALimitComesBackWithTheLockOfWhoWaits() {
        run(locked(
                "main",
                v -> script("body")
                        .await(w -> Weft.withTimeout(SECOND, condition.whenSignalled()))
                        .caught(e -> events.add(e.getClass().getSimpleName()))
                        .then(w -> events.add("locked " + lock.isLocked()))));
        assertEquals(List.of("TimeoutException", "locked true"), events);
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void afterAWaitInALimitTheLockIsStillThatOfTheTask() {
        Task<Object> main = loop.start(locked(
                "main",
                v -> script("body")
                        .await(w -> Weft.withTimeout(SECOND, condition.whenSignalled()))
                        .caughtAwaiting(e -> lock.acquire())));
        assertThrows(DeadlockException.class, () -> run(main));
    }

    @Test
    void anErrorAtTheSignalIsThrownOnAsItIsWithTheLock() {
        CancelledError[] thrown = new CancelledError[1];
        Task<Object> task = loop.start(locked(
                "task",
                v -> script("body").await(condition.until(() -> state > 0)).caught(e -> {
                    thrown[0] = (CancelledError) e;
                    throw e;
                })));
        runReady();
        task.cancel("foo");
        assertEquals(
                "foo",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals("foo", thrown[0].getMessage());
        assertEquals(List.of("task true"), events);
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void anErrorWhileItWaitsForTheLockIsThrownWhenItHasIt() {
        Task<Object> task = loop.start(locked("task", v -> condition.until(() -> state > 0)));
        runReady();
        Permit other = lock.tryAcquire();
        state = 1;
        condition.signal();
        runReady();
        task.cancel("foo");
        runReady();
        assertFalse(task.isDone(), task::toString);
        task.cancel("bar");
        runReady();
        assertFalse(task.isDone(), task::toString);
        other.close();
        assertEquals(
                "bar",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void aSignalIsNotLostIfItsReceiverIsCancelledBeforeItRuns() {
        Task<Object> a = loop.start(consumer("a"));
        Task<Object> b = loop.start(consumer("b"));
        runReady();
        loop.execute(() -> {
            withLock(() -> {
                state = 1;
                condition.signal();
            });
            a.cancel();
        });
        runReady();
        assertEquals(0, state);
        assertEquals(List.of("a"), events); // it has had the signal, so it takes the item; its next wait throws
        assertTrue(a.isCancelled(), a::toString);
        end(b);
    }

    @Test
    void norIfItIsCancelledWhileItWaitsForTheLock() {
        Task<Object> a = loop.start(consumer("a"));
        Task<Object> b = loop.start(consumer("b"));
        runReady();
        Permit producer = lock.tryAcquire();
        state = 1;
        condition.signal();
        runReady();
        a.cancel();
        runReady();
        producer.close();
        runReady();
        assertTrue(a.isCancelled(), a::toString);
        assertEquals(List.of("b"), events);
        assertEquals(0, state);
        end(b);
    }

    private void end(Task<?> consumer) {
        withLock(() -> {
            state = -1;
            condition.signalAll();
        });
        run(consumer);
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void aSpuriousSignalLetsAPredicateWaitOn() {
        Task<Object> task = loop.start(locked("task", v -> condition.until(() -> state == 2)));
        for (state = 0; state < 2; state++) {
            runReady();
            withLock(condition::signalAll);
            runReady();
            assertFalse(task.isDone(), task::toString);
        }
        withLock(condition::signal);
        run(task);
    }

    @Test
    void aPredicateThatThrowsComesOutWithTheLock() {
        IllegalArgumentException failure = new IllegalArgumentException();
        Task<Object> task = loop.start(locked(
                "task",
                v -> condition.until(() -> {
                    if (state > 0) {
                        throw failure;
                    }
                    return false;
                })));
        runReady();
        state = 1;
        withLock(condition::signal);
        assertSame(failure, assertThrows(IllegalArgumentException.class, () -> run(task)));
        assertEquals(List.of("task true"), events);
        assertFalse(lock.isLocked(), lock::toString);
    }

    @Test
    void itsSignalGoesToTheNext() {
        Task<Object> fails = loop.start(locked(
                "fails",
                v -> condition.until(() -> {
                    if (state > 0) {
                        throw new IllegalArgumentException();
                    }
                    return false;
                })));
        Task<Object> next = loop.start(locked("next", v -> condition.until(() -> state > 0)));
        runReady();
        state = 1;
        withLock(condition::signal);
        assertThrows(IllegalArgumentException.class, () -> run(fails));
        run(next);
    }

    @Test
    void theSignalOfOneThatWouldCloseACycleGoesToTheNext() {
        AsyncLock other = new AsyncLock();
        Task<Object> fails = loop.start(script("fails")
                .await(v -> other.acquire())
                .then(v -> permits.add((Permit) v))
                .await(v -> locked("locked", w -> condition.whenSignalled()))
                .caught(e -> {
                    closeNext();
                    throw e;
                }));
        runReady();
        Task<Object> next = loop.start(locked("next", v -> condition.whenSignalled()));
        runReady();
        Task<Object> signals = loop.start(locked("signals", v -> {
            condition.signal();
            return script("wants the other").await(other.acquire()).then(permit -> {
                ((Permit) permit).close();
                return null;
            });
        }));
        assertThrows(DeadlockException.class, () -> run(fails));
        run(signals);
        run(next);
    }

    @Test
    void aSignalWakesOnlyWhoWaitsNowAndInOrder() {
        withLock(condition::signal);
        for (String name : List.of("a", "b", "c")) {
            loop.start(locked(
                    name, v -> script("body").await(condition.whenSignalled()).log(events, name)));
        }
        runReady();
        assertEquals(List.of(), events);
        withLock(() -> {
            condition.signal();
            condition.signal();
        });
        runReady();
        assertEquals(List.of("a", "b"), events);
        loop.close();
        assertEquals(List.of("a", "b", "c true"), events);
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
                    assertTrue(lock.isLocked(), lock::toString);
                    held[0].close();
                    return stock[0];
                }));
        runReady();
        assertFalse(lock.isLocked(), lock::toString);
        for (int i = 0; i < 2; i++) {
            run(script("producer").await(lock.acquire()).then(v -> {
                stock[0]++;
                condition.signal();
                ((Permit) v).close();
                return null;
            }));
        }
        assertEquals(2, run(consumer));
        assertFalse(lock.isLocked(), lock::toString);
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
        assertTrue(waiter.isCancelled(), waiter::toString);
        assertFalse(lock.isLocked(), lock::toString);
        assertThrows(IllegalStateException.class, () -> run(condition.whenSignalled()));
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
        assertTrue(a.isCancelled(), a::toString);
        assertEquals(List.of("holder", "b"), events);
        assertFalse(lock.isLocked(), lock::toString);
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
        assertFalse(lock.isLocked(), lock::toString);
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
    void aWaitIsNamedAfterItsCondition() {
        assertEquals("condition: 0 waiting, of lock: free", condition.toString());
        assertEquals(condition.toString(), condition.whenSignalled().toString());
        assertEquals(condition.toString(), condition.until(() -> true).toString());
    }

    @Test
    void theLockThatAWaitGivesUpGoesToWhoWaitsForIt() {
        Task<Object> gives = loop.start(locked("gives", v -> condition.whenSignalled()));
        Task<Object> gets = loop.start(locked("gets", v -> {
            events.add("got the lock");
            return Weft.yieldNow();
        }));
        runReady();
        assertEquals(List.of("got the lock"), events);
        assertTrue(gets.isDone(), gets::toString);
        withLock(condition::signal);
        runReady();
        assertTrue(gives.isDone(), gives::toString);
    }
}
