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
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Waiting for several. */
class GatherTest extends LoopFixture {
    private final IOException failure = new IOException("first");

    /** Notes that it was cancelled, and takes a second to clean up. */
    private Script<Object> cleaning() {
        return script("cleaning")
                .await(Weft.sleep(Duration.ofDays(1)))
                .caughtAwaiting(e -> {
                    events.add("cancelled");
                    return Weft.sleep(Duration.ofSeconds(1));
                })
                .then(v -> {
                    events.add("cleaned up");
                    throw new CancelledError();
                });
    }

    @Test
    void resultsAreInTheOrderOfTheArguments() {
        assertEquals(List.of(3, 1, 2), run(Weft.gather(List.of(after(3, 3), after(1, 1), after(2, 2)))));
        assertEquals(Duration.ofSeconds(3), time.elapsed());
        assertEquals(Arrays.asList(null, null), run(Weft.gather(Weft.done(), after(1, null))));
    }

    @Test
    void ofNothingItIsEmptyAtOnce() {
        assertEquals(List.of(), run(Weft.gather()));
        WaitResult<Object> nothing = run(Weft.waitAll(List.<Task<Object>>of()));
        assertEquals(Set.of(), nothing.done());
        assertEquals(Set.of(), nothing.pending());
    }

    @Test
    void theSameThingTwiceIsOneTask() {
        Script<Object> once = after(1, 1);
        Task<Object> task = loop.start(after(1, 2));
        assertEquals(List.of(1, 2, 1, 2), run(Weft.gather(once, task, once, task)));
    }

    @Test
    void ofTasksThatAreDone() {
        Task<Object> done = loop.start(after(1, 1));
        run(done);
        Coroutine<List<Object>> gather = Weft.gather(done, done);
        Task<List<Object>> main = loop.start(gather);
        assertEquals(List.of(1, 1), run(main));
    }

    /** Found by a test of the test kit that closes a loop: such a task was FAILED, and reported. */
    @Test
    void whoIsCancelledAsWellAsItsChildrenIsCancelled() {
        Task<Object> child = loop.start(after(9, 1));
        Task<List<Object>> main = loop.start(Weft.gather(child));
        runReady();
        child.cancel();
        main.cancel("both");
        assertEquals(
                "both",
                assertThrows(CancellationException.class, () -> run(main)).getMessage());
        assertTrue(main.isCancelled(), main::toString);
    }

    @Test
    void butAFailureOfAnotherChildIsNotLost() {
        Task<Object> child = loop.start(after(9, 1));
        Task<Object> cleansUp = loop.start(
                script("cleans up").await(Weft.sleep(Duration.ofDays(1))).caught(e -> {
                    throw failure;
                }));
        Task<List<Object>> main = loop.start(Weft.gather(child, cleansUp));
        runReady();
        child.cancel();
        main.cancel("both");
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
    }

