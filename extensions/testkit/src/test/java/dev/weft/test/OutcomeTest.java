package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What JUnit is told of a test. */
class OutcomeTest {
    private static AssertionFailedError failed(Class<?> testClass) {
        Throwable failure = Ran.of(testClass).failure();
        assertSame(AssertionFailedError.class, failure.getClass(), failure::toString);
        return (AssertionFailedError) failure;
    }

    @Test
    void aComparisonKeepsItsValuesItsFirstLineAndItsStack() {
        for (Class<?> testClass : List.of(Compares.class, ComparesExplored.class)) {
            AssertionFailedError failure = failed(testClass);
            assertEquals(
                    "names ==> expected: <ann> but was: <bob>",
                    failure.getMessage().lines().findFirst().orElse(""));
            assertEquals("ann", failure.getExpected().getValue());
            assertEquals("bob", failure.getActual().getValue());
            StackTraceElement[] stack = failure.getStackTrace();
            assertTrue(
                    List.of(stack).stream()
                            .anyMatch(element -> element.getClassName().equals(testClass.getName())
                                    && element.getMethodName().equals("test")),
                    () -> List.of(stack).toString());
        }
        AssertionFailedError explored = failed(ComparesExplored.class);
        AssertionFailedError original = (AssertionFailedError) explored.getCause();
        assertArrayEquals(original.getStackTrace(), explored.getStackTrace());
    }

    static class Compares {
        @WeftTest
        void test() {
            await(Coroutines.yields(1));
            assertEquals("ann", "bob", "names");
        }
    }

    static class ComparesExplored {
        @Explore
        void test() {
            await(Coroutines.yields(1));
            assertEquals("ann", "bob", "names");
        }
    }

    @Test
    void anotherExceptionIsTheCause() {
        for (Class<?> testClass : List.of(Throws.class, ThrowsExplored.class)) {
            AssertionFailedError failure = failed(testClass);
            assertEquals(
                    "java.io.IOException: no line",
                    failure.getMessage().lines().findFirst().orElse(""));
            Throwable cause = failure.getCause();
            assertSame(java.io.IOException.class, cause.getClass(), failure::toString);
            assertArrayEquals(cause.getStackTrace(), failure.getStackTrace());
        }
    }

    static class Throws {
        @WeftTest
        void test() throws Exception {
            await(Coroutines.yields(1));
            throw new java.io.IOException("no line");
        }
    }

    static class ThrowsExplored {
        @Explore
        void test() throws Exception {
            await(Coroutines.yields(1));
            throw new java.io.IOException("no line");
        }
    }

    @Test
    void aFailureOfTheFirstScheduleIsNotOneOfTheExploration() {
        Ran.of(ComparesExplored.class).says("fails first in, first out: nothing to explore", "replay = \"w1.\"");
    }

    @Test
    void aFailureOfAnotherScheduleShowsHowToRepeatIt() {
        Ran.of(Reordered.class)
                .says(
                        "expected: <a> but was: <b>",
                        "schedule ",
                        " of 500 fails; ",
                        "from first in, first out; needs: another order of tasks than this loop's first in, first out",
                        "replay: @Explore(replay = \"w1.",
                        "-Dweft.replay=w1.",
                        "◄ deviation",
                        "page: ");
    }

    static class Reordered {
        @Explore(schedules = 500)
        void test() {
            List<String> log = new ArrayList<>();
            await(gather(Coroutines.logs(log, "a", 2), Coroutines.logs(log, "b", 2)));
            assertEquals("a", log.get(0));
        }
    }

    @Test
    void anAssumptionThatDoesNotHoldAborts() {
        Ran.of(Aborts.class).aborts(2);
    }

    static class Aborts {
        @WeftTest
        void once() {
            await(Coroutines.yields(1));
            assumeTrue(false, "not here");
        }

        @Explore
        void explored() {
            await(Coroutines.yields(1));
            assumeTrue(false, "not here");
        }
    }

    @Test
    void anAssumptionThatOnlySomeSchedulesMeetIsNoFailure() {
        Ran.of(AbortsSome.class).passes(1);
    }

    static class AbortsSome {
        @Explore(schedules = 100)
        void test(Sim sim) {
            await(gather(Coroutines.yields(2), Coroutines.yields(2)));
            assumeTrue(!sim.chance("rain"), "not in the rain");
        }
    }

    @Test
    void anExplorationThatPassesSaysWhatItHasTried() {
        assertEquals(
                List.of("1000 schedules; PORTFOLIO; no failure with at most 1 deviation"),
                Ran.of(Passes.class).passes(1).reports());
        assertEquals(
                List.of("4 schedules: all there are; PORTFOLIO"),
                Ran.of(Few.class).passes(1).reports());
        assertEquals(
                List.of("4 schedules: all there are; EXHAUSTIVE"),
                Ran.of(Exhausted.class).passes(1).reports());
        assertEquals(
                List.of("30 schedules; WALK, PCT"),
                Ran.of(Random.class).passes(1).reports());
    }

    static class Passes {
        @Explore
        void test() {
            await(gather(works(), works(), works()));
        }

        @Async
        private static Coroutine<Void> works() {
            await(Coroutines.yields(20));
            return done();
        }
    }

    static class Few {
        @Explore
        void test(Sim sim) {
            sim.chance("rain");
            sim.chance("snow");
        }
    }

    static class Exhausted {
        @Explore(strategies = Strategy.EXHAUSTIVE)
        void test(Sim sim) {
            sim.chance("rain");
            sim.chance("snow");
        }
    }

    static class Random {
        @Explore(
                strategies = {Strategy.WALK, Strategy.PCT},
                schedules = 30)
        void test() {
            await(gather(Coroutines.yields(20), Coroutines.yields(20)));
        }
    }

    @Test
    void aRunThatIsNotReproducibleSaysSo() {
        assertEquals(
                List.of("not reproducible: blocking work runs in real time (blocking = Blocking.FREE)"),
                Ran.of(Free.class).passes(1).reports());
        assertEquals(
                List.of("not reproducible: other threads may wake the loop (foreign = Foreign.WAIT)"),
                Ran.of(Waits.class).passes(1).reports());
        assertEquals(List.of(), Ran.of(Plain.class).passes(1).reports());
    }

    static class Free {
        @WeftTest(blocking = Blocking.FREE)
        void test() {}
    }

    static class Waits {
        @WeftTest(foreign = Foreign.WAIT)
        void test() {}
    }

    static class Plain {
        @WeftTest
        void test() {}
    }
}
