package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The task that has opened a group is interrupted when a child fails, once, and the end of the group throws the failure. */
class TaskGroupOwnerTest extends LoopFixture {
    private final IOException failure = new IOException("child");
    private TaskGroup group;

    private Script<Object> fails() {
        return script("fails").await(Weft.sleep(SECOND)).then(v -> {
            throw failure;
        });
    }

    /** Opens the group, runs the body, and closes the group; what the body throws is thrown by the close's failure only. */
    private Script<Object> block(Script.Step body) {
        return script("block")
                .then(v -> group = TaskGroup.open())
                .await(body)
                .caughtAwaiting(e -> {
                    events.add("body " + e);
                    return script("close").await(group.closeAsync()).then(v -> {
                        throw e;
                    });
                })
                .await(v -> group.closeAsync());
    }

    private Script<Object> long_(String name) {
        return script(name).await(Weft.sleep(LONG)).caught(e -> {
            events.add(name + " " + e);
            throw e;
        });
    }

    private static String name(Throwable e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    // ---- where the owner waits

    private void interrupts(Script.Step wait) {
        CancelledError[] seen = new CancelledError[1];
        Script<Object> main = block(v -> {
            group.start(fails(), "bad");
            return script("body").await(wait).caught(e -> {
                seen[0] = (CancelledError) e;
                throw e;
            });
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals("bad failed", seen[0].getMessage());
        assertSame(CancelledError.class, seen[0].getClass());
        assertSame(failure, seen[0].getCause());
        assertEquals(SECOND, time.elapsed());
        events.clear();
    }

    @Test
    void inASleep() {
        interrupts(v -> Weft.sleep(LONG));
    }

    @Test
    void inAStage() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        interrupts(v -> stage);
        assertTrue(stage.isCancelled(), "as any cancellation does");
    }

    @Test
    void inAQueueWhoseTakerHasDied() {
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        interrupts(v -> script("puts").await(w -> queue.put(1)).await(w -> queue.put(2)));
    }

    @Test
    void inGather() {
        interrupts(v -> Weft.gather(long_("a"), long_("b")));
    }

    @Test
    void inALimit() {
        interrupts(v -> Weft.withTimeout(LONG.dividedBy(2), long_("limited")));
    }

    @Test
    void inTheJoinOfAnInnerGroup() {
        interrupts(v -> TaskGroup.run(inner -> {
            inner.start(long_("inner child"));
            return Weft.result(1);
        }));
    }

    @Test
    void whileItOnlyYields() {
        interrupts(v -> script("yields")
                .await(Weft.sleep(SECOND))
                .await(Weft.yieldNow())
                .await(Weft.yieldNow()));
    }

    @Test
    void onceOnly() {
        Script<Object> main = block(v -> {
            group.start(fails(), "bad");
            group.start(script("other").await(Weft.sleep(SECOND)).then(w -> {
                throw new IOException("second");
            }));
            return script("body")
                    .await(Weft.sleep(LONG))
                    .caughtAwaiting(e -> Weft.sleep(SECOND.multipliedBy(3)))
                    .then(w -> events.add("went on"));
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("went on"), events);
        assertEquals("second", failure.getSuppressed()[0].getMessage());
        assertEquals(Duration.ofSeconds(4), time.elapsed());
    }

    // ---- where it is not interrupted

    @Test
    void notInItsJoin() {
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> run(block(v -> {
                            group.start(fails());
                            return group.join();
                        }))));
        assertEquals(List.of("body " + failure), events);
    }

    @Test
    void notInItsJoinUnderALimit() {
        Script<Object> main = block(v -> {
            group.start(fails());
            return Weft.withTimeout(LONG, group.join());
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("body " + failure), events);
    }

    @Test
    void aRequestThatIsNotDeliveredWhenTheGroupEndsIsDropped() {
        Script<Object> outer = script("outer")
                .await(block(v -> script("body")
                        .then(w -> group.start(fails()))
                        .await(w -> Weft.sleep(SECOND)) // woken in the turn in which the child fails
                        .then(w -> events.add("woken"))))
                .caught(e -> events.add(name(e)))
                .await(Weft.sleep(SECOND))
                .then(v -> events.add("went on"));
        run(outer);
        assertTrue(events.contains("IOException child") && events.contains("went on"), events.toString());
    }

    @Test
    void anOwnerThatHasEndedIsLeftAlone() {
        run(script("owner").then(v -> group = TaskGroup.open()));
        run(script("other")
                .then(v -> group.start(fails()))
                .await(Weft.sleep(LONG))
                .await(v -> group.closeAsync())
                .caught(e -> events.add(name(e))));
        assertEquals(List.of("IOException child"), events);
    }

    // ---- other endings

    @Test
    void withoutACloseTheTaskFailsWithTheFailure() {
        Task<Object> task = loop.start(
                script("open").then(v -> TaskGroup.open().start(fails())).await(Weft.sleep(LONG)));
        assertSame(failure, assertThrows(IOException.class, () -> run(task)));
        assertEquals(Task.Status.FAILED, task.status());
        assertSame(failure, task.exceptionNow());
        loop.close();
    }

    @Test
    void withoutACloseTheFailureIsReportedOnce() {
        loop.start(script("open").then(v -> TaskGroup.open().start(fails())).await(Weft.sleep(LONG)));
        run(Weft.sleep(SECOND.multipliedBy(2)));
        loop.close();
        assertSame(failure, uncaught.takeOne());
    }

    @Test
    void theFailureThenTheCancellationThatCameWithIt() {
        Task<Object> task = loop.start(script("main")
                .await(block(v -> {
                    group.start(fails());
                    return Weft.sleep(LONG);
                }))
                .caught(e -> events.add("first " + name(e)))
                .await(Weft.sleep(LONG))
                .caught(e -> {
                    events.add("then " + name(e));
                    throw e;
                }));
        loop.schedule(SECOND, () -> task.cancel("outside"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals("then CancelledError outside", events.get(events.size() - 1));
    }

    @Test
    void theFailureThenTheCancellationThatCameDuringTheClose() {
        Task<Object> task = loop.start(script("main")
                .await(TaskGroup.run(g -> {
                    g.start(fails());
                    g.start(script("slow").await(Weft.sleep(LONG)).caughtAwaiting(e -> Weft.sleep(SECOND)));
                    return Weft.sleep(LONG);
                }))
                .caught(e -> events.add("first " + name(e)))
                .await(Weft.sleep(LONG))
                .caught(e -> {
                    events.add("then " + name(e));
                    throw e;
                }));
        loop.schedule(SECOND.plusMillis(500), () -> task.cancel("outside"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("first IOException child", "then CancelledError outside"), events);
    }

    @Test
    void theBodyOfRunIsTheAwaitingTask() {
        run(script("main").await(v -> {
            Task<?> me = Task.current();
            return TaskGroup.run(g -> {
                assertSame(me, Task.current());
                assertEquals(1, loop.tasks().size(), "nothing is started for the body");
                return Weft.done();
            });
        }));
    }

    // ---- cancel

    @Test
    void cancelInterruptsTheBodyOfRun() {
        CancellationException e = assertThrows(
                CancellationException.class,
                () -> run(TaskGroup.run(g -> {
                    g.start(script("child").await(Weft.sleep(SECOND)).then(v -> {
                        g.cancel();
                        g.cancel();
                        return null;
                    }));
                    g.start(long_("sibling"));
                    return long_("body");
                })));
        assertEquals("the task group was cancelled", e.getMessage());
        assertEquals(
                List.of(
                        "sibling dev.weft.CancelledError: the task group is cancelled",
                        "body dev.weft.CancelledError: the task group was cancelled"),
                events.stream().sorted((a, b) -> b.compareTo(a)).toList());
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void runGivesWhatABodyReturnsThatHasCaughtTheCancel() {
        assertEquals(
                "value",
                run(TaskGroup.run(g -> script("body")
                        .then(v -> {
                            g.cancel(); // before the first child
                            g.start(long_("late"));
                            return null;
                        })
                        .await(Weft.sleep(LONG))
                        .caught(e -> "value"))));
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void cancelLetsJoinReturnAndTheBodyGoOn() {
        run(block(v -> script("body")
                .then(w -> group.start(long_("a")))
                .then(w -> {
                    loop.schedule(SECOND, group::cancel);
                    return null;
                })
                .await(w -> group.join())
                .await(Weft.sleep(SECOND))
                .then(w -> events.add("went on"))));
        assertEquals(List.of("a dev.weft.CancelledError: the task group is cancelled", "went on"), events);
    }

    @Test
    void aCancelOfAClosedGroupIsNothing() {
        run(script("main")
                .await(block(v -> Weft.done()))
                .then(v -> {
                    group.cancel();
                    return null;
                })
                .await(Weft.sleep(SECOND)));
    }

    // ---- on another loop

    @Test
    void startAndJoinOnAnotherLoopNameBoth() {
        try (EventLoop other = EventLoop.create()) {
            run(script("open").then(v -> group = TaskGroup.open()));
            for (Script.Step wrong : Arrays.<Script.Step>asList(
                    v -> group.start(Weft.done()), v -> group.join(), v -> group.closeAsync(), v -> {
                        group.cancel();
                        return Weft.done();
                    })) {
                IllegalStateException e = assertThrows(
                        IllegalStateException.class,
                        () -> other.runUntilComplete(script("wrong").await(wrong)));
                assertTrue(
                        e.getMessage().contains(loop.toString())
                                && e.getMessage().contains(other.toString()),
                        e.getMessage());
            }
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> group.start(Weft.done()), "outside of every loop");
            assertTrue(e.getMessage().contains(loop.toString()), e.getMessage());
        }
    }

    @Test
    void theFailureThenTheCancellationOfTheBody() {
        Script<Object> main = script("main")
                .await(block(v -> {
                    group.start(script("child").await(Weft.sleep(LONG)).caught(e -> {
                        throw failure;
                    }));
                    return script("body").await(Weft.sleep(LONG));
                }))
                .caught(e -> events.add(name(e)))
                .await(Weft.sleep(SECOND))
                .caught(e -> {
                    events.add(name(e));
                    throw e;
                });
        Task<Object> task = loop.start(main);
        loop.schedule(SECOND, () -> task.cancel("enough"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(
                List.of("body dev.weft.CancelledError: enough", "IOException child", "CancelledError enough"), events);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aChildThatWaitsForItsOwnGroupIsADeadlock() {
        for (String how : List.of("join", "closeAsync")) {
            Script<Object> main = script("main")
                    .then(v -> group = TaskGroup.open())
                    .await(v -> {
                        group.start(script("child").await(w -> how.equals("join") ? group.join() : group.closeAsync()));
                        return group.join();
                    })
                    .caughtAwaiting(e -> {
                        events.add(name(e));
                        return group.closeAsync();
                    });
            assertThrows(DeadlockException.class, () -> run(main));
            String task = loop.toString();
            assertTrue(events.get(0).startsWith("DeadlockException "), () -> task + events);
            assertTrue(
                    events.get(0)
                            .endsWith(" waits in TaskGroup." + how
                                    + " for the end of the task group that it is a child of"),
                    events::toString);
            events.clear();
        }
    }
}
