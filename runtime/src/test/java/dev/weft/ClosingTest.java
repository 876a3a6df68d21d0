package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** close() ends, whatever the tasks do. */
@Tag("jdk")
class ClosingTest extends LoopFixture {
    /** {@code while (true) try { await(source) } catch (CancelledError e) { log }}. */
    private final class Deaf extends Frame<Object> {
        private final Object source;

        Deaf(Object source) {
            this.source = source;
        }

        @Override
        protected Object resume(FrameDriver task) throws Throwable {
            if (state > 0) {
                goOn(task);
            }
            while (true) {
                Object again = source instanceof Duration d ? Weft.sleep(d) : source;
                if (Script.awaitAny(again, task) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, task);
                    return SUSPENDED;
                }
            }
        }

        private void goOn(FrameDriver task) throws Throwable {
            try {
                Suspension.resumed(task);
            } catch (CancelledError e) {
                events.add(e.getMessage());
            }
        }

        @Override
        protected StackTraceElement position() {
            return position("Deaf", "deaf", "Deaf.java", "\7");
        }
    }

    private void assertGivenUp(Task<Object> task) {
        loop.close();
        assertTrue(loop.isClosed(), loop::toString);
        assertEquals(3, events.size(), "cancelled once a round: " + events);
        Throwable reported = uncaught.takeOne();
        assertEquals(Task.Status.FAILED, task.status());
        assertSame(reported, task.exceptionNow());
        assertTrue(reported.getMessage().contains(task.name()), reported.getMessage());
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    @Test
    void aTaskThatSwallowsEachCancelIsGivenUpAfterThreeRounds() {
        Task<Object> deaf = loop.start(new Deaf(LONG), "deaf");
        runReady();
        assertGivenUp(deaf);
        assertEquals(Duration.ofSeconds(30), time.elapsed());
        assertEquals(
                "Deaf.deaf(Deaf.java:7)", deaf.exceptionNow().getStackTrace()[0].toString());
    }

    @Test
    void soIsOneThatNeverSleeps() {
        Task<Object> deaf = loop.start(new Deaf(Weft.yieldNow()), "deaf");
        runTurns(20);
        assertGivenUp(deaf);
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void whoWaitsOnAnotherThreadIsToldThatItWasGivenUp() throws Exception {
        Task<Object> deaf = loop.start(new Deaf(LONG), "deaf");
        runReady();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread other = new Thread(() -> seen.set(assertThrows(ExecutionException.class, deaf::get)));
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        loop.close();
        other.join();
        assertSame(deaf.exceptionNow(), seen.get().getCause());
        assertSame(deaf.exceptionNow(), uncaught.takeOne(), "and it is reported");
    }

    @Test
    void anotherTaskThatAwaitsIsCancelledWithTheOthers() {
        Task<Object> deaf = loop.start(new Deaf(LONG), "deaf");
        Task<Object> waiting = loop.start(script("waiting").await(deaf));
        runReady();
        assertGivenUp(deaf);
        assertTrue(waiting.isCancelled(), waiting::toString);
    }

    @Test
    void whatCleanUpStartsIsCancelledWithoutWaitingForARound() {
        loop.start(script("left").await(Weft.sleep(LONG)).caught(e -> {
            Weft.start(script("late").await(Weft.sleep(LONG)).caught(again -> events.add("late cancelled")));
            throw e;
        }));
        runReady();
        loop.close();
        assertEquals(List.of("late cancelled"), events);
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void tasksThatStartOneAnotherForEverEnd() {
        startAgain();
        runReady();
        loop.close();
        assertEquals(List.of(), List.copyOf(loop.tasks()));
        assertFalse(uncaught.take().isEmpty(), "those that were given up are reported");
    }

    private void startAgain() {
        loop.start(script("again").await(Weft.sleep(LONG)).caught(e -> {
            startAgain();
            throw e;
        }));
    }

    @Test
    void callbacksThatCallThemselvesAgainEnd() {
        class Again implements Runnable {
            @Override
            public void run() {
                loop.execute(this);
            }
        }
        loop.execute(new Again());
        loop.close();
        assertTrue(loop.isClosed(), loop::toString);
    }

    @Test
    void theThreadsOfBlockingWorkAreInterruptedAndEnd() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        loop.start(script("main").await(Weft.blocking(() -> {
            worker.complete(Thread.currentThread());
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
            return null;
        })));
        runReady();
        assertTrue(worker.get().isDaemon(), "a worker does not keep the JVM: " + worker.get());
        loop.close();
        interrupted.await();
        worker.get().join();
    }

    @Test
    void blockingWorkThatGoesOnAllTheSameIsReported() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        loop.start(script("main").await(Weft.blocking(() -> {
            begun.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return null;
        })));
        runReady();
        begun.await();
        loop.close();
        end.countDown();
        String reported = uncaught.takeOne().getMessage();
        assertTrue(reported.contains("blocking work"), reported);
    }

    @Test
    void aTaskThatIsHandedOverTooLateIsGivenUpNotForgotten() {
        Task<Object> late = loop.start(script("late").give(1));
        loop.close();
        assertEquals(1, late.resultNow(), "what was handed over before the close still runs");
    }

    // ---- after the test suites of asyncio, AnyIO and Trio

    @Test
    void whoWaitsForATaskThatIsGivenUpLastIsToldSo() {
        List<CompletableFuture<Object>> futures = new ArrayList<>();
        loop.execute(new Runnable() {
            @Override
            public void run() {
                futures.add(loop.start(script("late")).toCompletableFuture());
                loop.execute(this);
            }
        });
        loop.close();
        uncaught.take(); // the last ones were given up
        assertEquals(
                List.of(), futures.stream().filter(future -> !future.isDone()).toList());
    }

    @Test
    void closingTwiceAndUsingItAfterwards() throws Exception {
        TimerHandle timer = loop.schedule(SECOND, () -> events.add("never"));
        loop.close();
        loop.close();
        timer.cancel();
        loop.stop();
        assertTrue(loop.isClosed() && !loop.isRunning(), loop::toString);
        for (Runnable use : List.<Runnable>of(() -> loop.execute(() -> {}), () -> loop.schedule(SECOND, () -> {}))) {
            assertThrows(RejectedExecutionException.class, use::run);
            Future<?> elsewhere = CompletableFuture.runAsync(use);
            assertInstanceOf(
                    RejectedExecutionException.class,
                    assertThrows(ExecutionException.class, elsewhere::get).getCause());
        }
        assertThrows(IllegalStateException.class, () -> loop.start(Weft.done()));
        assertThrows(IllegalStateException.class, loop::runForever);
        assertThrows(IllegalStateException.class, () -> run(Weft.done()));
        assertEquals(List.of(), events);
    }

    @Test
    void whatIsLeftRunsItsCleanUpInTheCloseAlsoIfItHasNotBegun() {
        Script<Object> late = script("late")
                .log(events, "began")
                .await(Weft.sleep(SECOND))
                .caught(e -> {
                    events.add(e.getMessage());
                    throw e;
                });
        loop.start(late);
        loop.start(script("bad").await(Weft.sleep(SECOND)).caught(e -> {
            throw new IOException("clean-up");
        }));
        loop.close();
        assertEquals(List.of("began", "the event loop is closing"), events);
        assertEquals("clean-up", uncaught.takeOne().getMessage());
    }

    @Test
    void aLoopWithoutAnyRunCanBeClosedByAnotherThread() throws Exception {
        EventLoop fresh = uncaught.watch(EventLoop.create(new VirtualTime(), new VirtualTime()));
        Task<Object> task = fresh.start(script("task").await(Weft.sleep(SECOND)));
        Thread closer = new Thread(fresh::close);
        closer.start();
        closer.join();
        assertTrue(task.isCancelled(), task::toString);
    }

    @Test
    void aCallbackThatThrowsBehindTheCloseIsReportedAndTheNextIsCalled() throws Exception {
        Task<Object> task = loop.start(script("task").give("value"));
        run(task);
        loop.close();
        IllegalStateException broken = new IllegalStateException("broken");
        task.onDone(done -> {
            throw broken;
        });
        assertSame(broken, uncaught.takeOne());
        task.onDone(done -> events.add("next"));
        assertEquals(List.of("next"), events);
        assertEquals("value", task.toCompletableFuture().get());
    }

    // ---- every way into a loop that closes

    private Script<Object> withFinally(AtomicInteger began, AtomicInteger ended) {
        return script("with finally")
                .then(v -> began.incrementAndGet())
                .await(Weft.sleep(LONG))
                .caught(e -> {
                    ended.incrementAndGet();
                    throw e;
                });
    }

    @Test
    void whatOtherThreadsStartMeanwhileIsTakenAlongOrRefused() throws Exception {
        for (int round = 0; round < 100; round++) {
            EventLoop closing = uncaught.watch(EventLoop.create());
            AtomicInteger began = new AtomicInteger();
            AtomicInteger ended = new AtomicInteger();
            CountDownLatch under = new CountDownLatch(3);
            List<Thread> starters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread starter = new Thread(() -> startUntilRefused(closing, began, ended, under));
                starters.add(starter);
                starter.start();
            }
            under.await();
            closing.close();
            for (Thread starter : starters) {
                starter.join(9_000);
                assertFalse(starter.isAlive(), "hangs in get()");
            }
            assertEquals(began.get(), ended.get());
            assertEquals(List.of(), uncaught.take());
        }
    }

    private void startUntilRefused(EventLoop closing, AtomicInteger began, AtomicInteger ended, CountDownLatch under) {
        try {
            while (true) {
                Task<Object> task = closing.start(withFinally(began, ended));
                under.countDown();
                assertThrows(CancellationException.class, task::get);
            }
        } catch (IllegalStateException refused) {
            assertEquals("the event loop is closed", refused.getMessage());
        }
    }

    @Test
    void whatADoneCallbackOfTheLastTaskStarts() {
        AtomicInteger began = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Task<Object> last = loop.start(script("last").await(Weft.sleep(LONG)));
        List<Task<Object>> started = new ArrayList<>();
        last.onDone(done -> {
            Task<Object> next = loop.start(withFinally(began, ended));
            started.add(next);
            next.onDone(again -> loop.execute(() -> started.add(loop.start(withFinally(began, ended)))));
        });
        runReady();
        loop.close();
        assertEquals(2, started.size());
        started.forEach(task -> assertEquals(Task.Status.CANCELLED, task.status()));
        assertEquals(2, ended.get());
    }

    @Test
    void whatIsStartedWhileItWaitsForBlockingWork() throws Exception {
        EventLoop closing = uncaught.watch(EventLoop.create());
        AtomicInteger began = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        CompletableFuture<Task<Object>> late = new CompletableFuture<>();
        CountDownLatch works = new CountDownLatch(1);
        closing.start(script("main").await(Weft.blocking(() -> {
            try {
                works.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                long until = System.nanoTime() + 100_000_000;
                while (System.nanoTime() < until) { // it is interrupted twice
                    Thread.onSpinWait();
                }
                late.complete(closing.start(
                        script("late").await(Weft.blocking(() -> "works")).await(withFinally(began, ended))));
            }
            return null;
        })));
        closing.execute(() -> {});
        closing.stop();
        closing.runForever();
        works.await();
        closing.close();
        assertThrows(CancellationException.class, late.get()::get);
        assertEquals(began.get(), ended.get());
    }

    @Test
    void whoAwaitsOneOfItsTasksOnAnotherLoop() throws Exception {
        for (int round = 0; round < 50; round++) {
            EventLoop closing = uncaught.watch(EventLoop.create());
            Task<Object> task = closing.start(script("task").await(Weft.sleep(LONG)));
            CountDownLatch ready = new CountDownLatch(1);
            CompletableFuture<Object> seen = CompletableFuture.supplyAsync(() -> {
                EventLoop other = EventLoop.create();
                ready.countDown();
                try (other) {
                    return other.runUntilComplete(script("awaits").await(task).caught(e -> e));
                }
            });
            ready.await();
            closing.close();
            assertInstanceOf(CancellationException.class, seen.get(9, TimeUnit.SECONDS));
        }
    }

    @Test
    void callbacksThatWereAcceptedRun() throws Exception {
        EventLoop closing = uncaught.watch(EventLoop.create());
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger run = new AtomicInteger();
        CountDownLatch under = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    closing.execute(run::incrementAndGet);
                    accepted.incrementAndGet();
                    under.countDown();
                }
            } catch (RejectedExecutionException closed) {
                // Expected.
            }
        });
        other.start();
        under.await();
        closing.close();
        other.join();
        assertEquals(accepted.get(), run.get());
    }

    @Test
    void messagesThatMakeNothingReadyDoNotMakeItWait() throws Exception {
        EventLoop closing = uncaught.watch(EventLoop.create());
        Task<Object> task = closing.start(script("task").await(Weft.sleep(LONG)));
        closing.runUntilComplete(script("short").await(Weft.yieldNow()));
        Thread other = new Thread(() -> {
            for (int i = 0; i < 1_000; i++) {
                assertThrows(TimeoutException.class, () -> task.get(1, TimeUnit.NANOSECONDS));
            }
        });
        other.start();
        other.join();
        closing.close();
        assertTrue(task.isCancelled(), task::toString);
    }

    @Test
    void tasksThatWereStartedBeforeTheFirstRunAreListed() {
        Task<Object> first = loop.start(script("first").give(1));
        Task<Object> second = loop.start(script("second").await(Weft.sleep(SECOND)));
        assertEquals(List.of(first, second), List.copyOf(loop.tasks()));
        runReady();
        Task<Object> third = loop.start(script("third").give(3));
        assertEquals(List.of(second, third), List.copyOf(loop.tasks()));
        run(Weft.waitAll(List.of(second, third)));
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }
}
