package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static dev.weft.test.own.Model.follow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.Permit;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import dev.weft.test.own.Model.Line;
import dev.weft.test.own.Model.Wait;
import org.jspecify.annotations.Nullable;

/** One at a time, in the order of coming; a cancelled wait leaves no trace. */
class LockTest {
    private final AsyncLock lock = new AsyncLock();
    private final Line<Boolean> line = new Line<>();

    /** Whose the lock must be, from the moment it is handed over; null if it must be free. */
    private @Nullable Member owner;

    private int inside;

    private Wait<?> acquires(Member me) {
        if (owner != null) {
            return line.join(me, true);
        }
        owner = me;
        return Model.given(me, null);
    }

    private void releases(Permit permit) {
        permit.close();
        Wait<Boolean> next = line.poll();
        owner = next == null ? null : next.who();
        if (next != null) {
            next.isGiven(null);
        }
    }

    @Async
    private Coroutine<Void> hold(Member me, int millis) throws Exception {
        Permit permit = await(follow(acquires(me), false, lock.acquire()));
        try {
            await(stay(me, millis));
        } finally {
            releases(permit);
            permit.close(); // again, which does nothing
        }
        return done();
    }

    @Async
    private Coroutine<Void> stay(Member me, int millis) {
        assertEquals(me, owner, "the owner");
        inside++;
        try {
            await(millis == 0 ? yieldNow() : pause(millis));
        } finally {
            inside--;
        }
        return done();
    }

    @Async
    private Coroutine<Void> holdTwice(Member me, Sim sim) throws Exception {
        await(hold(me, sim.choose(me + " holds ms", 1, 0, 2)));
        await(hold(me, 0));
        return done();
    }

    /** Takes the lock if it is free. */
    @Async
    private Coroutine<Void> tryTwice(Member me) {
        for (int i = 0; i < 2; i++) {
            Permit permit = lock.tryAcquire();
            assertEquals(owner == null, permit != null, "tryAcquire");
            if (permit != null) {
                owner = me;
                try {
                    await(stay(me, 1));
                } finally {
                    releases(permit);
                }
            }
            await(pause(1));
        }
        return done();
    }

    private void watch(Sim sim) {
        sim.always("one at a time", () -> inside <= 1);
        sim.always("held exactly if somebody holds it", () -> lock.isLocked() == (owner != null));
    }

    @Explore(schedules = 3_000)
    void isHandedOnInOrder(Sim sim) throws Exception {
        await(scenario(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) throws Exception {
        await(scenario(sim));
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        watch(sim);
        Crew crew = new Crew(sim);
        crew.start("ann", me -> holdTwice(me, sim));
        crew.start("bob", me -> holdTwice(me, sim));
        crew.start("cal", me -> holdTwice(me, sim));
        crew.start("dan", this::tryTwice);
        crew.mayCancel(3);
        crew.mayCancel(3);
        await(crew.end());
        assertEquals(0, line.size(), "waiting");
        assertEquals(false, lock.isLocked(), "locked");
        return done();
    }
}
