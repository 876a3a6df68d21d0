package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Explore;
import dev.weft.test.Sim;
import dev.weft.test.Simulation;
import dev.weft.test.Simulation.Options;
import dev.weft.test.WeftTest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Pools in virtual time and under many schedules. */
class PoolTest {

    /** Comes after a while, and keeps a connection for two milliseconds. */
    @Async
    private static Coroutine<Void> use(Pool pool, Duration comes) {
        await(sleep(comes));
        await(pool.acquire());
        try {
            assertTrue(pool.free() >= 0, "more connections than there are");
            await(sleep(ofMillis(2)));
        } finally {
            pool.release();
        }
        return done();
    }

    @Async
    private static Coroutine<Void> threeUsers(Pool pool) {
        var ann = start(use(pool, ofMillis(0)), "ann");
        var bob = start(use(pool, ofMillis(1)), "bob");
        var cal = start(use(pool, ofMillis(3)), "cal");
        await(gather(ann, bob, cal));
        assertEquals(1, pool.free());
        return done();
    }

    @WeftTest
    void inVirtualTime(Sim sim) {
        await(threeUsers(new HastyPool(1)));
        assertEquals(ofMillis(6), sim.elapsed());
    }

    @Explore
    void underManySchedules() {
        await(threeUsers(new FairPool(1)));
    }

    @Explore
    void noConnectionIsLostWhenOneGivesUp(Sim sim) {
        var pool = new FairPool(1);
        var patient = start(use(pool, ofMillis(0)), "patient");
        var hasty = start(givesUp(pool, sim.choose("patience", ofMillis(1), ofMillis(2), ofMillis(3))), "hasty");
        await(gather(patient, hasty));
        assertEquals(1, pool.free());
    }

    @Async
    private static Coroutine<Void> givesUp(Pool pool, Duration patience) {
        try {
            await(withTimeout(patience, use(pool, ofMillis(1))), TimeoutException.class);
        } catch (TimeoutException e) {
            assertTrue(pool.free() >= 0, "more connections than there are");
        }
        return done();
    }

    @Test
    void theMistakeIsFound() {
        var report = Simulation.explore(Options.defaults(), sim -> threeUsers(new HastyPool(1)));
        var failure = report.failure().orElseThrow();
        assertEquals(1, failure.deviations(), failure.timeline());
    }
}
