package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Script;
import dev.weft.Task;
import dev.weft.UncaughtFailures;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loop whose order of steps a schedule decides. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ScheduleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private final List<String> events = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();

    /** What a test decides; everything else is first in, first out. */
    private static class Decisions implements Schedule {
        ToIntFunction<Ready> next = ready -> 0;
        boolean timePasses;
        long late;
        int budget = 128;
        final List<String> labels = new ArrayList<>();
        final List<Integer> readyAwaits = new ArrayList<>();
        final List<String> logged = new ArrayList<>();

        @Override
        public int next(Ready ready) {
            assertTrue(ready.size() >= 2, () -> "asked for " + ready.size());
            return next.applyAsInt(ready);
        }

        @Override
        public boolean timePasses() {
            boolean once = timePasses;
            timePasses = false;
            return once;
        }

        @Override
        public long late(long nanos) {
            return late;
        }

        @Override
        public int budget() {
            return budget;
        }

        @Override
        public void begins(Ready ready, int chosen) {
            labels.add((ready.isTask(chosen) ? ready.id(chosen) + " " : "") + ready.label(chosen));
        }

        @Override
        public void ended(int passed) {
            readyAwaits.add(passed);
        }

        @Override
        public void logged(Object subject, Throwable failure) {
            logged.add(failure.getMessage());
        }
    }

    private final Decisions decisions = new Decisions();
    private final EventLoop loop = uncaught.watch(EventLoop.create(time, time, decisions));

    private Script<Object> logging(String name) {
        return Script.<Object>of(name).log(events, name);
    }

    private void startThree() {
        loop.execute(() -> events.add("callback"));
        loop.execute(() -> {
            for (String name : List.of("a", "b", "c")) {
                loop.start(logging(name), name);
            }
            loop.execute(() -> events.add("second"));
        });
    }

    private void runABit() {
        loop.runUntilComplete(Script.of("main").await(Weft.sleep(SECOND)));
    }

    @Test
    void withoutDecisionsItIsFirstInFirstOut() {
        startThree();
        runABit();
        assertEquals(List.of("callback", "a", "b", "c", "second"), events);
        assertEquals(List.of("2 a starts", "3 b starts", "4 c starts"), decisions.labels.subList(3, 6));
    }

    @Test
    void theChosenNodeRunsAndTheOthersKeepTheirOrder() {
        startThree();
        decisions.next = ready -> {
            for (int i = 0; i < ready.size(); i++) {
                if (ready.label(i).equals("c starts")) {
                    return i;
                }
            }
            return 0;
        };
        runABit();
        assertEquals(List.of("callback", "c", "a", "b", "second"), events);
    }

    @Test
    void anImpossibleChoiceEndsTheRun() {
        startThree();
        decisions.next = Schedule.Ready::size;
        IllegalStateException thrown = assertThrows(IllegalStateException.class, this::runABit);
        assertTrue(thrown.getMessage().startsWith("the schedule chose node "), thrown::getMessage);
        decisions.next = ready -> 0;
        runABit();
        assertEquals(List.of("callback", "a", "b", "c", "second"), events);
    }

    @Test
    void whatAScheduleThrowsEndsTheRunAndIsThrownThere() {
        startThree();
        UnsupportedOperationException failure = new UnsupportedOperationException();
        decisions.next = ready -> {
            throw failure;
        };
        assertSame(failure, assertThrows(UnsupportedOperationException.class, this::runABit));
        decisions.next = ready -> 0;
        loop.close();
        assertTrue(loop.isClosed());
    }

    @Test
    void timePassesBeforeAStep() {
        loop.execute(() -> {
            decisions.timePasses = true;
            loop.schedule(SECOND, () -> events.add("timer at " + time.elapsed().toSeconds()));
            loop.execute(() -> events.add("callback at " + time.elapsed().toSeconds()));
        });
        loop.runUntilComplete(Script.of("main").await(Weft.sleep(SECOND.multipliedBy(3))));
        assertEquals(List.of("callback at 1", "timer at 1"), events);
    }

    @Test
    void aTimerIsLate() {
        decisions.late = 5;
        runABit();
        assertEquals(SECOND.plusNanos(5), time.elapsed());
    }

    @Test
    void aTimerIsNeverEarly() {
        decisions.late = -1;
        Task<Object> main = loop.start(Script.of("main").await(Weft.sleep(SECOND)));
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(main));
        assertEquals("a timer cannot be -1 ns late", thrown.getMessage());
    }

    @Test
    void aStepMayYieldAtItsFirstReadyAwait() {
        decisions.budget = 1;
        Coroutine<Object> twoReady = Script.of("a")
                .await(CompletableFuture.completedFuture(""))
                .log(events, "a")
                .await(CompletableFuture.completedFuture(""))
                .log(events, "a");
        loop.execute(() -> {
            loop.start(twoReady);
            loop.start(logging("b"));
        });
        runABit();
        assertEquals(List.of("b", "a", "a"), events);
        assertTrue(decisions.readyAwaits.contains(1), decisions.readyAwaits::toString);
        decisions.readyAwaits.clear();
        decisions.budget = 128;
        runABit();
        assertFalse(decisions.readyAwaits.contains(1), decisions.readyAwaits::toString);
    }

    @Test
    void labelsSayWhatATaskDoes() {
        Task<Object> sleeper = loop.start(Script.of("sleeper").await(Weft.sleep(LONG)), "sleeper");
        loop.runUntilComplete(Script.of("main").await(Weft.yieldNow()).then(v -> sleeper.cancel()));
        loop.runUntilComplete(Script.of("main").await(Weft.sleep(SECOND)));
        assertTrue(
                decisions.labels.stream().anyMatch(l -> l.contains("main") || l.contains(" goes on")),
                decisions.labels::toString);
        assertTrue(
                decisions.labels.stream().anyMatch(l -> l.contains("sleeper is cancelled")),
                decisions.labels::toString);
        assertTrue(sleeper.isCancelled(), sleeper::toString);
    }

    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void thePollerHearsOfEachMessageOfAnotherThread() throws Exception {
        List<Thread> senders = new ArrayList<>();
        Poller listening = new Poller() {
            @Override
            public void poll(long nanos) {
                time.poll(nanos);
            }

            @Override
            public void wakeUp() {
                senders.add(Thread.currentThread());
                time.wakeUp();
            }
        };
        EventLoop watched = uncaught.watch(EventLoop.create(time, listening, decisions));
        Thread sender = new Thread(() -> {
            watched.execute(() -> events.add("first"));
            watched.execute(() -> events.add("second"));
        });
        sender.start();
        sender.join();
        watched.runUntilComplete(Script.of("main").await(Weft.sleep(SECOND)));
        assertEquals(List.of("first", "second"), events);
        assertEquals(List.of(sender, sender), senders);
        watched.close();
    }

    @Test
    void blockingWorkIsGivenToItsPort() {
        AtomicReference<FutureTask<Void>> given = new AtomicReference<>();
        BlockingWork work = blocking -> {
            FutureTask<Void> future = new FutureTask<>(blocking, null);
            given.set(future);
            return future;
        };
        Poller doing = new Poller() {
            @Override
            public void poll(long nanos) {
                FutureTask<Void> now = given.getAndSet(null);
                if (now != null && nanos > 0) {
                    CompletableFuture.runAsync(now).join();
                    return;
                }
                given.set(now);
                time.poll(now == null ? nanos : 0);
            }

            @Override
            public void wakeUp() {}
        };
        EventLoop watched = uncaught.watch(EventLoop.create(time, doing, decisions, work));
        assertEquals("done", watched.runUntilComplete(Weft.blocking(() -> "done")));
        Task<String> cancelled = watched.start(Weft.blocking(() -> "never"));
        watched.runUntilComplete(Script.of("main").await(Weft.yieldNow()).await(Weft.yieldNow()));
        Future<?> future = given.get();
        cancelled.cancel();
        watched.close();
        assertTrue(cancelled.isCancelled(), cancelled::toString);
        assertTrue(future.isCancelled(), future::toString);
    }

    @Test
    void aFailureThatTheHandlerDoesNotSeeIsLoggedAndTheScheduleKnows() {
        EventLoop own = EventLoop.create(time, time, decisions);
        own.execute(() -> {
            throw new IllegalStateException("not handled");
        });
        own.runUntilComplete(Script.of("first").await(Weft.sleep(SECOND)));
        assertEquals(List.of("not handled"), decisions.logged);
        own.onUncaught((subject, failure) -> events.add(failure.getMessage()));
        own.execute(() -> {
            throw new IllegalStateException("handled");
        });
        own.runUntilComplete(Script.of("second").await(Weft.sleep(SECOND)));
        own.onUncaught((subject, failure) -> {
            throw new IllegalStateException("handler");
        });
        own.execute(() -> {
            throw new IllegalStateException("lost");
        });
        own.runUntilComplete(Script.of("third").await(Weft.sleep(SECOND)));
        assertEquals(List.of("handled"), events);
        assertEquals(List.of("not handled", "lost"), decisions.logged);
    }
}
