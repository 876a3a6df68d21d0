package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Supervisors, and what is deferred to the end of a group. */
class GroupExtrasTest extends LoopFixture {
    private final IOException failure = new IOException("child");
    private TaskGroup group;

    private Script<Object> exit(String name) {
        return script(name).await(Weft.sleep(SECOND)).then(v -> events.add(name));
    }

    // ---- supervisors

    @Test
    void childrenOfASupervisorFailAlone() {
        run(script("main")
                .then(v -> group = TaskGroup.openSupervisor())
                .then(v -> {
                    group.start(failing(1, failure));
                    group.start(exit("sibling").await(Weft.sleep(SECOND)).then(w -> events.add("went on")));
                    return null;
                })
                .await(v -> group.join())
                .await(v -> group.closeAsync()));
        assertEquals(List.of("sibling", "went on"), events);
        assertSame(failure, uncaught.takeOne());
    }

    @Test
    void whoAwaitsAChildOfASupervisorGetsItsFailure() {
        run(script("main")
                .then(v -> group = TaskGroup.openSupervisor())
                .await(v -> group.start(failing(1, failure)))
                .caught(e -> events.add(e.getMessage()))
                .await(v -> group.closeAsync()));
        assertEquals(List.of("child"), events);
    }

    // ---- deferred

    @Test
    void whatIsDeferredRunsBackwardsWhenTheChildrenHaveEnded() {
        run(TaskGroup.run(g -> {
            Task<?> me = Task.current();
            g.defer(exit("first"));
            g.defer(() -> {
                assertSame(me, Task.current());
                return exit("second");
            });
            g.start(exit("child"));
            return exit("body");
        }));
        assertEquals(List.of("body", "child", "second", "first"), events.size() == 4 ? sortedPair() : events);
    }

    /** Body and child end in one turn; their order is not meant. */
    private List<String> sortedPair() {
        List<String> pair = events.subList(0, 2).stream().sorted().toList();
        return List.of(pair.get(0), pair.get(1), events.get(2), events.get(3));
    }

    /** The result is dropped, so it may be of any type: javac takes a lambda for {@code AsyncCallable<Void>}, too. */
    @Test
    void whatIsDeferredMayGiveAnything() {
        run(TaskGroup.run(g -> {
            g.defer(() -> Weft.sleep(SECOND));
            g.defer(() -> Weft.result(1));
            g.defer(Weft::done);
            return Weft.done();
        }));
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void itRunsAfterAFailureTooAndItsOwnIsSuppressed() {
        IOException e = assertThrows(
                IOException.class,
                () -> run(TaskGroup.run(g -> {
                    g.defer(exit("first"));
                    g.defer(failing(1, "of the exit"));
                    g.start(failing(1, failure));
                    return Weft.sleep(LONG);
                })));
        assertSame(failure, e);
        assertEquals("of the exit", e.getSuppressed()[0].getMessage());
        assertEquals(List.of("first"), events);
    }

    @Test
    void itsFailureIsThrownByTheClose() {
        Script<Object> main = script("main")
                .then(v -> group = TaskGroup.open())
                .then(v -> {
                    group.defer(failing(1, "second"));
                    group.defer(failing(1, failure));
                    return null;
                })
                .await(v -> group.join())
                .then(v -> events.add("joined"))
                .await(v -> group.closeAsync());
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals("second", failure.getSuppressed()[0].getMessage());
        assertEquals(List.of("joined"), events);
    }

    @Test
    void aCancellationMeanwhileIsThrownWhenAllHaveRun() {
        Task<Object> task = loop.start(script("main").await(TaskGroup.run(g -> {
            g.defer(exit("first"));
            g.defer(exit("second"));
            return Weft.done();
        })));
        loop.schedule(SECOND.dividedBy(2), () -> task.cancel("own"));
        CancellationException e = assertThrows(CancellationException.class, () -> run(task));
        assertEquals("own", e.getMessage());
        assertEquals(List.of("first"), events);
    }

    @Test
    void aClosedGroupTakesNothing() {
        run(script("main")
                .then(v -> group = TaskGroup.open())
                .await(v -> group.closeAsync())
                .then(v -> {
                    assertThrows(IllegalStateException.class, () -> group.defer(Weft.done()));
                    return null;
                }));
    }
}
