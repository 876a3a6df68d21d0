package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test leaves to the simulation: chances, choices, random numbers. */
class ChoicesTest {
    private static final List<String> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void theFirstScheduleIsFirstInFirstOutWhateverTheStrategy() {
        for (Strategy strategy : Strategy.values()) {
            SEEN.clear();
            Ran.method(First.class, strategy.name().toLowerCase(Locale.ROOT)).passes(1);
            assertEquals("false a ababab 1 s", SEEN.get(0), strategy::name);
        }
        SEEN.clear();
        Ran.method(First.class, "several").passes(1);
        assertEquals("false a ababab 1 s", SEEN.get(0), "several");
    }

    static class First {
        @Explore(strategies = Strategy.FIFO, schedules = 30)
        void fifo(Sim sim) {
            await(look(sim));
        }

        @Explore(strategies = Strategy.DEVIATIONS, schedules = 30)
        void deviations(Sim sim) {
            await(look(sim));
        }

        @Explore(strategies = Strategy.WALK, schedules = 30)
        void walk(Sim sim) {
            await(look(sim));
        }

        @Explore(strategies = Strategy.PCT, schedules = 30)
        void pct(Sim sim) {
            await(look(sim));
        }

        @Explore(strategies = Strategy.EXHAUSTIVE, schedules = 30)
        void exhaustive(Sim sim) {
            await(look(sim));
        }

        @Explore(strategies = Strategy.PORTFOLIO, schedules = 30)
        void portfolio(Sim sim) {
            await(look(sim));
        }

        @Explore(
                strategies = {Strategy.PCT, Strategy.WALK},
                schedules = 30)
        void several(Sim sim) {
            await(look(sim));
        }

        @Async
        private static Coroutine<Void> look(Sim sim) {
            String chosen = sim.chance("a fault") + " " + sim.choose("letter", "a", "b") + " ";
            List<String> log = new ArrayList<>();
            await(gather(Coroutines.logs(log, "a", 3), Coroutines.logs(log, "b", 3)));
            await(sleep(SECOND));
            SEEN.add(chosen + String.join("", log) + " " + sim.elapsed().toSeconds() + " s");
            return done();
        }
    }

    @Test
    void eachChoiceIsExplored() {
        Set<String> seen = new HashSet<>();
        Report report = Simulation.explore(Options.defaults(), sim -> chooses(sim, seen));
        assertTrue(report.failure().isEmpty(), report::toString);
        assertTrue(report.exhausted(), report::toString);
        assertEquals(6, report.schedules());
        assertEquals(Set.of("false a", "false b", "false c", "true a", "true b", "true c"), seen);
    }

    @Async
    private static Coroutine<Void> chooses(Sim sim, Set<String> seen) {
        seen.add(sim.chance("a fault") + " " + sim.choose("letter", List.of("a", "b", "c")));
        return done();
    }

    @Test
    void aFailureThatNeedsAChoiceSaysSo() {
        Ran.of(NeedsChoice.class)
                .says("c", "1 deviation from first in, first out; needs: a choice of the test", "letter: c");
    }

    static class NeedsChoice {
        @Explore
        void test(Sim sim) {
            sim.chance("it rains");
            sim.chance("it snows");
            String letter = sim.choose("letter", "a", "b", "c", "d");
            if (letter.equals("c")) {
                fail("c");
            }
        }
    }

    @Test
    void choicesAreShrunkToNoAndToTheFirst() {
        Ran.of(Shrunk.class).says("1 deviation from first in, first out", "size: 4");
    }

    static class Shrunk {
        @Explore(strategies = Strategy.WALK)
        void test(Sim sim) {
            sim.chance("it rains");
            int size = sim.choose("size", List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
            sim.chance("it snows");
            assertTrue(size < 4, "too large");
        }
    }

    @Test
    void randomNumbersAreTheSameInEachSchedule() {
        Set<Long> seen = new HashSet<>();
        Report report = Simulation.explore(Options.defaults().withSeed(7).withSchedules(100), sim -> draws(sim, seen));
        assertTrue(report.schedules() > 10, report::toString);
        assertEquals(Set.of(new SplittableRandom(7).nextLong()), seen);
    }

    @Async
    private static Coroutine<Void> draws(Sim sim, Set<Long> seen) {
        await(gather(Coroutines.yields(3), Coroutines.yields(3)));
        seen.add(sim.random().nextLong());
        return done();
    }

    @Test
    void theSeedOfAMethodIsItsName() {
        Ran.of(Named.class).passes(2);
    }

    static class Named {
        @WeftTest
        void once(Sim sim) {
            assertEquals(expected("once"), sim.random().nextLong());
        }

        @Explore(schedules = 20)
        void explored(Sim sim) {
            assertEquals(expected("explored"), sim.random().nextLong());
        }

        private static long expected(String method) {
            return new SplittableRandom((Named.class.getName() + "." + method).hashCode()).nextLong();
        }
    }

    @Test
    void calmLeavesNothingToChance() {
        Ran.of(Calm.class).passes(1);
    }

    /** Each task counts to 100 step by step, timers are exact, and no fault happens. */
    static class Calm {
        @Explore(schedules = 300)
        void test(Sim sim) {
            await(gather(Coroutines.yields(3), Coroutines.yields(3)));
            sim.calm();
            List<String> log = new ArrayList<>();
            await(gather(Coroutines.logs(log, "a", 20), Coroutines.logs(log, "b", 20)));
            assertEquals("ab".repeat(20), String.join("", log));
            assertFalse(sim.chance("a fault"), "chance");
            assertEquals(1, sim.choose("number", 1, 2, 3));
            var before = sim.elapsed();
            await(gather(sleep(SECOND), Coroutines.yields(50)));
            assertEquals(SECOND, sim.elapsed().minus(before));
        }
    }
}
