package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an exploration may change, and what it may not. */
class OrderTest {
    /** A program that logs what it does. */
    private interface Program {
        Coroutine<Void> run(Sim sim, List<String> log);
    }

    /** Returns all logs that a program can have. */
    private static Set<String> all(Order order, Program program) {
        Set<String> logs = new TreeSet<>();
        Report report = Simulation.explore(
                Options.defaults().withOrder(order).withSchedules(5_000).withLimit(Duration.ofMinutes(1)),
                sim -> logged(sim, program, logs));
        assertTrue(report.failure().isEmpty(), report::toString);
        return logs;
    }

    @Async
    private static Coroutine<Void> logged(Sim sim, Program program, Set<String> logs) {
        List<String> log = new ArrayList<>();
        await(program.run(sim, log));
        logs.add(String.join("", log));
        return done();
    }

    /** Two tasks, and two callbacks. */
    @Async
    private static Coroutine<Void> readyAtOnce(Sim sim, List<String> log) {
        Task<Void> a = start(Coroutines.logs(log, "a", 1));
        EventLoop.running().execute(() -> log.add("1"));
        Task<Void> b = start(Coroutines.logs(log, "b", 1));
        EventLoop.running().execute(() -> log.add("2"));
        await(sim.settled());
        await(gather(a, b));
        return done();
    }

    @Test
    void timingKeepsTheOrderOfWhatIsReady() {
        assertEquals(Set.of("a1b2"), all(Order.TIMING, OrderTest::readyAtOnce));
    }

    @Test
    void tasksChangesTheOrderOfTasksAndKeepsThatOfCallbacks() {
        Set<String> logs = all(Order.TASKS, OrderTest::readyAtOnce);
        assertEquals(12, logs.size(), logs::toString); // 4! / 2!
        assertTrue(logs.stream().allMatch(log -> log.indexOf('1') < log.indexOf('2')), logs::toString);
    }

    @Test
    void anyChangesTheOrderOfCallbacksToo() {
        Set<String> logs = all(Order.ANY, OrderTest::readyAtOnce);
        assertEquals(24, logs.size(), logs::toString); // 4!
    }

    @Async
    private static Coroutine<Void> slowStep(Sim sim, List<String> log) {
        Task<Void> timer = start(Coroutines.logsAfter(Duration.ofSeconds(1), log, "t"));
        await(Coroutines.logs(log, "a", 3));
        await(timer);
        return done();
    }

    @Test
    void eachOrderLetsATimerFireBeforeWhatIsReady() {
        for (Order order : Order.values()) {
            Set<String> logs = all(order, OrderTest::slowStep);
            assertTrue(logs.containsAll(Set.of("aaat", "aata")), () -> order + ": " + logs);
        }
    }

    @Async
    private static Coroutine<Void> withoutAutoAdvance(Sim sim, List<String> log) {
        sim.autoAdvance(false);
        Task<Void> timer = start(Coroutines.logsAfter(Duration.ofSeconds(1), log, "t"));
        await(gather(Coroutines.logs(log, "a", 3), Coroutines.yields(3)));
        log.add(sim.elapsed().toString());
        await(sim.advance(Duration.ofSeconds(2)));
        await(timer);
        return done();
    }

    @Test
    void noStepIsSlowWhileTimeIsAdvancedByTheTest() {
        assertEquals(Set.of("aaaPT0St"), all(Order.TASKS, OrderTest::withoutAutoAdvance));
    }

    @Async
    private static Coroutine<Void> whileSomeoneSettles(Sim sim, List<String> log) {
        Task<Void> timer = start(Coroutines.logsAfter(Duration.ofSeconds(1), log, "t"));
        Task<Void> work = start(Coroutines.logs(log, "a", 3));
        Duration before = sim.elapsed();
        await(sim.settled());
        assertTrue(work.isDone(), work::toString);
        assertEquals(before, sim.elapsed());
        await(timer);
        return done();
    }

    @Test
    void noStepIsSlowWhileSomeoneSettles() {
        assertEquals(Set.of("aaat"), all(Order.TIMING, OrderTest::whileSomeoneSettles));
    }

    @Async
    private static Coroutine<Void> equalDeadlines(Sim sim, List<String> log) {
        await(gather(
                Coroutines.logsAfter(Duration.ofSeconds(1), log, "a"),
                Coroutines.logsAfter(Duration.ofSeconds(1), log, "b"),
                Coroutines.logsAfter(Duration.ofSeconds(1), log, "c")));
        return done();
    }

    @Test
    void timersOfOneDeadlineFireInAnyOrder() {
        Set<String> all = Set.of("abc", "acb", "bac", "bca", "cab", "cba");
        assertEquals(all, all(Order.TASKS, OrderTest::equalDeadlines));
        assertEquals(all, all(Order.ANY, OrderTest::equalDeadlines));
        // A timer is late or not: two of them cannot both be later than the third, and one of them even later.
        Set<String> byTiming = all(Order.TIMING, OrderTest::equalDeadlines);
        assertTrue(byTiming.containsAll(Set.of("abc", "acb", "bac", "bca", "cab")), byTiming::toString);
    }

    @Async
    private static Coroutine<Void> fairQueue(Sim sim, List<String> log) {
        AsyncQueue<String> queue = AsyncQueue.fifo(2);
        Task<Void> first = start(takes(queue, log, "1"));
        await(sim.settled());
        Task<Void> second = start(takes(queue, log, "2"));
        await(sim.settled());
        await(queue.put("a"));
        await(queue.put("b"));
        await(gather(first, second));
        return done();
    }

    @Async
    private static Coroutine<Void> takes(AsyncQueue<String> queue, List<String> log, String who) {
        String item = await(queue.take());
        log.add(who + item);
        return done();
    }

    @Test
    void fairQueuesHandOverInTheirOwnOrderInEachMode() {
        for (Order order : Order.values()) {
            Set<String> logs = all(order, OrderTest::fairQueue);
            assertTrue(Set.of("1a2b", "2b1a").containsAll(logs), () -> order + ": " + logs);
        }
    }

    @Test
    void whatTimingAloneCanShowIsLabelledSo() {
        Ran.of(NeedsTiming.class).says("needs: timing");
        Ran.of(NeedsTasks.class).says("needs: another order of tasks than this loop's first in, first out");
    }

    static class NeedsTiming {
        private boolean late;

        @Explore
        void test() {
            Task<Void> timer = start(marks());
            await(Coroutines.yields(3));
            boolean was = late;
            await(timer);
            assertTrue(!was, "a slow step");
        }

        @Async
        private Coroutine<Void> marks() {
            await(sleep(Duration.ofSeconds(1)));
            late = true;
            return done();
        }
    }

    static class NeedsTasks {
        @Explore
        void test() {
            List<String> log = new ArrayList<>();
            await(gather(Coroutines.logs(log, "a", 1), Coroutines.logs(log, "b", 1), yieldNow()));
            assertEquals("a", log.get(0));
        }
    }
}
