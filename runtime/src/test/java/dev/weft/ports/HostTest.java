package dev.weft.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The turns, wake-ups and alarms of a loop on a host. */
class HostTest extends HostedFixture {
    @Test
    void nothingIsAskedForBeforeThereIsSomethingToDo() {
        assertEquals(0, host.turns);
        assertTrue(loop.isRunning(), "its host runs it");
        assertFalse(loop.isClosed());
    }

    @Test
    void aTaskRunsInTheTurnsOfTheHost() throws Exception {
        Task<Object> task = loop.start(script("task")
                .then(v -> {
                    assertSame(loop, EventLoop.running());
                    assertTrue(host.isHere());
                    return v;
                })
                .await(Weft.yieldNow())
                .give("done"));
        assertFalse(task.isDone());
        host.runAll();
        assertEquals("done", task.get());
        assertEquals(1, host.turns, "a yield stays in the turn");
        assertThrows(IllegalStateException.class, EventLoop::running);
    }

    @Test
    void aBurstFromAnotherThreadAsksOnce() {
        elsewhere(() -> {
            for (int i = 0; i < 10; i++) {
                String event = "e" + i;
                loop.execute(() -> events.add(event));
            }
        });
        assertEquals(1, host.turns);
        host.runAll();
        assertEquals(10, events.size());
        assertEquals("e9", events.get(9));
        elsewhere(() -> loop.execute(() -> events.add("later")));
        assertEquals(2, host.turns, "the next burst asks again");
        host.runAll();
        assertEquals(11, events.size());
    }

    @Test
    void whatACallbackOfTheHostMakesReadyAsksForATurn() {
        IoWait io = IoWait.on(loop);
        startHere(script("reader").await(io.next()).log(events, "read"));
        host.runAll();
        int before = host.turns;
        host.here(() -> {
            io.wake();
            events.add("callback");
        });
        assertEquals(before + 1, host.turns);
        host.runAll();
        assertEquals(List.of("callback", "read"), events);
    }

    @Test
    void thereIsOneAlarmForTheFirstTimer() {
        startHere(script("long").await(Weft.sleep(Duration.ofSeconds(10))).log(events, "long"));
        host.runAll();
        assertEquals(1, host.alarmCount());
        startHere(script("short").await(Weft.sleep(SECOND)).log(events, "short"));
        startHere(script("middle").await(Weft.sleep(Duration.ofSeconds(5))).log(events, "middle"));
        host.runAll();
        assertEquals(1, host.alarmCount(), "moved forward");
        assertEquals(2, host.alarmsSet);
        host.pass(SECOND);
        assertEquals(List.of("short"), events);
        assertEquals(1, host.alarmCount());
        host.pass(Duration.ofSeconds(9));
        assertEquals(List.of("short", "middle", "long"), events);
        assertEquals(0, host.alarmCount());
    }

    @Test
    void anAlarmThatIsTooEarlyFindsNothing() {
        Task<Object> soon = startHere(script("soon").await(Weft.sleep(SECOND)));
        startHere(script("late").await(Weft.sleep(Duration.ofSeconds(3))).log(events, "late"));
        host.runAll();
        soon.cancel();
        host.runAll();
        assertEquals(1, host.alarmsSet, "not moved back");
        host.pass(SECOND);
        assertEquals(2, host.alarmsSet);
        host.pass(Duration.ofSeconds(2));
        assertEquals(List.of("late"), events);
    }

    @Test
    void aTimerThatACallbackOfTheHostSetsNeedsNoTurn() {
        host.here(() -> loop.schedule(SECOND, () -> events.add("timer")));
        assertEquals(0, host.turns);
        assertEquals(1, host.alarmCount());
        host.pass(SECOND);
        assertEquals(List.of("timer"), events);
    }

    @Test
    void aTurnRunsAtMost256StepsThenTheHostHasItsTurn() {
        int[] steps = new int[1];
        Task<Object> busy = startHere(script("busy").await(yields(1_000, steps)));
        host.execute(() -> events.add("host after " + steps[0]));
        assertTrue(host.runOne());
        assertEquals(256, steps[0]);
        assertTrue(host.runOne());
        assertEquals(List.of("host after 256"), events);
        host.runAll();
        assertTrue(busy.isDone());
        assertEquals(1_000, steps[0]);
    }

    private static dev.weft.Coroutine<Object> yields(int number, int[] steps) {
        var script = script("yields");
        for (int i = 0; i < number; i++) {
            script.then(v -> {
                steps[0]++;
                return v;
            });
            if (i < number - 1) {
                script.await(p -> Weft.yieldNow());
            }
        }
        return script;
    }

