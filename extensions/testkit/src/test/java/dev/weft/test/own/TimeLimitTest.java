package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Children.Child;
import dev.weft.test.own.Children.Way;
import dev.weft.test.own.Crew.Member;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A limit gives the value or a TimeoutException, after the clean-up; a cancellation from outside is never lost. Nor is
 * what was handed over as the time was up.
 */
class TimeLimitTest {
    private static Duration millis(int millis) {
        return Duration.ofMillis(millis);
    }

    // ---- one limit

    /** The task that was given to a limit. */
    private @Nullable Task<?> inner;

    @Async
    private Coroutine<Void> limited(Member me, Sim sim, Child child, boolean asTask) throws IOException {
        int limit = sim.choose("limit ms", 1, 2, 0, 3);
        Duration began = sim.elapsed();
        try {
            int value;
            if (asTask) {
                Task<Integer> task = start(() -> child.run(), "inner");
                inner = task;
                value = await(withTimeout(millis(limit), task), IOException.class);
            } else {
                value = await(withTimeout(millis(limit), () -> child.run()), IOException.class);
            }
            assertEquals(child.number, value, "value");
            assertEquals(null, child.thrown, "failure");
        } catch (TimeoutException expired) {
            assertTrue(sim.elapsed().compareTo(began.plus(millis(limit))) >= 0, () -> "too early: " + sim.elapsed());
            assertTrue(child.thrown instanceof CancelledError, () -> "hides " + child.thrown);
        } catch (IOException failure) {
            assertEquals(child.failure, failure, "failure");
        } finally {
            if (!asTask || !me.isAsked) { // a task goes on if its waiter is cancelled: see the contract
                assertTrue(child.hasEnded(), "it ends after the clean-up");
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> oneLimit(Sim sim, boolean asTask) {
        Children children = new Children(sim);
        Child child = children.add(Way.VALUE, Way.FAILS, Way.SWALLOWS, Way.FAILS_AT_CLEAN_UP);
        Crew crew = new Crew(sim);
        Member user = crew.start("user", me -> limited(me, sim, child, asTask));
        crew.mayCancel(3);
        // What swallows one of two requests that came as one has swallowed both: see Decided, "several requests".
        crew.toleratesLoss(user, () -> child.sawCancel && !(child.thrown instanceof CancelledError));
        await(crew.end());
        Task<?> left = inner;
        if (left != null) {
            await(waitAll(List.of(left))); // a task goes on if its waiter is cancelled
        }
        children.checkEnded();
        assertEquals(1, EventLoop.running().tasks().size(), "tasks that are left");
        return done();
    }

    @Explore(schedules = 5_000)
    void ofACoroutine(Sim sim) {
        await(oneLimit(sim, false));
    }

    @Explore(schedules = 3_000)
    void ofATask(Sim sim) {
        await(oneLimit(sim, true));
    }

    // ---- a limit in a limit

    private int innerExpired;

    @Async
    private Coroutine<Integer> innerLimit(Sim sim, int limit, int work) {
        Duration began = sim.elapsed();
        try {
            await(withTimeout(millis(limit), pause(work)));
        } catch (TimeoutException expired) {
            innerExpired++;
            assertTrue(sim.elapsed().compareTo(began.plus(millis(limit))) >= 0, "the inner limit");
        }
        await(pause(1));
        return result(7);
    }

    @Async
    private Coroutine<Void> nested(Sim sim) {
        int outer = sim.choose("outer limit ms", 2, 1, 3);
        int inner = sim.choose("inner limit ms", 1, 2, 3);
        int work = sim.choose("work ms", 2, 1, 3, 4);
        Duration began = sim.elapsed();
        try {
            assertEquals(7, await(withTimeout(millis(outer), () -> innerLimit(sim, inner, work))), "value");
        } catch (TimeoutException expired) {
            assertTrue(sim.elapsed().compareTo(began.plus(millis(outer))) >= 0, "the outer limit");
        }
        assertTrue(innerExpired <= 1, "the inner limit expires once");
        return done();
    }

    @Explore(schedules = 5_000)
    void eachLimitIsItsOwn(Sim sim) {
        Crew crew = new Crew(sim);
        crew.start("user", me -> nested(sim));
        crew.mayCancel(4);
        await(crew.end());
        assertEquals(1, EventLoop.running().tasks().size(), "tasks that are left");
    }

    // ---- what is handed over as the time is up

    private final AsyncLock lock = new AsyncLock();
    private final AsyncSemaphore semaphore = new AsyncSemaphore(1);
    private final List<Integer> put = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private int locked;
    private int used;

    @Async
    @SuppressWarnings("try") // the permit is only held
    private Coroutine<Void> lockTwice(Sim sim, Member me) {
        int limit = sim.choose("limit of " + me, 1, 2, 0);
        int hold = sim.choose("hold of " + me, 1, 0, 2);
        for (int i = 0; i < 2; i++) {
            try (Permit permit = await(withTimeout(millis(limit), lock.acquire()))) {
                locked++;
                try {
                    await(hold == 0 ? yieldNow() : pause(hold));
                } finally {
                    locked--;
                }
            } catch (TimeoutException busy) {
                await(yieldNow());
            }
        }
        return done();
    }

    @Async
    @SuppressWarnings("try") // the permit is only held
    private Coroutine<Void> useTwice(Sim sim, Member me) {
        int limit = sim.choose("limit of " + me, 1, 2, 0);
        int hold = sim.choose("hold of " + me, 1, 0, 2);
        for (int i = 0; i < 2; i++) {
            try (Permit permit = await(withTimeout(millis(limit), semaphore.acquire()))) {
                used++;
                try {
                    await(hold == 0 ? yieldNow() : pause(hold));
                } finally {
                    used--;
                }
            } catch (TimeoutException busy) {
                await(yieldNow());
            }
        }
        return done();
    }

    @Explore(schedules = 5_000)
    void noLockIsLost(Sim sim) {
        sim.always("one at a time", () -> locked <= 1 && (locked == 0 || lock.isLocked()));
        Crew crew = new Crew(sim);
        for (String name : List.of("ann", "bob", "cal")) {
            crew.start(name, me -> lockTwice(sim, me));
        }
        crew.mayCancel(3);
        await(crew.end());
        assertFalse(lock.isLocked(), "locked");
    }

    @Explore(schedules = 5_000)
    void noPermitIsLost(Sim sim) {
        sim.always("no more than there are", () -> used + semaphore.availablePermits() <= 1);
        Crew crew = new Crew(sim);
        for (String name : List.of("ann", "bob", "cal")) {
            crew.start(name, me -> useTwice(sim, me));
        }
        crew.mayCancel(3);
        await(crew.end());
        assertEquals(1, semaphore.availablePermits(), "permits");
    }

    @Async
    private Coroutine<Void> putSome(Sim sim, Member me, AsyncQueue<Integer> queue, int from) {
        int limit = sim.choose("limit of " + me, 1, 2, 0);
        for (int item = from; item < from + 3; item++) {
            try {
                await(withTimeout(millis(limit), queue.put(item)));
                put.add(item);
            } catch (TimeoutException full) {
                await(pause(1));
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> takeSome(Sim sim, Member me, AsyncQueue<Integer> queue) {
        int limit = sim.choose("limit of " + me, 1, 2, 0);
        for (int i = 0; i < 4; i++) {
            try {
                taken.add(await(withTimeout(millis(limit), queue.take())));
            } catch (TimeoutException empty) {
                await(pause(1));
            }
        }
        return done();
    }

    @Explore(schedules = 5_000)
    void noItemIsLost(Sim sim) {
        AsyncQueue<Integer> queue = AsyncQueue.fifo(sim.choose("capacity", 1, 2));
        Crew crew = new Crew(sim);
        crew.start("ann", me -> putSome(sim, me, queue, 10));
        crew.start("bob", me -> putSome(sim, me, queue, 20));
        crew.start("cal", me -> takeSome(sim, me, queue));
        crew.start("dan", me -> takeSome(sim, me, queue));
        crew.mayCancel(3);
        await(crew.end());
        Integer left;
        while ((left = queue.poll()) != null) {
            taken.add(left);
        }
        put.sort(null);
        taken.sort(null);
        assertEquals(put, taken, "what was put, and what was taken or is left");
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void noLockIsLostInAnyOrderOfCallbacks(Sim sim) {
        Crew crew = new Crew(sim);
        for (String name : List.of("ann", "bob", "cal")) {
            crew.start(name, me -> lockTwice(sim, me));
        }
        crew.mayCancel(3);
        await(crew.end());
        assertFalse(lock.isLocked(), "locked");
    }
}
