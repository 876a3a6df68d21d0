package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a group is joined and closed. After the test suites of asyncio, AnyIO and Trio. */
class TaskGroupCloseTest extends LoopFixture {
    private final IOException failure = new IOException("child");
    private TaskGroup group;

    private Script<Object> child(String name) {
        return script(name).await(Weft.sleep(LONG)).caught(e -> {
            events.add(name + " " + e.getMessage());
            throw e;
        });
    }

    private static List<Throwable> suppressed(Throwable e) {
        return Arrays.asList(e.getSuppressed());
    }

    /** {@code try (group) { body }} */
    private Script<Object> block(Script.Step body) {
        return script("block")
                .then(v -> group = TaskGroup.open())
                .await(body)
                .caughtAwaiting(e -> script("close").await(group.closeAsync()).then(v -> {
                    throw e;
                }))
                .await(v -> group.closeAsync());
    }

    @Test
    void aBodyWithoutChildrenOrAwaits() {
        assertEquals("value", run(TaskGroup.run(g -> Weft.result("value"))));
        run(block(v -> Weft.done()));
        run(block(v -> group.join()));
    }

    @Test
    void everyJoinThrowsTheFailure() {
        Script<Object> main = block(v -> {
            group.start(failing(1, failure));
            Task<Void> joiner = loop.start(group.join());
            return script("body")
                    .await(group.join())
                    .caughtAwaiting(e -> {
                        assertSame(failure, e);
                        return joiner;
                    })
                    .caughtAwaiting(e -> {
                        assertSame(failure, e);
                        events.add("both");
                        return group.join();
                    });
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("both"), events);
        assertEquals(List.of(), suppressed(failure));
    }

    @Test
    void afterAJoinTheGroupTakesMoreChildren() {
        run(block(v -> {
            group.start(script("a").log(events, "a"));
            return script("body")
                    .await(group.join())
                    .then(w -> group.start(script("b").log(events, "b")))
                    .await(w -> group.join());
        }));
        assertEquals(List.of("a", "b"), events);
    }

    @Test
    void aChildThatStartsAnotherAsItsLastStepIsWaitedForWithIt() {
        run(block(v -> {
            group.start(script("root")
                    .await(Weft.sleep(SECOND))
                    .then(w -> group.start(script("a")
                            .await(Weft.sleep(SECOND))
                            .then(x -> group.start(
                                    script("b").await(Weft.sleep(SECOND)).log(events, "b"))))));
            return group.join();
        }));
        assertEquals(List.of("b"), events);
        assertEquals(SECOND.multipliedBy(3), time.elapsed());
    }

    @Test
    void aFailureInTheCloseIsThrownByIt() {
        Script<Object> main = block(v -> {
            group.start(script("child").await(Weft.sleep(LONG)).caught(e -> {
                throw failure;
            }));
            return Weft.sleep(SECOND);
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
    }

    @Test
    void aCancellationFromOutsideAndAFailureInside() {
        Script<Object> main = block(v -> {
            group.start(script("child")
                    .await(Weft.sleep(LONG))
                    .caughtAwaiting(e -> Weft.sleep(SECOND))
                    .caught(e -> {
                        throw failure;
                    }));
            return Weft.sleep(SECOND);
        });
        Task<Object> task = loop.start(script("outer").await(main).caughtAwaiting(e -> {
            events.add(e.getMessage());
            return child("next await");
        }));
        loop.schedule(Duration.ofMillis(1500), () -> task.cancel("outside"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("child", "next await outside"), events);
    }

    @Test
    void closingTwiceIsTheSameAsOnce() {
        run(block(v -> script("body")
                .then(w -> group.start(child("child")))
                .await(w -> group.closeAsync())
                .log(events, "closed")));
        assertEquals(List.of("child the task group is closing", "closed"), events);
    }

    @Test
    void aClosedGroupTakesNoChildAndLeavesTheCoroutineUnused() {
        Script<Object> late = script("late").give("late");
        run(block(v -> Weft.done()));
        assertThrows(IllegalStateException.class, () -> group.start(late));
        assertEquals("late", run(late));
    }

    @Test
    void childrenThatStartChildrenInTheirCleanUpEndAllTheSame() {
        run(block(v -> {
            for (int i = 0; i < 3; i++) {
                startHydra(5);
            }
            return Weft.sleep(SECOND);
        }));
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    private void startHydra(int heads) {
        group.start(script("hydra").await(Weft.sleep(LONG)).caught(e -> {
            if (heads > 0 && !group.toString().contains("closed")) {
                startHydra(heads - 1);
            }
            throw e;
        }));
    }

    /** Cancelling a stage runs what depends on it, in the middle of the group's own work. */
    @Test
    void aChildThatIsStartedWhileTheOthersAreBeingCancelled() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        run(block(v -> {
            group.start(script("a").await(stage));
            group.start(child("b"));
            stage.whenComplete((value, e) -> group.start(child("late")));
            return script("body")
                    .await(Weft.yieldNow())
                    .then(w -> {
                        group.cancel();
                        return null;
                    })
                    .await(w -> group.join());
        }));
        assertEquals(List.of("late the task group is cancelled", "b the task group is cancelled"), events);
    }

    @Test
    void aTaskThatAwaitsAChildSeesItsEndAndTheGroupTheFailure() {
        Script<Object> main = block(v -> {
            Task<Object> bad = group.start(failing(1, failure));
            group.start(script("other").await(bad).caught(e -> events.add("saw " + e.getMessage())));
            return group.join();
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertTrue(events.size() <= 1, events.toString());
        assertFalse(loop.tasks().contains(null), () -> loop.tasks().toString());
        loop.close();
    }
}