    @Test
    void aTurnInsideOfAStepDoesNothing() {
        startHere(script("dialog")
                .then(v -> {
                    loop.execute(() -> events.add("other"));
                    elsewhere(() -> loop.execute(() -> events.add("posted")));
                    host.execute(() -> events.add("of the host"));
                    host.runAll(); // as a modal dialog does
                    return v;
                })
                .log(events, "closed"));
        host.runAll();
        assertEquals("of the host", events.get(0));
        assertEquals("closed", events.get(1));
        assertEquals(4, events.size());
    }

    @Test
    void twoLoopsOnOneHostEachHaveTheirTurns() {
        EventLoop other = uncaught.watch(EventLoop.on(host, host));
        startHere(script("outer").then(v -> {
            other.execute(() -> events.add(EventLoop.running() == other ? "other" : "wrong"));
            host.runAll(); // inside of the step
            assertSame(loop, EventLoop.running());
            return v;
        }));
        host.runAll();
        assertEquals(List.of("other"), events);
    }

    @Test
    void itIsNotRunByOthers() {
        for (var run : List.<org.junit.jupiter.api.function.Executable>of(
                loop::runForever, () -> loop.runUntilComplete(script("main")), () -> Weft.run(loop, script("main")))) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, run);
            assertTrue(refused.getMessage().contains("its host runs it"), refused::getMessage);
        }
        loop.stop(); // nothing to stop
        startHere(script("task").log(events, "ran"));
        host.runAll();
        assertEquals(List.of("ran"), events);
    }

    @Test
    void aGetOnTheHostsThreadIsRefused() {
        Task<Object> task = loop.start(script("task"));
        host.here(() -> assertThrows(IllegalStateException.class, task::get));
        host.runAll();
    }

    @Test
    void aStageThatIsCompletedElsewhereResumesOnTheHost() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<Object> task = startHere(script("task").await(stage).then(v -> {
            assertTrue(host.isHere());
            return v;
        }));
        host.runAll();
        elsewhere(() -> stage.complete("value"));
        assertFalse(task.isDone());
        host.runAll();
        assertEquals("value", task.get());
    }

    @Test
    void anUnobservedFailureIsReported() {
        IllegalArgumentException failure = new IllegalArgumentException("nobody sees it");
        List<Throwable> reported = new ArrayList<>();
        loop.onUncaught((subject, problem) -> reported.add(problem));
        startHere(script("failing").then(v -> {
            throw failure;
        }));
        host.runAll();
        assertEquals(List.of(failure), reported);
    }

    /** As a worker context: the host is a place, not a thread. */
    @Test
    void turnsMayRunOnOneThreadAfterAnother() {
        IoWait io = IoWait.on(loop);
        Task<Object> task = loop.start(script("task")
                .then(v -> events.add(Thread.currentThread().getName()))
                .await(io.next())
                .then(v -> events.add(Thread.currentThread().getName()))
                .await(Weft.sleep(SECOND))
                .then(v -> events.add(Thread.currentThread().getName())));
        elsewhere(() -> {
            Thread.currentThread().setName("first");
            host.runAll();
        });
        host.here(io::wake); // in a callback on this thread
        elsewhere(() -> {
            Thread.currentThread().setName("second");
            host.runAll();
        });
        host.pass(SECOND);
        assertEquals(List.of("first", "second", Thread.currentThread().getName()), events);
        assertTrue(task.isDone());
    }

    /** What was a turn's thread is an ordinary one afterwards. */
    @Test
    void aThreadOfAnEarlierTurnPostsLikeAnyOther() {
        List<Thread> threads = new ArrayList<>();
        elsewhere(() -> {
            loop.execute(() -> threads.add(Thread.currentThread()));
            host.runAll();
            loop.execute(() -> threads.add(Thread.currentThread())); // not in the host's place
        });
        host.runAll();
        assertEquals(Thread.currentThread(), threads.get(1));
    }

    @Test
    void twoTurnsAtATimeAreRefused() {
        List<Runnable> turns = new ArrayList<>();
        EventLoop wrong = EventLoop.on(
                new Host() {
                    @Override
                    public void execute(Runnable turn) {
                        turns.add(turn);
                    }

                    @Override
                    public boolean isHere() {
                        return false;
                    }
                },
                host);
        List<Throwable> seen = new ArrayList<>();
        wrong.execute(() -> elsewhere(() -> {
            try {
                turns.get(0).run();
            } catch (IllegalStateException two) {
                seen.add(two);
            }
        }));
        turns.get(0).run();
        assertEquals(1, seen.size());
    }
}
