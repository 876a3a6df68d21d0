package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Children that do not outlive their block. */
class TaskGroupTest extends LoopFixture {
    private final IOException failure = new IOException("child");
    private TaskGroup group;

    private Script<Object> child(String name, int seconds) {
        return script(name)
                .await(Weft.sleep(Duration.ofSeconds(seconds)))
                .log(events, name + " ended")
                .give(seconds)
                .caught(e -> {
                    events.add(name + " cancelled");
                    throw e;
                });
    }

    /** {@code try (group) { … }}: the close comes last, whatever comes before. */
    private Script<Object> block(Script.Step body) {
        return script("block")
                .then(v -> group = TaskGroup.open())
                .await(body)
                .caughtAwaiting(e -> {
                    events.add("body threw " + e.getMessage());
                    return script("rethrow").await(group.closeAsync()).then(v -> {
                        throw e;
                    });
                })
                .await(v -> group.closeAsync())
                .log(events, "closed");
    }

    @Test
    void joinWaitsForAllChildren() {
        run(block(v -> {
            group.start(child("a", 2));
            group.start(() -> child("b", 1));
            return group.join();
        }));
        assertEquals(List.of("b ended", "a ended", "closed"), events);
        assertThrows(IllegalStateException.class, () -> group.start(child("late", 1)));
    }

    @Test
    void joinThrowsTheFirstFailureAfterTheSiblingsHaveEnded() {
        IOException second = new IOException("second");
        Script<Object> main = block(v -> {
            group.start(child("a", 9));
            group.start(script("b").await(Weft.sleep(Duration.ofSeconds(9))).caught(e -> {
                throw second;
            }));
            group.start(failing(1, failure));
            return group.join();
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("a cancelled", "body threw child"), events);
        assertEquals(List.of(second), List.of(failure.getSuppressed()));
        assertEquals(Duration.ofSeconds(1), time.elapsed());
        loop.close();
    }

    @Test
    void withoutJoinTheCloseCancelsAndAwaits() {
        run(block(v -> {
            group.start(child("a", 9));
            return Weft.sleep(Duration.ofSeconds(1));
        }));
        assertEquals(List.of("a cancelled", "closed"), events);
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void aFailureInterruptsTheBodyAndIsThrownByTheClose() {
        Script<Object> main = block(v -> {
            group.start(failing(1, failure));
            group.start(child("sibling", 9));
            return Weft.sleep(Duration.ofSeconds(3));
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("body threw Task-2 failed", "sibling cancelled"), events);
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void aCancelledChildIsNoFailure() {
        run(block(v -> {
            group.start(child("a", 9)).cancel();
            group.start(child("b", 1));
            return group.join();
        }));
        assertEquals(List.of("a cancelled", "b ended", "closed"), events);
    }

    @Test
    void cancelCancelsAllChildrenAndNewOnes() {
        run(block(v -> {
            group.start(child("a", 9));
            group.cancel();
            group.start(child("b", 9));
            return group.join();
        }));
        assertEquals(List.of("a cancelled", "b cancelled", "closed"), events);
    }

    @Test
    void childrenMayStartChildren() {
        run(block(v -> {
            group.start(script("parent")
                    .await(Weft.sleep(Duration.ofSeconds(1)))
                    .then(x -> group.start(child("grandchild", 1))));
            return group.join();
        }));
        assertEquals(List.of("grandchild ended", "closed"), events);
    }

    @Test
    void aCancellationInJoinIsThrownAndTheCloseEndsTheChildren() {
        Task<Object> main = loop.start(block(v -> {
            group.start(child("a", 9));
            return group.join();
        }));
        loop.schedule(Duration.ofSeconds(1), () -> main.cancel("outside"));
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("body threw outside", "a cancelled"), events);
    }

    @Test
    void aCancellationDuringTheCloseIsThrownAfterIt() {
        Script<Object> slow = child("a", 9).caughtAwaiting(e -> Weft.sleep(Duration.ofSeconds(5)));
        Task<Object> main = loop.start(block(v -> {
            group.start(slow);
            return Weft.sleep(Duration.ofSeconds(1));
        }));
        loop.schedule(Duration.ofSeconds(2), () -> main.cancel("outside"));
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("a cancelled"), events);
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    @Test
    void runGivesWhatTheBodyGivesAfterAllHaveEnded() {
        Object given = run(TaskGroup.run(g -> {
            g.start(child("a", 2));
            return child("body", 1);
        }));
        assertEquals(1, given);
        assertEquals(List.of("body ended", "a ended"), events);
    }

    @Test
    void inRunAFailingChildCancelsTheBodyToo() {
        Coroutine<Object> main = TaskGroup.run(g -> {
            g.start(failing(1, failure));
            g.start(child("sibling", 9));
            return child("body", 9);
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("body cancelled", "sibling cancelled"), events);
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void inRunAFailingBodyCancelsTheChildren() {
        Coroutine<Object> main = TaskGroup.run(g -> {
            g.start(child("sibling", 9));
            return failing(1, failure);
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("sibling cancelled"), events);
    }

    @Test
    void inRunTheOwnCancellationEndsAll() {
        Task<Object> main = loop.start(TaskGroup.run(g -> {
            g.start(child("sibling", 9));
            return child("body", 9);
        }));
        loop.schedule(Duration.ofSeconds(1), () -> main.cancel("outside"));
        CancellationException e = assertThrows(CancellationException.class, () -> run(main));
        assertEquals("outside", e.getMessage());
        assertEquals(List.of("body cancelled", "sibling cancelled"), events);
    }

    @Test
    void inRunAFailureAndACancellationAtOnce() {
        Task<Object> main = loop.start(script("main")
                .await(TaskGroup.run(g -> {
                    g.start(failing(1, failure));
                    return child("body", 9);
                }))
                .caughtAwaiting(e -> {
                    events.add(e.getMessage());
                    return Weft.sleep(Duration.ofSeconds(1));
                }));
        loop.schedule(Duration.ofSeconds(1), () -> main.cancel("outside"));
        assertThrows(CancellationException.class, () -> run(main));
    }

    @Test
    void aGroupNeedsALoop() {
        assertThrows(IllegalStateException.class, TaskGroup::open);
    }

    @Test
    void closeThatIsReallyCalledSaysThatTheCodeIsNotWoven() {
        run(script("main").then(v -> {
            NotWovenError e =
                    assertThrows(NotWovenError.class, () -> TaskGroup.open().close());
            assertTrue(e.getMessage().contains("TaskGroupTest"), e.getMessage());
            return null;
        }));
    }
}
