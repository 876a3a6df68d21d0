package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static dev.weft.test.own.Model.follow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import dev.weft.test.own.Model.Line;
import dev.weft.test.own.Model.Wait;
import org.jspecify.annotations.Nullable;

/** No permit is lost or made; they go to those who wait, in the order of coming. */
class SemaphoreTest {
    private final Line<Boolean> line = new Line<>();
    private int available;
    private int inside;
    private @Nullable AsyncSemaphore semaphore;

    private AsyncSemaphore semaphore() {
        return Model.known(semaphore);
    }

    private Wait<?> acquires(Member me) {
        if (available == 0) {
            return line.join(me, true);
        }
        available--;
        return Model.given(me, null);
    }

    private void releases(Permit permit) {
        permit.close();
        Wait<Boolean> next = line.poll();
        if (next == null) {
            available++;
        } else {
            next.isGiven(null);
        }
    }

    @Async
    private Coroutine<Void> use(Member me, int millis) throws Exception {
        Permit permit = await(follow(acquires(me), false, semaphore().acquire()));
        try {
            await(stay(millis));
        } finally {
            releases(permit);
            permit.close(); // again, which does nothing
        }
        return done();
    }

    @Async
    private Coroutine<Void> stay(int millis) {
        inside++;
        try {
            await(millis == 0 ? yieldNow() : pause(millis));
        } finally {
            inside--;
        }
        return done();
    }

    @Async
    private Coroutine<Void> useTwice(Member me, Sim sim) throws Exception {
        await(use(me, sim.choose(me + " stays ms", 1, 0, 2)));
        await(use(me, 0));
        return done();
    }

    /** Keeps one permit while it waits for another. */
    @Async
    private Coroutine<Void> tryOne() {
        Permit permit = semaphore().tryAcquire();
        assertEquals(available > 0, permit != null, "tryAcquire");
        if (permit != null) {
            available--;
            try {
                await(stay(1));
            } finally {
                releases(permit);
            }
        }
        return done();
    }

    @Explore(schedules = 3_000)
    void noPermitIsLost(Sim sim) {
        await(scenario(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim));
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        int permits = sim.choose("permits", 1, 2, 3);
        available = permits;
        semaphore = new AsyncSemaphore(permits);
        sim.always("no more than there are", () -> inside <= permits);
        sim.always("as many available as are not held", () -> semaphore().availablePermits() == available);
        Crew crew = new Crew(sim);
        for (String name : new String[] {"ann", "bob", "cal", "dan"}) {
            crew.start(name, me -> useTwice(me, sim));
        }
        crew.start("eve", me -> tryOne());
        crew.mayCancel(3);
        crew.mayCancel(3);
        await(crew.end());
        assertEquals(permits, semaphore().availablePermits(), "permits at the end");
        return done();
    }
}
