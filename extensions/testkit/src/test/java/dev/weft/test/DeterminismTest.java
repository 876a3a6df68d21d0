package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One schedule is one run, today and tomorrow; a test that is not so is found out. */
@Tag("jdk")
class DeterminismTest {
    private static final String HINTS = "\nThe schedule was the same. The usual causes: the order of a hash map or set"
            + " whose keys have no hashCode of their own (identity hash), System.nanoTime or currentTimeMillis (use"
            + " sim.clock()), Math.random or a new Random() (use sim.random()), static state that one run leaves to the"
            + " next";

    private static int runs;

    @Test
    void staticStateThatChangesTheSteps() {
        runs = 0;
        Ran.of(StaticState.class)
                .says(
                        "NOT DETERMINISTIC: step ",
                        " was \"bob goes on at Coroutines.java:24\", now it is \"ann goes on at Coroutines.java:24\"",
                        HINTS);
    }

    /** Each run, ann takes one step more. */
    static class StaticState {
        @Explore
        void test() {
            Task<Void> bob = start(Coroutines.yields(10), "bob");
            Task<Void> ann = start(Coroutines.yields(runs++), "ann");
            await(gather(ann, bob));
        }
    }

    @Test
    void stepsThatDifferOnlyOnceAreNamed() {
        runs = 0;
        Ran.of(FirstRunDiffers.class).says("NOT DETERMINISTIC: step ", "a step of task ", ", now it is \"", HINTS);
    }

    static class FirstRunDiffers {
        @Explore
        void test() {
            Task<Void> bob = start(Coroutines.yields(10), "bob");
            Task<Void> ann = start(Coroutines.yields(runs++ == 0 ? 5 : 2), "ann");
            await(gather(ann, bob));
        }
    }

    @Test
    void theOrderOfIdentityHashes() {
        Ran.of(IdentityHash.class).says("NOT DETERMINISTIC: step ", "was \"waiter ", "now it is \"waiter ", HINTS);
    }

    static class IdentityHash {
        @Explore
        void test() {
            Set<AsyncEvent> events = new HashSet<>();
            List<Task<Void>> waiters = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                AsyncEvent event = new AsyncEvent();
                events.add(event);
                waiters.add(start(waits(event), "waiter " + i));
            }
            await(Coroutines.yields(2));
            events.forEach(AsyncEvent::set);
            await(gather(waiters));
        }

        @Async
        private static Coroutine<Void> waits(AsyncEvent event) {
            await(event.whenSet());
            return done();
        }
    }

    @Test
    void aFailureThatDoesNotComeAgain() {
        runs = 0;
        Ran.of(FailsOnce.class)
                .says(
                        "NOT DETERMINISTIC: all ",
                        " steps were the same, but first the run failed with org.opentest4j.AssertionFailedError: third",
                        ", and now it passed",
                        HINTS);
    }

    static class FailsOnce {
        @Explore
        void test() {
            await(gather(Coroutines.yields(3), Coroutines.yields(3)));
            if (++runs == 4) {
                fail("third");
            }
        }
    }

    @Test
    void aReplayThatDiffers() {
        runs = 0;
        Ran.of(ReplayDiffers.class).says("NOT DETERMINISTIC: all ", "failed with", "and now it passed");
    }

    static class ReplayDiffers {
        @Explore(replay = "w1.")
        void test() {
            if (++runs == 1) {
                fail("first");
            }
        }
    }

    @Test
    void oneScheduleIn64IsCheckedThoughNoneFails() {
        runs = 0;
        Ran.of(DiffersLater.class).says("NOT DETERMINISTIC: step ", "schedule 65 of 100 fails");
    }

    static class DiffersLater {
        @Explore(schedules = 100)
        void test() {
            int more = ++runs > 20 ? runs : 0;
            await(gather(Coroutines.yields(20), Coroutines.yields(more)));
        }
    }

    /** All that a program does in all schedules, as a number. */
    private static int hash(long seed, Order order) {
        List<String> all = new ArrayList<>();
        Report report = Simulation.explore(
                Options.defaults()
                        .withSeed(seed)
                        .withOrder(order)
                        .withSchedules(600)
                        .withLimit(Duration.ofMinutes(5)),
                sim -> program(sim, all));
        assertTrue(report.failure().isEmpty(), report::toString);
        assertEquals(600, report.schedules());
        return all.hashCode();
    }

    @Async
    private static Coroutine<Void> program(Sim sim, List<String> all) {
        List<String> log = new ArrayList<>();
        AsyncEvent event = new AsyncEvent();
        EventLoop.running().execute(() -> log.add("1"));
        EventLoop.running().execute(() -> log.add("2"));
        await(gather(
                Coroutines.logs(log, "a", 5),
                Coroutines.logs(log, "b", 5),
                Coroutines.logsAfter(Duration.ofMillis(sim.random().nextInt(5)), log, "c"),
                waitsFor(event, log),
                sets(sim, event, log)));
        all.add(log + " " + sim.elapsed());
        return done();
    }

    @Async
    private static Coroutine<Void> waitsFor(AsyncEvent event, List<String> log) {
        await(event.whenSet());
        log.add("set");
        return done();
    }

    @Async
    private static Coroutine<Void> sets(Sim sim, AsyncEvent event, List<String> log) {
        await(sleep(Duration.ofMillis(1)));
        log.add(sim.choose("letter", "x", "y", "z"));
        event.set();
        return done();
    }

    /** The numbers were recorded on JDK 17. If the kit chooses in another way now, on purpose, they change. */
    @Test
    void theSameSeedGivesTheSameSchedulesOnEachJdk() {
        assertEquals(hash(1, Order.TASKS), hash(1, Order.TASKS), "twice");
        assertNotEquals(hash(1, Order.TASKS), hash(2, Order.TASKS), "another seed");
        assertEquals(
                List.of(-1240556985, -847095150, -1909021036, -1590835424),
                List.of(hash(1, Order.TASKS), hash(2, Order.TASKS), hash(1, Order.TIMING), hash(1, Order.ANY)));
    }
}
