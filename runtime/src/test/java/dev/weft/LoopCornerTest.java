package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Corner cases of the loop, its callbacks and timers, after the test suites of asyncio, AnyIO and Trio. */
class LoopCornerTest extends LoopFixture {
    private static final Duration HUGE = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration LEAST = Duration.ofSeconds(Long.MIN_VALUE);

    // ---- runs

    @Test
    void aPendingStopLetsTheNextRunOfATaskHaveOneTurnToo() {
        Task<Object> two = loop.start(script("two").await(Weft.yieldNow()).log(events, "second turn"));
        loop.stop();
        assertThrows(IllegalStateException.class, () -> run(two));
        assertEquals(Task.Status.SUSPENDED, two.status());
        loop.stop();
        run(two);
        assertEquals(List.of("second turn"), events);
        loop.stop();
        assertEquals(1, run(Weft.result(1)));
    }

    @Test
    void aTaskThatIsDoneIsGivenAtOnceAndAgain() {
        Task<Object> task = loop.start(script("task").give("value"));
        loop.start(script("other").await(Weft.sleep(SECOND)));
        assertEquals("value", run(task));
        assertEquals("value", run(task));
        assertEquals(Duration.ZERO, time.elapsed());
        Task<Object> bad = loop.start(script("bad").then(v -> {
            throw new IOException("bad");
        }));
        assertThrows(IOException.class, () -> run(bad));
        assertThrows(IOException.class, () -> run(bad));
        loop.close();
    }

    @Test
    void aTaskOfAnotherLoopCanBeWaitedFor() throws Exception {
        try (EventLoop other = uncaught.watch(EventLoop.create())) {
            Task<Object> theirs =
                    other.start(script("theirs").await(Weft.yieldNow()).give("theirs"));
            Thread thread = new Thread(() -> other.runUntilComplete(theirs));
            thread.start();
            assertEquals("theirs", run(theirs));
            thread.join();
        }
    }

    @Test
    void stopInACallbackLetsTheTurnEndAndTheLoopRunsAgain() {
        loop.execute(loop::stop);
        loop.execute(() -> events.add("same turn"));
        loop.execute(() -> loop.execute(() -> events.add("next run")));
        loop.runForever();
        assertEquals(List.of("same turn"), events);
        assertFalse(loop.isRunning());
        loop.execute(loop::stop);
        loop.runForever();
        assertEquals(List.of("same turn", "next run"), events);
    }

    @Test
    void stopFromATaskAndFromAnotherThread() throws Exception {
        loop.start(script("task").await(Weft.sleep(SECOND)).then(v -> {
            loop.stop();
            return events.add("stopped");
        }));
        loop.runForever();
        assertEquals(List.of("stopped"), events);
        Thread thread = new Thread(loop::stop);
        loop.execute(thread::start);
        loop.runForever();
        thread.join();
    }

    @Test
    void errorsInCallbacksDoNotEndTheRun() {
        for (Throwable failure :
                List.of(new IllegalStateException("a"), new AssertionError("b"), new CancelledError("c"))) {
            loop.execute(() -> {
                throw Unchecked.<RuntimeException>sneaky(failure);
            });
        }
        loop.execute(() -> deep(0));
        assertEquals("end", run(script("main").await(Weft.sleep(SECOND)).give("end")));
        List<Throwable> reported = uncaught.take();
        assertEquals(4, reported.size(), reported.toString());
        assertEquals(StackOverflowError.class, reported.get(3).getClass());
    }

    @SuppressWarnings({"InfiniteRecursion", "UnusedVariable"})
    private static int deep(int depth) {
        return deep(depth + 1) + 1;
    }

    // ---- timers

