package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Entry;
import dev.weft.EventLoop;
import dev.weft.Weft;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What runs around a test, in which order, and on which thread. */
class LifecycleTest {
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void oneThreadAndOneLoopRunAllOfARun() {
        Ran.of(OneThread.class).passes(1);
    }

    static class OneThread {
        private Thread thread;
        private EventLoop loop;

        @Entry
        @BeforeEach
        void before() {
            await(yieldNow());
            thread = Thread.currentThread();
            loop = EventLoop.running();
        }

        @WeftTest
        void test() {
            await(yieldNow());
            assertSame(thread, Thread.currentThread());
            assertSame(loop, EventLoop.running());
        }

        @Entry
        @AfterEach
        void after() {
            await(yieldNow());
            assertSame(thread, Thread.currentThread());
            assertSame(loop, EventLoop.running());
        }
    }

    @Test
    void theThreadIsNotJUnits() {
        Thread here = Thread.currentThread();
        Ran.of(Named.class).passes(1);
        assertEquals(List.of("weft-test named"), EVENTS);
        assertNotSame("weft-test named", here.getName());
    }

    static class Named {
        @WeftTest
        void named() {
            EVENTS.add(Thread.currentThread().getName());
        }
    }

    @Test
    void superclassesAndOuterClassesComeFirstAndLeaveLast() {
        Ran.of(Sub.class).passes(1);
        assertEquals(
                List.of("super before", "before", "inner before", "test", "inner after", "after", "super after"),
                EVENTS);
    }

    static class Super {
        @Entry
        @BeforeEach
        void superBefore() {
            await(yieldNow());
            EVENTS.add("super before");
        }

        @Entry
        @AfterEach
        void superAfter() {
            await(yieldNow());
            EVENTS.add("super after");
        }
    }

    static class Sub extends Super {
        @BeforeEach
        void before() {
            EVENTS.add("before");
        }

        @AfterEach
        void after() {
            EVENTS.add("after");
        }

        @Nested
        class Inner {
            @BeforeEach
            void innerBefore() {
                EVENTS.add("inner before");
            }

            @WeftTest
            void test() {
                await(yieldNow());
                EVENTS.add("test");
            }

            @AfterEach
            void innerAfter() {
                EVENTS.add("inner after");
            }
        }
    }

    @Test
    void eachScheduleHasItsBeforeEachAndAfterEach() {
        Ran.of(EachSchedule.class).passes(1);
        long before = EVENTS.stream().filter("before"::equals).count();
        assertTrue(before >= 30, () -> "schedules: " + before);
        for (int i = 0; i < EVENTS.size(); i++) {
            assertEquals(List.of("before", "test", "after").get(i % 3), EVENTS.get(i), "event " + i);
        }
    }

    static class EachSchedule {
        @BeforeEach
        void before() {
            EVENTS.add("before");
        }

        @Explore(schedules = 30)
        void test() {
            EVENTS.add("test");
            await(gather(Coroutines.yields(5), Coroutines.yields(5)));
        }

        @AfterEach
        void after() {
            EVENTS.add("after");
        }
    }

    @Test
    void ifBeforeEachFailsTheTestDoesNotRunAndAfterEachDoes() {
        Ran.of(BeforeFails.class).says("IllegalStateException: before");
        assertEquals(List.of("after"), EVENTS);
    }

    static class BeforeFails {
        @BeforeEach
        void before() {
            throw new IllegalStateException("before");
        }

        @WeftTest
        void test() {
            EVENTS.add("test");
        }

        @AfterEach
        void after() {
            EVENTS.add("after");
        }
    }

    @Test
    void otherTestsOfTheClassRunAsJUnitRunsThem() {
        Ran.of(Mixed.class).passes(4);
        assertEquals(4, EVENTS.stream().filter(event -> event.equals("before")).count(), EVENTS::toString);
    }

    static class Mixed {
        @BeforeEach
        void before() {
            EVENTS.add("before");
        }

        @Test
        void plain() {
            assertTrue(!Thread.currentThread().getName().startsWith("weft-test"), "JUnit's thread");
        }

