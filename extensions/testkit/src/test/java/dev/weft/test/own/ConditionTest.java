package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.DeadlockException;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import java.util.ArrayList;
import java.util.List;

/** No signal is lost, none counts twice; a wait ends with the lock held, however it ends. */
class ConditionTest {
    private final AsyncLock lock = new AsyncLock();
    private final AsyncCondition changed = new AsyncCondition(lock);
    private final List<Member> waiting = new ArrayList<>();
    private int inside;

    private void watch(Sim sim) {
        sim.always("one holds the lock", () -> inside <= 1);
        sim.always("who is inside holds the lock", () -> inside == 0 || lock.isLocked());
    }

    /** Leaves the lock, waits, and comes back, also if the wait throws. */
    @Async
    private Coroutine<Void> waitInside(Member me, Coroutine<Void> wait) {
        inside--;
        waiting.add(me);
        try {
            await(wait);
        } finally {
            waiting.remove(me);
            inside++;
            assertEquals(1, inside, "inside, after a wait of " + me);
            assertTrue(lock.isLocked(), "the lock is held after a wait of " + me);
        }
        return done();
    }

    // ---- signals alone

    private int came;

    @Async
    private Coroutine<Void> awaitSignal(Member me) throws Exception {
        Permit permit = await(lock.acquire());
        try (permit) {
            inside++;
            try {
                await(waitInside(me, changed.whenSignalled()));
                came++;
                if (me.name.equals("ann")) {
                    await(yieldNow()); // keeps the lock for a while
                }
            } finally {
                inside--;
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> signal(int times, int pause) {
        for (int i = 0; i < times; i++) {
            Permit permit = await(lock.acquire());
            try (permit) {
                changed.signal();
                if (pause == 0) {
                    await(yieldNow());
                }
            }
            await(pause(pause));
        }
        return done();
    }

    /** The signals are sent while all wait. One that a cancelled task has received goes to another. */
    @Explore(schedules = 8_000)
    void eachSignalReachesOne(Sim sim) {
        await(signals(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void eachSignalReachesOneInAnyOrderOfCallbacks(Sim sim) {
        await(signals(sim));
    }

    @Async
    private Coroutine<Void> signals(Sim sim) {
        watch(sim);
        Crew crew = new Crew(sim);
        int all = sim.choose("waiting", 3, 2, 4);
        for (String name : List.of("ann", "bob", "cal", "dan").subList(0, all)) {
            crew.start(name, this::awaitSignal);
        }
        await(sim.settled());
        assertEquals(all, waiting.size(), "waiting");
        int signals = sim.choose("signals", 1, 2, 3);
        int pause = sim.choose("pause ms", 0, 1);
        crew.start("signaller", me -> signal(signals, pause));
        crew.mayCancel(2);
        crew.mayCancel(2);
        await(pause(20));
        sim.calm();
        await(pause(20));
        await(sim.settled());
        if (crew.isCancelled("signaller")) {
            assertTrue(came <= Math.min(signals, all), "signals that came");
        } else {
            // With nobody left who waits, a signal may have gone to one that was cancelled.
            assertEquals(
                    Math.min(signals, came + waiting.size()),
                    came,
                    () -> "signals that came, of " + signals + "; waiting: " + waiting);
        }
        Permit permit = await(lock.acquire());
        try (permit) {
            changed.signalAll();
        }
        await(crew.end());
        assertEquals(0, waiting.size(), "waiting");
        assertTrue(changed.toString().contains("0 waiting"), changed::toString);
        return done();
    }

    // ---- signals that their receiver cannot use

    private boolean ready;

    @Async
    private Coroutine<Void> awaitReady(Member me, boolean fails) {
        Permit permit = await(lock.acquire());
        try (permit) {
            inside++;
            try {
                await(waitInside(me, changed.until(() -> ready && isGood(fails))));
                came++;
            } catch (IllegalStateException failed) {
                assertTrue(fails, failed::toString);
            } finally {
                inside--;
            }
        }
        return done();
    }

    private static boolean isGood(boolean fails) {
        if (fails) {
            throw new IllegalStateException("the predicate fails");
        }
        return true;
    }

    @Async
    private Coroutine<Void> makeReady() {
        Permit permit = await(lock.acquire());
        try (permit) {
            ready = true;
            changed.signal();
            await(yieldNow());
        }
        return done();
    }

    /** One signal: if who gets it fails, the other gets it. */
    @Explore(schedules = 2_000)
    void aSignalThatIsOfNoUseGoesToAnother(Sim sim) {
        watch(sim);
        Crew crew = new Crew(sim);
        crew.start("ann", me -> awaitReady(me, true));
        crew.start("bob", me -> awaitReady(me, false));
        await(sim.settled());
        crew.start("cal", me -> makeReady());
        await(sim.settled());
        assertEquals(1, came, "came");
        Permit permit = await(lock.acquire());
        try (permit) {
            changed.signalAll();
        }
        await(crew.end());
    }

    private final AsyncLock other = new AsyncLock();

    /** Keeps another lock while it waits. */
    @Async
    private Coroutine<Void> waitWithTwoLocks() {
        Permit kept = await(other.acquire());
        try (kept) {
            Permit permit = await(lock.acquire());
            try (permit) {
                await(changed.whenSignalled());
                came++;
            } catch (DeadlockException deadlock) {
                deadlocks++;
            }
        }
        return done();
    }

    private int deadlocks;

    @Async
    private Coroutine<Void> waitWithOneLock() {
        Permit permit = await(lock.acquire());
        try (permit) {
            await(changed.whenSignalled());
            came++;
        }
        return done();
    }

    /** Wants the other lock while it keeps the first one. */
    @Async
    private Coroutine<Void> signalWithTwoLocks() {
        Permit permit = await(lock.acquire());
        try (permit) {
            changed.signal();
            await(yieldNow());
            Permit second = await(other.acquire());
            second.close();
        } catch (DeadlockException deadlock) {
            deadlocks++;
        }
        return done();
    }

    /** Of two tasks that would wait for one another, one fails; the signal that it has got is not lost with it. */
    @Explore(schedules = 2_000)
    void aSignalIsNotLostInADeadlock(Sim sim) {
        Crew crew = new Crew(sim);
        crew.start("ann", me -> waitWithTwoLocks());
        await(sim.settled());
        crew.start("bob", me -> waitWithOneLock());
        await(sim.settled());
        crew.start("cal", me -> signalWithTwoLocks());
        await(sim.settled());
        assertEquals(1, deadlocks, "deadlocks");
        assertEquals(1, came, "signals that came");
        Permit permit = await(lock.acquire());
        try (permit) {
            changed.signalAll();
        }
        await(crew.end());
        assertFalse(lock.isLocked() || other.isLocked(), "locked");
    }

    // ---- a buffer made of it, as in textbooks

    private final AsyncCondition room = new AsyncCondition(lock);
    private final List<Integer> items = new ArrayList<>();
    private final List<Integer> put = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();

    @Async
    private Coroutine<Void> puts(Member me, int item, int capacity) {
        Permit permit = await(lock.acquire());
        try (permit) {
            inside++;
            try {
                await(waitInside(me, room.until(() -> items.size() < capacity)));
                assertTrue(items.size() < capacity, "there is room");
                items.add(item);
                put.add(item);
                changed.signal();
            } finally {
                inside--;
            }
        }
        return done();
    }

    @Async
    private Coroutine<Integer> takes(Member me) {
        Permit permit = await(lock.acquire());
        try (permit) {
            inside++;
            try {
                await(waitInside(me, changed.until(() -> !items.isEmpty())));
                int item = items.remove(0);
                taken.add(item);
                room.signal();
                return result(item);
            } finally {
                inside--;
            }
        }
    }

    @Async
    private Coroutine<Void> produce(Member me, int from, int capacity) {
        for (int item = from; item < from + 3; item++) {
            await(puts(me, item, capacity));
        }
        return done();
    }

    @Async
    private Coroutine<Void> consume(Member me, int count) {
        for (int i = 0; i < count; i++) {
            await(takes(me));
            await(yieldNow());
        }
        return done();
    }

    /** If a signal were lost, somebody would wait for ever. */
    @Explore(schedules = 5_000)
    void aBufferLosesNothing(Sim sim) {
        watch(sim);
        int capacity = sim.choose("capacity", 1, 2);
        sim.always("not more than it holds", () -> items.size() <= capacity);
        sim.always("each item is in the buffer or was taken", () -> put.size() == items.size() + taken.size());
        Crew crew = new Crew(sim);
        crew.start("ann", me -> produce(me, 10, capacity));
        crew.start("bob", me -> produce(me, 20, capacity));
        crew.start("cal", me -> consume(me, 2));
        crew.start("dan", me -> consume(me, 1));
        crew.mayCancel(3);
        crew.mayCancel(3);
        // They serve whoever is left.
        Member helper = new Member("helper");
        sim.background(consume(helper, 1_000));
        await(pause(10));
        sim.background(produceFor(helper, crew, capacity));
        await(crew.end());
    }

    @Async
    private Coroutine<Void> produceFor(Member me, Crew crew, int capacity) {
        for (int item = 100; !crew.hasEnded(); item++) {
            await(puts(me, item, capacity));
            await(pause(5));
        }
        return done();
    }
}
