package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.test.Coroutines.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that blocks a thread. */
class BlockingTest {
    @Test
    void steppedWorkThatWaitsForTheLoopIsReported() {
        Ran.of(NeedsLoop.class)
                .says(
                        "blocking work has waited for a second of real time, while the loop waits for it: if it needs the"
                                + " loop, or another thread, use @WeftTest(blocking = Blocking.FREE); then runs are not"
                                + " reproducible\n  thread weft-test-work-",
                        "\n    at ",
                        "CompletableFuture",
                        "BlockingTest.needsLoop",
                        "(T) Task-1 SUSPENDED at BlockingTest$NeedsLoop.test(BlockingTest.java:");
    }

    /** Waits for a task of the loop. */
    private static String needsLoop(EventLoop loop) throws Exception {
        return loop.start(dev.weft.Weft.result("from the loop"))
                .toCompletableFuture()
                .get();
    }

    static class NeedsLoop {
        @WeftTest
        void test() {
            EventLoop loop = EventLoop.running();
            await(blocking(() -> needsLoop(loop)));
        }
    }

    @Test
    void freeWorkMayWaitForTheLoop() {
        Ran.of(Free.class).passes(1);
    }

    static class Free {
        @WeftTest(blocking = Blocking.FREE)
        void test() {
            EventLoop loop = EventLoop.running();
            assertEquals("from the loop", await(blocking(() -> needsLoop(loop))));
        }
    }

    @Test
    void workThatIsBusyIsNotReported() {
        Ran.of(Busy.class).passes(1);
    }

    static class Busy {
        /** Real time is the subject: longer than what is reported when a thread is parked. */
        @WeftTest
        void test() {
            await(blocking(() -> {
                long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
                return null;
            }));
        }
    }

    @Test
    void steppedWorksRunOneAtATimeAndTimeStandsStill() {
        Ran.of(OneAtATime.class).passes(2);
    }

    static class OneAtATime {
        private final AtomicInteger running = new AtomicInteger();

        @WeftTest
        void once(Sim sim) {
            await(gather(work(sim), work(sim), work(sim)));
            assertEquals(Duration.ZERO, sim.elapsed());
        }

        @Explore(schedules = 100)
        void explored(Sim sim) {
            await(gather(work(sim), work(sim), work(sim)));
            assertEquals(Duration.ZERO, sim.elapsed());
        }

        @Async
        private Coroutine<Void> work(Sim sim) {
            await(blocking(() -> {
                Duration before = sim.elapsed();
                assertEquals(1, running.incrementAndGet(), "works under way");
                assertEquals(before, sim.elapsed());
                running.decrementAndGet();
                return null;
            }));
            return done();
        }
    }

    private static final Set<String> SEEN = new HashSet<>();

    @Test
    void anExplorationChoosesTheOrderInWhichWorksEndAndWhetherTimePassesBefore() {
        SEEN.clear();
        Ran.of(Orders.class).passes(1);
        assertEquals(
                Set.of(
                        "[a, b, timer]",
                        "[b, a, timer]",
                        "[a, timer, b]",
                        "[b, timer, a]",
                        "[timer, a, b]",
                        "[timer, b, a]"),
                SEEN);
    }

    static class Orders {
        @Explore(schedules = 2_000, order = Order.TIMING)
        void test() {
            List<String> log = new ArrayList<>();
            await(gather(works(log, "a"), works(log, "b"), Coroutines.logsAfter(SECOND, log, "timer")));
            SEEN.add(log.toString());
        }

        @Async
        private static Coroutine<Void> works(List<String> log, String text) {
            await(blocking(() -> null));
            log.add(text);
            return done();
        }
    }

    @Test
    void settledNeverLetsTimePassWhileWorkIsUnderWay() {
        Ran.of(Settles.class).passes(2);
    }

    static class Settles {
        @Explore(schedules = 2_000, strategies = Strategy.EXHAUSTIVE)
        void exhaustive(Sim sim) {
            await(settles(sim));
        }

        @Explore(schedules = 500)
        void portfolio(Sim sim) {
            await(settles(sim));
        }

        @Async
        private static Coroutine<Void> settles(Sim sim) {
            Task<Void> timer = start(sleep(SECOND));
            Task<String> work = start(blocking(() -> "done"));
            Duration before = sim.elapsed();
            await(sim.settled());
            assertTrue(work.isDone(), work::toString);
            assertEquals(before, sim.elapsed());
            await(timer);
            return done();
        }
    }

    @Test
    void settledWaitsForFreeWork() {
        Ran.of(SettlesFree.class).passes(1);
    }

    static class SettlesFree {
        @WeftTest(blocking = Blocking.FREE)
        void test(Sim sim) {
            CountDownLatch latch = new CountDownLatch(1);
            Task<String> work = start(blocking(() -> {
                latch.await();
                return "done";
            }));
            Task<Void> opens = start(opens(latch));
            await(sim.settled());
            assertEquals("done", work.resultNow());
            assertEquals(Duration.ZERO, sim.elapsed());
            await(opens);
        }

        @Async
        private static Coroutine<Void> opens(CountDownLatch latch) {
            await(Coroutines.yields(5));
            latch.countDown();
            return done();
        }
    }

    @Test
    void workThatIsCancelledBeforeItRunsNeverRuns() {
        Ran.of(Cancelled.class).passes(1);
    }

    static class Cancelled {
        @WeftTest
        void test(Sim sim) {
            CompletableFuture<Void> ran = new CompletableFuture<>();
            Task<Boolean> work = start(blocking(() -> ran.complete(null)));
            await(Coroutines.yields(1));
            work.cancel();
            await(dev.weft.Weft.waitAll(List.of(work)));
            assertTrue(work.isCancelled(), work::toString);
            assertFalse(ran.isDone(), "ran");
        }
    }

    @Test
    void aFailureOfTheWorkIsThatOfItsAwait() {
        Ran.of(Fails.class).says("java.lang.IllegalStateException: disk full");
    }

    static class Fails {
        @WeftTest
        void test() {
            await(blocking(() -> {
                throw new IllegalStateException("disk full");
            }));
        }
    }
}