    @Test
    void aFailureCancelsAndAwaitsTheSiblingsFirst() {
        Script<Object> main = script("main").await(Weft.gather(cleaning(), failing(1, failure), after(0, 1)));
        main.caught(e -> {
            events.add("thrown");
            throw e;
        });
        assertSame(failure, assertThrows(IOException.class, () -> run(main)));
        assertEquals(List.of("cancelled", "cleaned up", "thrown"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    @Test
    void laterFailuresAreSuppressedInTheFirst() {
        IOException second = new IOException("second");
        Script<Object> sibling = script("sibling")
                .await(Weft.sleep(Duration.ofDays(1)))
                .caught(e -> {
                    throw second;
                });
        assertThrows(IOException.class, () -> run(Weft.gather(sibling, failing(1, failure))));
        assertEquals(List.of(second), List.of(failure.getSuppressed()));
    }

    @Test
    void aFailureThatIsThereAlreadyIsThrown() {
        Task<Object> failed = loop.start(failing(0, failure));
        runReady();
        assertSame(failure, uncaught.takeOne(), "nobody has awaited it yet");
        assertThrows(IOException.class, () -> run(Weft.gather(failed, cleaning())));
    }

    @Test
    void aCancelledChildIsACancellationException() {
        Task<Object> child = loop.start(after(5, 1));
        loop.schedule(Duration.ofSeconds(1), () -> child.cancel("child"));
        CancellationException e = assertThrows(CancellationException.class, () -> run(Weft.gather(child, after(9, 2))));
        assertEquals("child", e.getMessage());
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void aCancellationCancelsTheChildrenAndAwaitsThem() {
        Task<List<Object>> main = loop.start(Weft.gather(cleaning(), after(9, 1)));
        loop.schedule(Duration.ofSeconds(1), () -> main.cancel("why"));
        CancellationException e = assertThrows(CancellationException.class, () -> run(main));
        assertEquals("why", e.getMessage());
        assertEquals(List.of("cancelled", "cleaned up"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void anotherCancellationCancelsAgainWhatSwallowedTheFirst() {
        Script<Object> stubborn = script("stubborn")
                .await(Weft.sleep(Duration.ofDays(1)))
                .caughtAwaiting(e -> Weft.sleep(Duration.ofDays(1)))
                .caught(e -> events.add("gave in"));
        Task<List<Object>> main = loop.start(Weft.gather(List.of(stubborn)));
        loop.schedule(Duration.ofSeconds(1), main::cancel);
        loop.schedule(Duration.ofSeconds(2), main::cancel);
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("gave in"), events);
        assertEquals(Duration.ofSeconds(2), time.elapsed());
    }

    @Test
    void aCancellationWhileAFailureIsOnItsWayIsNotLost() {
        Task<Object> main = loop.start(script("main")
                .await(Weft.gather(cleaning(), failing(1, failure)))
                .caughtAwaiting(e -> {
                    events.add(e.getMessage());
                    return Weft.sleep(Duration.ofSeconds(5));
                })
                .caught(e -> {
                    events.add("then " + e.getMessage());
                    throw e;
                }));
        loop.schedule(Duration.ofMillis(1500), () -> main.cancel("late"));
        assertThrows(CancellationException.class, () -> run(main));
        assertTrue(events.containsAll(List.of("first", "then late")), events.toString());
    }

    @Test
    void aTaskCannotGatherItself() {
        Script<Object> main = script("main").await(v -> Weft.gather(List.of(Task.current())));
        assertThrows(IllegalStateException.class, () -> run(main));
    }

    @Test
    void waitAllThrowsNothingAndCancelsNothing() {
        Task<Object> good = loop.start(after(1, 1));
        Task<Object> bad = loop.start(failing(2, failure));
        WaitResult<Object> waited = run(Weft.waitAll(List.of(bad, good)));
        assertEquals(List.of(bad, good), List.copyOf(waited.done()));
        assertEquals(Set.of(), waited.pending());
        assertSame(failure, bad.exceptionNow());
        loop.close();
    }

    @Test
    void waitAllWithATimeoutLeavesTheRestRunning() {
        Task<Object> quick = loop.start(after(1, 1));
        Task<Object> slow = loop.start(after(5, 2));
        WaitResult<Object> waited = run(Weft.waitAll(List.of(slow, quick), Duration.ofSeconds(2)));
        assertEquals(Set.of(quick), waited.done());
        assertEquals(Set.of(slow), waited.pending());
        assertEquals(Duration.ofSeconds(2), time.elapsed());
        assertEquals(2, run(slow));
    }

    @Test
    void waitAllWithATimeoutEndsWhenAllAreDone() {
        assertEquals(
                1,
                run(Weft.waitAll(List.of(after(1, 1)), Duration.ofSeconds(9)))
                        .done()
                        .size());
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void aCancelledWaitLeavesTheChildrenAlone() {
        Task<Object> child = loop.start(after(5, 1));
        Task<WaitResult<Object>> wait = loop.start(Weft.waitAll(List.of(child), Duration.ofSeconds(9)));
        runReady();
        wait.cancel();
        runReady();
        assertTrue(wait.isCancelled(), wait::toString);
        assertFalse(child.isDone(), child::toString);
        assertEquals(1, run(child));
    }

    // ---- after the test suites of asyncio, AnyIO and Trio

    @Test
    void aGatherInAGatherPassesTheCancellationOn() {
        Script<Object> leaf = after(9, 1).caught(e -> {
            events.add(e.getMessage());
            return rethrow(e);
        });
        Task<Object> main = loop.start(script("main").await(v -> Weft.gather(Weft.gather(leaf), after(9, 2))));
        loop.schedule(SECOND, () -> main.cancel("outer"));
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("outer"), events);
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aCancelWhenAllChildrenAreDoneDoesNotLoseTheResults() {
        Task<Object> child = loop.start(after(1, "value"));
        Task<Object> main =
                loop.start(script("main").await(v -> Weft.gather(child)).then(v -> events.add(v.toString())));
        child.onDone(t -> main.cancel());
        run(main);
        assertEquals(List.of("[value]"), events);
    }

    @Test
    void aChildThatGivesAValueInSpiteOfTheCancelDoesNotHideTheFailure() {
        Script<Object> stubborn = after(9, 1).caught(e -> "value");
        IOException e = assertThrows(IOException.class, () -> run(Weft.gather(stubborn, failing(1, "first"))));
        assertEquals("first", e.getMessage());
        assertEquals(0, e.getSuppressed().length);
    }

    @Test
    void stagesAndTasksAndCoroutinesMix() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        loop.schedule(SECOND, () -> stage.complete("stage"));
        assertEquals(
                List.of("stage", "task", "coroutine"),
                run(Weft.gather(Weft.awaitable(stage), loop.start(after(2, "task")), after(1, "coroutine"))));
    }

    @Test
    void aFailureCancelsTheStagesToo() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        assertThrows(IOException.class, () -> run(Weft.gather(Weft.awaitable(stage), failing(1, "x"))));
        assertTrue(stage.isCancelled(), stage::toString);
    }
}
