package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.loop.Unchecked;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Turns, timers, the beginnings and ends of runs. */
class EventLoopTest extends LoopFixture {
    @Test
    void callbacksRunInOrderAndNewOnesInTheNextTurn() {
        loop.execute(() -> {
            events.add("a");
            loop.execute(() -> events.add("c"));
        });
        loop.execute(() -> events.add("b"));
        loop.stop();
        loop.runForever();
        assertEquals(List.of("a", "b"), events);
        loop.stop();
        loop.runForever();
        assertEquals(List.of("a", "b", "c"), events);
    }

    @Test
    void sleepersWakeInTheOrderOfTheirDeadlinesAndThenOfTheirStart() {
        List<Coroutine<Object>> all = List.of(sleeper("b", 2), sleeper("a", 1), sleeper("c", 2), sleeper("d", 3));
        run(Weft.waitAll(all));
        assertEquals(List.of("a", "b", "c", "d"), events);
        assertEquals(Duration.ofSeconds(3), time.elapsed());
    }

    private Script<Object> sleeper(String name, int seconds) {
        return script(name).await(Weft.sleep(Duration.ofSeconds(seconds))).log(events, name);
    }

    @Test
    void fiveHellosTakeOneSecond() {
        List<Script<Object>> hellos = List.of(hello(), hello(), hello(), hello(), hello());
        assertEquals(List.of(), events);
        assertEquals(5, run(Weft.waitAll(hellos)).done().size());
        assertEquals("hello hello hello hello hello wow wow wow wow wow", String.join(" ", events));
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    private Script<Object> hello() {
        return script("hello")
                .log(events, "hello")
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .log(events, "wow");
    }

    @Test
    void aSleepOfZeroOrLessYieldsOnce() {
        loop.start(script("a")
                .log(events, "a1")
                .await(Weft.sleep(Duration.ofSeconds(-3)))
                .log(events, "a2"));
        loop.start(script("b").log(events, "b1").await(Weft.yieldNow()).log(events, "b2"));
        runReady();
        assertEquals(List.of("a1", "b1", "a2", "b2"), events);
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void aSleepBeyondAllNumbersIsOnlyLong() {
        Task<Object> task = loop.start(script("long").await(Weft.sleep(Duration.ofSeconds(Long.MAX_VALUE))));
        run(sleeper("short", 1));
        assertEquals(Task.Status.SUSPENDED, task.status());
        loop.close();
        assertTrue(task.isCancelled(), task::toString);
    }

    @Test
    void aNullSleepIsRefused() {
        assertThrows(NullPointerException.class, () -> Weft.sleep(null));
    }

    @Test
    void scheduledCallbacksRunInOrderAndCanBeCalledOff() {
        loop.schedule(Duration.ofSeconds(2), () -> events.add("two"));
        TimerHandle off = loop.schedule(Duration.ofSeconds(1), () -> events.add("off"));
        loop.schedule(Duration.ofSeconds(1), () -> events.add("one"));
        loop.schedule(Duration.ofSeconds(-1), () -> events.add("now"));
        off.cancel();
        assertTrue(off.isCancelled(), off::toString);
        run(sleeper("end", 3));
        assertEquals(List.of("now", "one", "two", "end"), events);
    }

    @Test
    void aTimerThatIsDueCanStillBeCalledOff() {
        TimerHandle[] second = new TimerHandle[1];
        loop.schedule(Duration.ofSeconds(1), () -> second[0].cancel());
        second[0] = loop.schedule(Duration.ofSeconds(1), () -> events.add("off"));
        run(sleeper("end", 2));
        assertEquals(List.of("end"), events);
    }

    @Test
    void tasksSurviveTheEndOfARun() {
        Task<Object> slow = loop.start(sleeper("slow", 5));
        run(sleeper("quick", 1));
        assertFalse(slow.isDone(), slow::toString);
        assertEquals(List.of(slow), List.copyOf(loop.tasks()));
        run(slow);
        assertEquals(List.of("quick", "slow"), events);
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    @Test
    void stopEndsTheTurnUnderWay() {
        Task<Object> main = loop.start(script("main").await(Weft.sleep(Duration.ofSeconds(1))));
        loop.execute(() -> {
            loop.stop();
            events.add("stopped");
        });
        loop.execute(() -> events.add("same turn"));
        assertThrows(IllegalStateException.class, () -> run(main));
        assertEquals(List.of("stopped", "same turn"), events);
        run(main);
    }

    @Test
    void theOriginalExceptionIsThrown() {
        IOException checked = new IOException();
        assertSame(checked, assertThrows(IOException.class, () -> run(Weft.failed(checked))));
        assertSame(checked, assertThrows(IOException.class, () -> Weft.run(Weft.failed(checked))));
    }

    @Test
    void aCancelledMainIsACancellationException() {
        Task<Object> main = loop.start(sleeper("main", 1));
        main.cancel("enough");
        CancellationException e = assertThrows(CancellationException.class, () -> run(main));
        assertEquals("enough", e.getMessage());
    }

    @Test
    void runsDoNotNest() {
        IllegalStateException nested = run(script("main").then(v -> {
                            EventLoop other = uncaught.watch(EventLoop.create());
                            assertThrows(IllegalStateException.class, () -> Weft.run(Weft.done()));
                            assertThrows(IllegalStateException.class, () -> other.runUntilComplete(Weft.done()));
                            return assertThrows(IllegalStateException.class, () -> run(Weft.done()));
                        }))
                        instanceof IllegalStateException e
                ? e
                : null;
        assertTrue(nested.getMessage().contains("already running"), nested.getMessage());
    }

    @Test
    void currentIsTheThreadsOwnOrTheRunningOne() throws Exception {
        EventLoop own = EventLoop.current();
        assertSame(own, EventLoop.current());
        assertThrows(IllegalStateException.class, EventLoop::running);
        run(script("main").then(v -> {
            assertSame(loop, EventLoop.current());
            assertSame(loop, EventLoop.running());
            return null;
        }));
        assertNotSame(own, CompletableFuture.supplyAsync(EventLoop::current).get());
        own.close();
        assertNotSame(own, EventLoop.current());
    }

    @Test
    void closeCancelsAndAwaitsWhatIsLeft() {
        Task<Object> task = loop.start(script("left")
                .await(Weft.sleep(Duration.ofDays(1)))
                .caughtAwaiting(e -> {
                    events.add(e.getClass().getSimpleName());
                    return Weft.sleep(Duration.ofSeconds(3));
                })
                .log(events, "cleaned up"));
        run(sleeper("main", 1));
        loop.close();
        loop.close();
        assertEquals(List.of("main", "CancelledError", "cleaned up"), events);
        assertEquals(Task.Status.SUCCEEDED, task.status());
        assertEquals(Duration.ofSeconds(4), time.elapsed());
        assertTrue(loop.isClosed(), loop::toString);
    }

    @Test
    void aClosedLoopRefusesEverything() {
        Task<Object> done = loop.start(script("done").give(3));
        run(done);
        loop.close();
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> loop.schedule(Duration.ZERO, () -> {}));
        assertThrows(IllegalStateException.class, () -> loop.start(script("late")));
        assertThrows(IllegalStateException.class, () -> run(Weft.done()));
        assertThrows(IllegalStateException.class, loop::runForever);
        assertEquals(3, done.resultNow());
        done.onDone(t -> events.add("called"));
        assertEquals(List.of("called"), events);
    }

    @Test
    void aRunningLoopCannotBeClosed() {
        run(script("main").then(v -> assertThrows(IllegalStateException.class, loop::close)));
        assertFalse(loop.isClosed(), loop::toString);
    }

    @Test
    void weftRunClosesItsLoopThoughMainFails() {
        EventLoop[] used = new EventLoop[1];
        Script<Object> main = script("main").then(v -> {
            used[0] = EventLoop.running();
            Weft.start(script("child").await(Weft.sleep(Duration.ofDays(1))).caught(e -> events.add("cancelled")));
            return null;
        });
        main.await(Weft.yieldNow()).then(v -> {
            throw new IOException("main");
        });
        assertThrows(IOException.class, () -> Weft.run(main));
        assertEquals(List.of("cancelled"), events);
        assertTrue(used[0].isClosed(), used[0]::toString);
    }

    @Test
    void weftRunTakesACallable() {
        assertEquals(4, Weft.run(() -> Weft.result(4)));
    }

    @Test
    void aFailingCallbackIsReportedAndTheNextOneRuns() {
        IOException failure = new IOException();
        loop.execute(() -> {
            throw Unchecked.<RuntimeException>sneaky(failure);
        });
        loop.execute(() -> events.add("next"));
        runReady();
        assertEquals(List.of(failure), uncaught.take());
        assertEquals(List.of("next"), events);
    }

    @Test
    void aFailingHandlerDoesNotStopTheLoop() {
        loop.onUncaught((subject, failure) -> {
            events.add("handler");
            throw new CancelledError("a broken handler, logged by this test");
        });
        loop.execute(() -> {
            throw new IllegalArgumentException("x");
        });
        loop.execute(() -> events.add("next"));
        runReady();
        assertEquals(List.of("handler", "next"), events);
    }

    @Test
    void anUnobservedFailureIsReportedOnceWhenTheLoopIsIdle() {
        IOException failure = new IOException();
        Task<Object> failed = loop.start(script("failed").then(v -> {
            throw failure;
        }));
        run(sleeper("main", 1));
        assertEquals(List.of(failure), uncaught.take());
        loop.close();
        assertTrue(failed.isDone(), failed::toString);
    }

    @Test
    void anUnobservedFailureIsReportedWhenTheRunEnds() {
        loop.start(script("failed").then(v -> {
            throw new IOException("unobserved");
        }));
        run(script("main").await(Weft.yieldNow()));
        assertEquals("unobserved", uncaught.takeOne().getMessage());
    }

    @Test
    void anObservedFailureIsNotReported() {
        Task<Object> failed = loop.start(script("failed").then(v -> {
            throw new IOException();
        }));
        run(script("main").await(failed).caught(e -> null));
        loop.close();
    }
}
