package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@link TaskGroup#run}. After the test suites of asyncio, AnyIO and Trio. */
class TaskGroupRunTest extends LoopFixture {
    private final IOException failure = new IOException("child");

    private Script<Object> child(String name) {
        return script(name).await(Weft.sleep(LONG)).caught(e -> {
            events.add(name + " " + e.getMessage());
            throw e;
        });
    }

    private static List<Throwable> suppressed(Throwable e) {
        return Arrays.asList(e.getSuppressed());
    }

    @Test
    void inRunABodyThatIsCancelledByItselfEndsTheChildren() {
        Script<Object> main = script("main").await(TaskGroup.run(g -> {
            g.start(child("child"));
            return script("body").then(v -> Task.current().cancel("own")).await(child("body"));
        }));
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("body own", "child the body of the task group was cancelled"), events);
    }

    @Test
    void inRunABodyThatEndsWithACancelledErrorEndsTheChildren() {
        Coroutine<Object> main = TaskGroup.run(g -> {
            g.start(child("child"));
            return Weft.failed(new CancelledError("thrown"));
        });
        assertEquals(
                "thrown",
                assertThrows(CancellationException.class, () -> run(main)).getMessage());
    }

    @Test
    void inRunABodyThatThrowsAtOnceEndsChildrenThatHaveNotBegun() {
        Coroutine<Object> main = TaskGroup.run(g -> {
            g.start(script("child").log(events, "began").await(child("child")));
            throw failure;
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("began", "child a sibling failed"), events);
    }

    @Test
    void inRunTheFailuresOfBodyAndChildAreBothThere() {
        IOException second = new IOException("body");
        Coroutine<Object> main = TaskGroup.run(g -> {
            g.start(failing(1, failure));
            return script("body").await(Weft.sleep(LONG)).caught(e -> {
                throw second;
            });
        });
        assertSame(second, assertThrows(IOException.class, () -> run(main)), "the body's own exception");
        assertEquals(List.of(failure), suppressed(second));
    }

    @Test
    void inRunCancellingTheGroupFromItsBodyLetsTheBodyFinish() {
        Object given = run(TaskGroup.run(g -> {
            g.start(child("child"));
            g.cancel();
            return Weft.result("value");
        }));
        assertEquals("value", given);
        assertEquals(List.of("child the task group is cancelled"), events);
    }

    /** The owner hears of the group first; then nothing suspends any more. */
    @Test
    void inRunACancelOfTheOwnerThatComesWithACancelOfTheGroupIsNotLost() {
        for (boolean groupFirst : new boolean[] {true, false}) {
            TaskGroup[] group = new TaskGroup[1];
            Task<Object> task = loop.start(TaskGroup.run(g -> {
                group[0] = g;
                return child("body");
            }));
            runReady();
            loop.execute(() -> {
                if (groupFirst) {
                    group[0].cancel();
                }
                task.cancel("own");
                group[0].cancel();
            });
            runReady();
            assertEquals(Task.Status.CANCELLED, task.status());
            assertEquals(
                    "own",
                    assertThrows(CancellationException.class, task::resultNow).getMessage());
        }
        assertEquals(List.of("body the task group was cancelled", "body the task group was cancelled"), events);
    }

    @Test
    void inRunALimitThatIsOverTogetherWithACancelOfTheGroupIsNotLost() {
        TaskGroup[] group = new TaskGroup[1];
        loop.schedule(SECOND, () -> group[0].cancel());
        assertThrows(
                TimeoutException.class,
                () -> run(Weft.withTimeout(SECOND, TaskGroup.run(g -> {
                    group[0] = g;
                    return child("body");
                }))));
        assertEquals(List.of("body the task group was cancelled"), events);
    }

    @Test
    void aGroupInAGroup() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(outer -> {
                    outer.start(after(9, 1).caught(e -> {
                        events.add("outer child " + e.getMessage());
                        return rethrow(e);
                    }));
                    return TaskGroup.run(inner -> {
                        inner.start(failing(1, "inner child"));
                        return after(9, 1);
                    });
                }));
        assertEquals(
                "inner child", assertThrows(IOException.class, () -> run(main)).getMessage());
        assertEquals(List.of("outer child a sibling failed"), events);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aBodyThatEndsWaitsForChildrenThatFailLater() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(failing(2, "late"));
                    return Weft.result("body");
                }));
        assertEquals("late", assertThrows(IOException.class, () -> run(main)).getMessage());
    }

    @Test
    void anErrorIsAFailureLikeAnyOther() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(script("bad").then(w -> {
                        throw new AssertionError("x");
                    }));
                    return after(9, 1);
                }));
        assertThrows(AssertionError.class, () -> run(main));
        assertEquals(Duration.ZERO, time.elapsed());
    }

    @Test
    void failuresOfSeveralChildrenAreAllThere() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(failing(1, "first"));
                    group.start(failing(1, "second"));
                    group.start(after(9, 1).caught(e -> {
                        throw new IOException("third");
                    }));
                    return after(9, 1);
                }));
        IOException e = assertThrows(IOException.class, () -> run(main));
        assertEquals("first", e.getMessage());
        assertEquals(
                List.of("second", "third"),
                List.of(e.getSuppressed()).stream().map(Throwable::getMessage).toList());
    }

    @Test
    void aChildThatIsStartedWhileTheGroupEndsIsCancelledAtItsFirstSuspension() {
        Script<Object> main = script("main")
                .await(v -> TaskGroup.run(group -> {
                    group.start(after(9, 1).caught(e -> {
                        group.start(script("late")
                                .log(events, "late began")
                                .await(Weft.sleep(LONG))
                                .caught(again -> {
                                    events.add("late cancelled");
                                    return rethrow(again);
                                }));
                        return rethrow(e);
                    }));
                    return failing(1, "body");
                }));
        assertThrows(IOException.class, () -> run(main));
        assertEquals(List.of("late began", "late cancelled"), events);
    }

    @Test
    void aLimitAroundAGroupEndsAllOfIt() {
        Script<Object> main = script("main")
                .await(v -> Weft.withTimeout(SECOND, TaskGroup.run(group -> {
                    group.start(after(9, 1).caught(e -> {
                        events.add("child");
                        return rethrow(e);
                    }));
                    return after(9, 1);
                })));
        assertThrows(TimeoutException.class, () -> run(main));
        assertEquals(List.of("child"), events);
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }
}