    @Test
    void equalTimesGoInTheOrderOfTheirMaking() {
        loop.execute(() -> {
            for (int i = 0; i < 50; i++) {
                int number = i;
                if (i % 2 == 0) {
                    loop.schedule(SECOND, () -> events.add("" + number));
                } else {
                    loop.start(script("sleeper").await(Weft.sleep(SECOND)).log(events, "" + number));
                }
            }
        });
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        List<String> callbacks =
                events.stream().filter(e -> Integer.parseInt(e) % 2 == 0).toList();
        List<String> sleepers =
                events.stream().filter(e -> Integer.parseInt(e) % 2 == 1).toList();
        assertEquals(
                callbacks.stream()
                        .sorted((a, b) -> Integer.parseInt(a) - Integer.parseInt(b))
                        .toList(),
                callbacks);
        assertEquals(
                sleepers.stream()
                        .sorted((a, b) -> Integer.parseInt(a) - Integer.parseInt(b))
                        .toList(),
                sleepers);
        assertEquals(50, events.size());
    }

    @Test
    void durationsBeyondAllNumbersKeepTheirOrder() {
        loop.execute(() -> {
            loop.schedule(HUGE, () -> events.add("huge"));
            loop.schedule(SECOND, () -> events.add("second"));
            loop.schedule(LEAST, () -> events.add("least"));
            loop.schedule(SECOND.negated(), () -> events.add("minus one"));
            loop.schedule(Duration.ZERO, () -> events.add("zero"));
        });
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        assertEquals(List.of("least", "minus one", "zero", "second"), events);
    }

    static Stream<Duration> hugeOnes() {
        return Stream.of(
                HUGE, Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(200_000), Duration.ofNanos(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("hugeOnes")
    void limitsAndWaitsOfHugeLength(Duration huge) throws TimeoutException {
        Script<Object> soon = script("soon").await(Weft.sleep(SECOND)).give("soon");
        assertEquals("soon", run(Weft.withTimeout(huge, soon)));
        Task<Object> again = loop.start(script("again").await(Weft.sleep(SECOND)));
        assertEquals(1, run(Weft.waitFirst(List.of(again), huge)).done().size());
        Task<Void> asleep = loop.start(Weft.sleep(huge));
        runReady();
        assertFalse(asleep.isDone());
        assertEquals(SECOND.multipliedBy(2), time.elapsed());
    }

    @Test
    void durationsBelowAllNumbersAreOverAtOnce() {
        run(Weft.sleep(LEAST));
        Task<Void> pending = loop.start(Weft.sleep(SECOND));
        assertEquals(
                List.of(pending),
                List.copyOf(run(Weft.waitAll(List.of(pending), LEAST)).pending()));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(LEAST, Weft.sleep(SECOND))));
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void aTimerCanBeCalledOffByACallbackOfTheSameMoment() {
        TimerHandle[] second = new TimerHandle[1];
        loop.execute(() -> {
            loop.schedule(SECOND, () -> second[0].cancel());
            second[0] = loop.schedule(SECOND, () -> events.add("called off"));
        });
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        assertEquals(List.of(), events);
        assertTrue(second[0].isCancelled());
    }

    @Test
    void callingOffWhatHasRunOrWasCalledOffDoesNothing() {
        TimerHandle ran = loop.schedule(Duration.ZERO, () -> events.add("ran"));
        TimerHandle off = loop.schedule(SECOND, () -> events.add("off"));
        off.cancel();
        off.cancel();
        run(script("main").await(Weft.sleep(SECOND.multipliedBy(2))));
        ran.cancel();
        off.cancel();
        assertEquals(List.of("ran"), events);
    }

    // ---- the end

    @Test
    void closingTwiceAndUsingItAfterwards() throws Exception {
        TimerHandle timer = loop.schedule(SECOND, () -> events.add("never"));
        loop.close();
        loop.close();
        timer.cancel();
        loop.stop();
        assertTrue(loop.isClosed() && !loop.isRunning());
        for (Runnable use : List.<Runnable>of(() -> loop.execute(() -> {}), () -> loop.schedule(SECOND, () -> {}))) {
            assertThrows(RejectedExecutionException.class, use::run);
            Future<?> elsewhere = CompletableFuture.runAsync(use);
            assertTrue(
                    assertThrows(java.util.concurrent.ExecutionException.class, elsewhere::get)
                                    .getCause()
                            instanceof RejectedExecutionException);
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
        assertTrue(task.isCancelled());
    }
}