        @RepeatedTest(2)
        void repeated() {
            assertTrue(!Thread.currentThread().getName().startsWith("weft-test"), "JUnit's thread");
        }

        @WeftTest
        void woven() {
            assertEquals("weft-test woven", Thread.currentThread().getName());
        }
    }

    @Test
    void anotherLoopOnTheThreadIsRefused() {
        Ran.of(NestedRun.class)
                .says(
                        "Weft.run would block the event loop that is running on this thread; await the coroutine instead");
    }

    static class NestedRun {
        @WeftTest
        void test() {
            Weft.run(result("inner"));
        }
    }

    @Test
    void invariantsAreCheckedAfterEachStep() {
        Ran.of(Invariant.class).says("the invariant \"at most 2\" does not hold after step 3, of task Task-1");
    }

    static class Invariant {
        @WeftTest
        void test(Sim sim) {
            List<String> log = new java.util.ArrayList<>();
            sim.always("at most 2", () -> log.size() <= 2);
            await(Coroutines.logs(log, "a", 5));
            EVENTS.add("never");
        }
    }

    @Test
    void anInvariantThatThrowsFailsTheTest() {
        Ran.of(BrokenInvariant.class)
                .says("the invariant \"odd\" cannot be checked: java.lang.IllegalStateException: no number");
    }

    @Test
    void anInvariantMayAssert() {
        Ran.of(AssertingInvariant.class)
                .says("the invariant \"odd\" does not hold after step 1", ": java.lang.AssertionError: it is even");
    }

    static class AssertingInvariant {
        @WeftTest
        void test(Sim sim) {
            sim.always("odd", () -> {
                throw new AssertionError("it is even");
            });
        }
    }

    static class BrokenInvariant {
        @WeftTest
        void test(Sim sim) {
            sim.always("odd", () -> {
                throw new IllegalStateException("no number");
            });
            await(yieldNow());
        }
    }

    @Test
    void anInvariantThatOnlyAnotherScheduleBreaks() {
        Ran.of(ExploredInvariant.class)
                .says("the invariant \"a is first\" does not hold", "deviation", "needs: another order of tasks");
    }

    static class ExploredInvariant {
        @Explore
        void test(Sim sim) {
            List<String> log = new java.util.ArrayList<>();
            sim.always("a is first", () -> log.isEmpty() || log.get(0).equals("a"));
            await(gather(Coroutines.logs(log, "a", 1), Coroutines.logs(log, "b", 1)));
        }
    }

    @Test
    void testsRunInParallel() {
        Ran.of(
                        Parallel.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"))
                .passes(6);
        assertEquals(2, MET.size(), () -> "tests that have met: " + MET);
    }

    private static final Map<String, Boolean> MET = new ConcurrentHashMap<>();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    static class Parallel {
        private final List<String> log = new java.util.ArrayList<>();

        @WeftTest
        void meetsA() throws Exception {
            meet("a");
        }

        @WeftTest
        void meetsB() throws Exception {
            meet("b");
        }

        /** Real threads are the subject. */
        private static void meet(String who) throws Exception {
            BOTH.await(30, TimeUnit.SECONDS);
            MET.put(who, true);
        }

        @Explore(schedules = 200)
        void exploresOne() {
            await(gather(Coroutines.logs(log, "a", 5), Coroutines.logs(log, "b", 5)));
            assertEquals(10, log.size());
        }

        @Explore(schedules = 200)
        void exploresTwo() {
            await(gather(Coroutines.logs(log, "a", 5), Coroutines.logs(log, "b", 5)));
            assertEquals(10, log.size());
        }

        @Explore(schedules = 200)
        void exploresThree() {
            await(gather(Coroutines.logs(log, "a", 5), Coroutines.logs(log, "b", 5)));
            assertEquals(10, log.size());
        }

        @WeftTest
        void once() {
            await(gather(Coroutines.logs(log, "a", 5), Coroutines.logs(log, "b", 5)));
        }
    }
}
