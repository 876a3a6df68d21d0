package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.test.own.Crew.pause;
import static dev.weft.test.own.Model.follow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncBarrier;
import dev.weft.test.Explore;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.own.Crew.Member;
import dev.weft.test.own.Model.Line;
import dev.weft.test.own.Model.Wait;
import java.util.concurrent.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/** Nobody passes before all have come, each of them has a place of its own, and a cancelled one has not come. */
class BarrierTest {
    private final Line<Boolean> line = new Line<>();
    private int parties;
    private int place;
    private boolean isBroken;
    private int passed;
    private @Nullable AsyncBarrier made;

    private AsyncBarrier barrier() {
        return Model.known(made);
    }

    private Wait<?> arrives(Member me) {
        if (isBroken) {
            return Model.failing(me);
        }
        if (line.size() + 1 < parties) {
            return line.join(me, true);
        }
        place = 0;
        line.forAll(wait -> wait.isGiven(place++));
        return Model.given(me, place);
    }

    private void end(boolean breaks) {
        if (breaks) {
            barrier().abort();
        } else {
            barrier().reset();
        }
        isBroken = breaks;
        line.forAll(Wait::fails);
    }

    @Async
    private Coroutine<Void> arriveOften(Member me, int times, int millis) throws Exception {
        for (int i = 0; i < times; i++) {
            try {
                await(follow(arrives(me), true, barrier().arrive()));
                passed++;
            } catch (BrokenBarrierException broken) {
                assertTrue(!barrier().isBroken() || isBroken, "broken");
            }
            await(pause(millis));
        }
        return done();
    }

    @Async
    private Coroutine<Void> disturb(Sim sim) {
        await(pause(sim.choose("disturbed after ms", 2, 1, 3)));
        end(sim.chance("aborted"));
        await(pause(1));
        if (isBroken) {
            end(false);
        }
        return done();
    }

    @Async
    private Coroutine<Void> scenario(Sim sim) {
        parties = sim.choose("parties", 2, 3, 1);
        made = new AsyncBarrier(parties);
        sim.always("broken as it was left", () -> barrier().isBroken() == isBroken);
        Crew crew = new Crew(sim);
        crew.start("ann", me -> arriveOften(me, 3, 1));
        crew.start("bob", me -> arriveOften(me, 3, 1));
        crew.start("cal", me -> arriveOften(me, 2, 2));
        crew.start("dan", me -> arriveOften(me, 2, 0));
        if (sim.chance("disturbed")) {
            crew.start("eve", me -> disturb(sim));
        }
        crew.mayCancel(3);
        sim.background(resetForEver());
        await(crew.end());
        assertEquals(0, line.size(), "waiting");
        assertTrue(isBroken || barrier().toString().contains("0 of " + parties), barrier()::toString);
        assertEquals(0, passed % parties, "passed one by one");
        return done();
    }

    /** For those who wait for one that will not come. */
    @Async
    private Coroutine<Void> resetForEver() {
        while (true) {
            await(pause(10));
            end(false);
        }
    }

    @Explore(schedules = 5_000)
    void allPassTogether(Sim sim) {
        await(scenario(sim));
    }

    @Explore(schedules = 2_000, order = Order.ANY)
    void inAnyOrderOfCallbacks(Sim sim) {
        await(scenario(sim));
    }
}
