package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** r8: the await that would close a cycle throws, whatever the members wait in. */
class DeadlockTest extends LoopFixture {
    private Task<Object> parent;

    /** Awaits the parent after a while, when that waits. */
    private Script<Object> child() {
        return script("child").await(Weft.sleep(SECOND)).await(v -> parent).caught(e -> {
            events.add("child " + e.getClass().getSimpleName());
            throw e;
        });
    }

    private Script<Object> sleeper() {
        return script("sleeper").await(Weft.sleep(LONG)).caught(e -> {
            events.add("sleeper " + e.getClass().getSimpleName());
            throw e;
        });
    }

    private DeadlockException deadlocked(Script.Step wait) {
        parent = loop.start(script("parent").await(wait), "parent");
        DeadlockException e = assertThrows(DeadlockException.class, () -> run(parent));
        assertTrue(e.getMessage().contains("task parent"), e.getMessage());
        assertTrue(time.elapsed().compareTo(LONG) < 0, () -> "it took " + time.elapsed());
        return e;
    }

    @Test
    void r8locksTakenInOppositeOrderNameBothLocksAndOwners() {
        AsyncLock one = new AsyncLock();
        AsyncLock two = new AsyncLock();
        List<Task<Object>> all = new ArrayList<>();
        for (boolean turned : new boolean[] {false, true}) {
            all.add(loop.start(
                    script("locker")
                            .await((turned ? two : one).acquire())
                            .await(Weft.sleep(SECOND))
                            .await(v -> (turned ? one : two).acquire()),
                    turned ? "b" : "a"));
        }
        DeadlockException e = assertThrows(DeadlockException.class, () -> run(Weft.gather(all)));
        assertTrue(
                e.getMessage()
                        .matches("deadlock: task b .* would wait for lock: held by a, .* held by task a .*, which waits"
                                + " for lock: held by b, .* held by task b .*"),
                e.getMessage());
    }

    @Test
    void aChildThatAwaitsWhoGathersIt() {
        DeadlockException e = deadlocked(v -> Weft.gather(sleeper(), child()));
        assertTrue(e.getMessage().contains("task parent (SUSPENDED), which waits for gather of 2"), e.getMessage());
        assertEquals(List.of("child DeadlockException", "sleeper CancelledError"), events);
    }

    @Test
    void gatheringTasksThatAwaitTheGathererAlready() {
        List<Task<Object>> children = new ArrayList<>();
        deadlocked(v -> {
            children.add(loop.start(child(), "child"));
            return script("later").await(Weft.sleep(SECOND.multipliedBy(2))).await(w -> Weft.gather(children));
        });
        assertEquals(List.of("child CancelledError"), events);
    }

    @Test
    void waitingForAll() {
        parent = loop.start(script("parent").await(v -> Weft.waitAll(List.of(child()))), "parent");
        run(parent);
        assertEquals(List.of("child DeadlockException"), events);
    }

    @Test
    void waitingForAllTasksThatAwaitTheWaiterAlready() {
        deadlocked(v -> {
            Task<Object> child = loop.start(child());
            return script("later").await(Weft.sleep(SECOND.multipliedBy(2))).await(w -> Weft.waitAll(List.of(child)));
        });
    }

    @Test
    void aTaskGroupsBodyAndItsChildren() {
        deadlocked(v -> TaskGroup.run(group -> {
            group.start(child());
            group.start(sleeper());
            return script("body").await(Weft.sleep(SECOND.multipliedBy(2)));
        }));
        assertEquals(List.of("child CancelledError", "sleeper CancelledError"), events);
    }

    @Test
    void joiningAGroup() {
        deadlocked(v -> {
            TaskGroup group = TaskGroup.open();
            group.start(child());
            group.start(sleeper());
            return group.join();
        });
        assertEquals(List.of("child DeadlockException", "sleeper CancelledError"), events);
    }

    @Test
    void joiningAGroupWhoseChildWaitsAlready() {
        deadlocked(v -> {
            TaskGroup group = TaskGroup.open();
            group.start(child());
            return script("later")
                    .await(Weft.sleep(SECOND.multipliedBy(2)))
                    .await(w -> group.join())
                    .caughtAwaiting(
                            e -> script("close").await(group.closeAsync()).then(w -> {
                                throw e;
                            }));
        });
        assertEquals(List.of("child CancelledError"), events);
    }

    @Test
    void aLimitWouldOnlyCancelWhoWaits() {
        deadlocked(v -> Weft.withTimeout(LONG, loop.start(child())));
        deadlocked(v -> Weft.withTimeout(LONG, child())); // it awaits itself
        assertEquals(List.of("child DeadlockException", "child DeadlockException"), events);
    }

