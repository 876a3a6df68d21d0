package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.EventLoop;
import dev.weft.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The simulated world as a test sees it. */
class SimTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> events = new ArrayList<>();

    @Entry
    @BeforeEach
    void before(Sim sim) {
        await(yieldNow());
        events.add("before at " + sim.elapsed().toSeconds());
    }

    @Entry
    @AfterEach
    void after(Sim sim) {
        assertTrue(events.get(0).startsWith("before at 0"), events::toString);
        await(yieldNow());
    }

    @Async
    private Coroutine<Void> log(Duration after, String event) {
        await(sleep(after));
        events.add(event);
        return done();
    }

    @WeftTest
    void aDayTakesNoTime(Sim sim) {
        await(sleep(DAY));
        assertEquals(DAY, sim.elapsed());
        assertEquals(Instant.parse("2000-01-02T00:00:00Z"), sim.clock().instant());
    }

    @WeftTest
    void eachTimerFiresAtItsOwnTimeWhileTimeIsAdvanced(Sim sim) {
        sim.autoAdvance(false);
        Task<Void> two = start(log(SECOND.multipliedBy(2), "two"));
        Task<Void> one = start(log(SECOND, "one"));
        await(sim.advance(SECOND));
        assertEquals(List.of("before at 0", "one"), events);
        assertEquals(SECOND, sim.elapsed());
        await(sim.advance(SECOND));
        assertEquals(List.of("before at 0", "one", "two"), events);
        assertTrue(one.isDone() && two.isDone(), () -> one + ", " + two);
        await(sim.advance(Duration.ZERO));
        assertEquals(SECOND.multipliedBy(2), sim.elapsed());
    }

    @WeftTest
    void timeDoesNotGoBack(Sim sim) {
        assertThrows(IllegalArgumentException.class, () -> sim.advance(SECOND.negated()));
    }

    @WeftTest
    void settledEndsWhenAllOthersWaitBeforeTimePasses(Sim sim) {
        List<Task<Void>> tasks = List.of(start(yields(5)), start(yields(3)), start(log(SECOND, "late")));
        await(sim.settled());
        assertEquals(Duration.ZERO, sim.elapsed());
        assertTrue(tasks.get(0).isDone() && tasks.get(1).isDone(), tasks::toString);
        assertFalse(tasks.get(2).isDone(), tasks::toString);
        await(tasks.get(2));
    }

    @WeftTest
    void settledWaitsForBlockingWork(Sim sim) {
        Task<String> work = start(blocking(() -> "done"));
        await(sim.settled());
        assertEquals("done", work.resultNow());
    }

    @WeftTest
    void allThatAwaitSettledGoOnTogether(Sim sim) {
        Task<Void> other = start(settles(sim));
        await(sim.settled());
        await(yieldNow());
        assertTrue(other.isDone(), other::toString);
    }

    @Async
    private Coroutine<Void> settles(Sim sim) {
        await(sim.settled());
        return done();
    }

    @Async
    private Coroutine<Void> yields(int times) {
        for (int i = 0; i < times; i++) {
            await(yieldNow());
        }
        return done();
    }

    @WeftTest(seed = 7)
    void randomDependsOnTheSeedAlone(Sim sim) {
        assertEquals(new SplittableRandom(7).nextLong(), sim.random().nextLong());
    }

    @WeftTest
    void nothingIsLeftToChance(Sim sim) {
        assertFalse(sim.chance("a fault"), "chance");
        assertEquals("a", sim.choose("letter", "a", "b", "c"));
        assertEquals(1, sim.choose("number", List.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> sim.choose("nothing", List.of()));
    }

    @WeftTest
    void aBackgroundTaskIsCancelledAtTheEnd(Sim sim) {
        sim.background(forEver());
        await(sleep(SECOND));
    }

    @Async
    private Coroutine<Void> forEver() {
        try {
            while (true) {
                await(sleep(SECOND));
            }
        } finally {
            await(sleep(DAY)); // its clean-up may take its time
        }
    }

    @WeftTest
    void theLoopIsTheTestsOwn() {
        assertEquals("weft-test theLoopIsTheTestsOwn", Thread.currentThread().getName());
        assertTrue(EventLoop.running().isRunning(), "the loop runs");
    }

    @WeftTest
    void blockingWorkRunsOnAnotherThreadAndTimeStandsStill(Sim sim) {
        Thread here = Thread.currentThread();
        Task<Void> late = start(log(SECOND, "late"));
        assertFalse(await(blocking(() -> Thread.currentThread() == here)), "same thread");
        assertEquals(Duration.ZERO, sim.elapsed());
        await(late);
    }

    @WeftTest(blocking = Blocking.FREE)
    void freeBlockingWorkRunsBesideTheLoop() {
        assertEquals("done", await(blocking(() -> "done")));
    }
}
