package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.withTimeout;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Threads that the simulation does not know. */
class ForeignTest {
    private static final String REFUSED = "the thread \"intruder\" has woken the loop, and the simulation does not know"
            + " it: use @WeftTest(foreign = Foreign.WAIT); then runs are not reproducible\n    at ";

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "intruder");
        thread.setDaemon(true);
        return thread;
    }

    private static void runToItsEnd(Runnable work) {
        Thread thread = thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs on another thread, after so much real time. */
    private static void later(Duration delay, Runnable work) {
        thread(() -> {
                    try {
                        Thread.sleep(delay.toMillis());
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    work.run();
                })
                .start();
    }

    @Test
    void whoPostsIsRefused() {
        Ran.of(Posts.class).says(REFUSED, "EventLoopImpl.execute", "dev.weft.test.ForeignTest$Posts");
    }

    static class Posts {
        @WeftTest
        void test() {
            EventLoop loop = EventLoop.running();
            runToItsEnd(() -> loop.execute(() -> {}));
            await(Coroutines.yields(10));
        }
    }

    @Test
    void whoWakesATaskIsRefused() {
        Ran.of(Wakes.class).says(REFUSED, "CompletableFuture.complete", "dev.weft.test.ForeignTest$Wakes");
    }

    static class Wakes {
        @WeftTest
        void test() {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            Task<Void> task = start(Waits.on(answer));
            await(Coroutines.yields(3));
            runToItsEnd(() -> answer.complete(null));
            await(task);
        }
    }

    private static final class Waits {
        @Async
        static Coroutine<Void> on(CompletableFuture<Void> answer) {
            await(answer);
            return done();
        }
    }

    @Test
    void inAnExplorationToo() {
        Ran.of(Explored.class).says("the thread \"intruder\" has woken the loop", "ForeignTest$Explored");
    }

    static class Explored {
        @Explore
        void test() {
            EventLoop loop = EventLoop.running();
            runToItsEnd(() -> loop.execute(() -> {}));
            await(Coroutines.yields(10));
        }
    }

    @Test
    void theThreadsOfBlockingWorkAreKnown() {
        Ran.of(Work.class).passes(3);
    }

    static class Work {
        @WeftTest
        void stepped() {
            EventLoop loop = EventLoop.running();
            await(blocking(() -> {
                loop.execute(() -> {});
                return null;
            }));
        }

        @WeftTest(blocking = Blocking.FREE)
        void free() {
            EventLoop loop = EventLoop.running();
            await(blocking(() -> {
                loop.execute(() -> {});
                return null;
            }));
        }

        @Explore(schedules = 50)
        void explored() {
            EventLoop loop = EventLoop.running();
            await(blocking(() -> {
                loop.execute(() -> {});
                return null;
            }));
        }
    }

    @Test
    void theLoopWaitsForThemIfTheTestSaysSo() {
        Ran.of(Allowed.class).passes(2);
    }

    static class Allowed {
        @WeftTest(foreign = Foreign.WAIT)
        void completes() {
            CompletableFuture<String> answer = new CompletableFuture<>();
            later(Duration.ofMillis(20), () -> answer.complete("yes"));
            assertEquals("yes", await(answer));
        }

        @WeftTest(foreign = Foreign.WAIT)
        void posts() {
            EventLoop loop = EventLoop.running();
            CompletableFuture<Thread> answer = new CompletableFuture<>();
            later(Duration.ofMillis(20), () -> loop.execute(() -> answer.complete(Thread.currentThread())));
            assertEquals(Thread.currentThread(), await(answer));
        }
    }

    @Test
    void timeDoesNotPassWhileAForeignStageIsAwaited() {
        Ran.of(LimitAgainstAnswer.class).passes(1);
    }

    static class LimitAgainstAnswer {
        @WeftTest(foreign = Foreign.WAIT)
        void test(Sim sim) throws TimeoutException {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            later(Duration.ofMillis(50), () -> answer.complete(null));
            await(withTimeout(SECOND, Waits.on(answer)), TimeoutException.class);
            assertEquals(Duration.ZERO, sim.elapsed());
        }
    }

    @Test
    void timePassesAfterASecondOfRealIdleness() {
        Ran.of(NoAnswer.class).passes(1);
    }

    static class NoAnswer {
        @WeftTest(foreign = Foreign.WAIT)
        void test(Sim sim) throws TimeoutException {
            long began = System.nanoTime();
            Task<Void> task = start(withTimeout(Duration.ofDays(1), Waits.on(new CompletableFuture<>())));
            await(waitAll(List.of(task)));
            assertTrue(task.exceptionNow() instanceof TimeoutException, task::toString);
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            assertTrue(millis >= 950, () -> "real time: " + millis + " ms");
            assertEquals(Duration.ofDays(1), sim.elapsed());
        }
    }

    @Test
    void advancePassesItAtOnce() {
        Ran.of(Advances.class).passes(1);
    }

    static class Advances {
        @WeftTest(foreign = Foreign.WAIT)
        void test(Sim sim) {
            List<String> log = new ArrayList<>();
            CompletableFuture<Void> answer = new CompletableFuture<>();
            Task<Void> waiting = start(Waits.on(answer));
            Task<Void> timer = start(Coroutines.logsAfter(SECOND, log, "timer"));
            long began = System.nanoTime();
            for (int i = 0; i < 60; i++) {
                await(sim.advance(SECOND));
            }
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertTrue(seconds < 20, () -> "real time: " + seconds + " s");
            assertEquals(List.of("timer"), log);
            assertEquals(Duration.ofMinutes(1), sim.elapsed());
            assertTrue(timer.isDone(), timer::toString);
            assertFalse(waiting.isDone(), waiting::toString);
            answer.complete(null);
            await(waiting);
        }
    }

    @Test
    void timePassesAsUsualWhileNothingForeignIsAwaited() {
        Ran.of(OwnTimers.class).passes(1);
    }

    static class OwnTimers {
        @WeftTest(foreign = Foreign.WAIT, timeout = 20)
        void test() {
            for (int i = 0; i < 100; i++) {
                await(dev.weft.Weft.sleep(SECOND));
            }
        }
    }
}