    @Test
    void aLimitThatLetsTheOthersGoOnIsNoDeadlock() {
        AsyncLock one = new AsyncLock();
        AsyncLock two = new AsyncLock();
        Permit[] held = new Permit[1];
        Task<Object> a = loop.start(
                script("a")
                        .await(one.acquire())
                        .then(v -> held[0] = (Permit) v)
                        .await(Weft.sleep(SECOND))
                        .await(v -> Weft.withTimeout(SECOND.multipliedBy(5), two.acquire()))
                        .caught(e -> {
                            held[0].close();
                            return e;
                        }),
                "a");
        Task<Object> b = loop.start(
                script("b")
                        .await(two.acquire())
                        .await(Weft.sleep(SECOND.multipliedBy(2)))
                        .await(v -> one.acquire())
                        .give("both"),
                "b");
        assertEquals("both", run(b));
        assertInstanceOf(TimeoutException.class, run(a));
    }

    @Test
    void aShieldHidesNothing() {
        deadlocked(
                v -> Weft.gather(script("child").await(Weft.sleep(SECOND)).await(w -> Weft.shield(parent)), sleeper()));
    }

    @Test
    void throughSeveralOfThem() {
        AsyncLock lock = new AsyncLock();
        Script<Object> holder = script("holder")
                .await(lock.acquire())
                .await(v ->
                        Weft.gather(script("inner").await(Weft.sleep(SECOND)).await(w -> parent), sleeper()));
        deadlocked(v -> TaskGroup.run(group -> {
            group.start(holder);
            return script("wants").await(Weft.yieldNow()).await(w -> lock.acquire());
        }));
    }

    @Test
    void waitingForTheFirstOfSeveralIsNoDeadlock() {
        parent = loop.start(
                script("parent")
                        .await(v ->
                                Weft.waitFirst(List.of(child(), script("other").await(Weft.sleep(LONG))))),
                "parent");
        run(parent);
        assertEquals(LONG, time.elapsed());
    }

    // ---- locks, and tasks that await each other

    @Test
    void aTaskThatWantsItsOwnLockIsADeadlock() {
        AsyncLock lock = new AsyncLock();
        Script<Object> main = script("main").await(lock.acquire()).await(lock.acquire());
        DeadlockException e = assertThrows(DeadlockException.class, () -> run(main));
        assertTrue(e.getMessage().contains("lock: held by"), e.getMessage());
        assertTrue(e.getMessage().contains("Permit.handOn()"), e.getMessage());
    }

    @Test
    void aPermitThatWasHandedOnClosesNoCycle() {
        AsyncLock lock = new AsyncLock();
        Script<Object> main = script("main")
                .await(lock.acquire())
                .then(v -> {
                    Permit permit = ((Permit) v).handOn();
                    return loop.start(script("worker").await(Weft.sleep(SECOND)).then(w -> {
                        permit.close();
                        return null;
                    }));
                })
                .await(v -> lock.acquire())
                .then(v -> {
                    ((Permit) v).close();
                    return "both";
                });
        assertEquals("both", run(main));
    }

    @Test
    void aPermitThatCameUnderALimitIsHeldByTheTaskThatAwaitsIt() {
        AsyncLock lock = new AsyncLock();
        Script<Object> main = script("main")
                .await(v -> Weft.withTimeout(SECOND, lock.acquire()))
                .then(v -> events.add(lock.toString()))
                .await(lock.acquire());
        Task<Object> task = loop.start(main, "main");
        assertThrows(DeadlockException.class, () -> run(task));
        assertEquals(List.of("lock: held by main, 0 waiting"), events);
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

    /** The search for cycles is cut off, however many tasks the awaited one waits for: otherwise this takes a minute. */
    @Test
    void manyTasksThatAwaitOneThatWaitsForMany() {
        int waiting = 40_000;
        List<Task<Object>> children = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            children.add(loop.start(script("child").await(Weft.sleep(SECOND)).give(1)));
        }
        Task<?> gathers = loop.start(Weft.gather(children));
        List<Task<Object>> all = new ArrayList<>();
        for (int i = 0; i < waiting; i++) {
            all.add(loop.start(script("waits").await(Weft.yieldNow()).await(gathers)));
        }
        assertEquals(waiting, run(Weft.gather(all)).size());
    }

    /** A cycle within the bound is found though the task waits for others, too. */
    @Test
    void aCycleThroughTheLastOfSeveralHundred() {
        assertInstanceOf(DeadlockException.class, deadlocked(v -> {
            List<Coroutine<Object>> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                all.add(after(1, i));
            }
            all.add(child());
            return Weft.gather(all);
        }));
    }
}
