package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A cancellation that meets a result or a failure on its way: none of them is lost. */
class CancelRaceTest extends LoopFixture {
    private final CompletableFuture<Object> gate = new CompletableFuture<>();

    /** Awaits this, then something long; says what it gets. */
    private Task<Object> start(Script.Step source) {
        return loop.start(script("main")
                .await(source)
                .then(v -> events.add("got " + v))
                .caught(e -> events.add("got " + e))
                .await(Weft.sleep(LONG))
                .caught(e -> {
                    events.add("then " + e.getMessage());
                    throw e;
                }));
    }

    /** In one callback what the task waits for comes, and the task is cancelled. */
    private void completeAndCancel(Task<Object> task) {
        runReady();
        loop.execute(() -> {
            gate.complete("value");
            task.cancel("own");
        });
        assertThrows(CancellationException.class, () -> run(task));
    }

    private Script<Object> waitsForGate() {
        return script("waits").await(gate);
    }

    private static Script<Object> failsInCleanUp() {
        return script("failing").await(Weft.sleep(LONG)).caught(e -> {
            throw new IOException("clean-up");
        });
    }

    @Test
    void aLimitWhoseChildHasItsResultAlready() {
        completeAndCancel(start(v -> Weft.withTimeout(LONG, waitsForGate())));
        assertEquals(List.of("got value", "then own"), events);
    }

    @Test
    void limitsInLimits() {
        completeAndCancel(start(
                v -> Weft.withTimeout(LONG, Weft.withTimeout(LONG, Weft.withTimeout(LONG, waitsForGate())))));
        assertEquals(List.of("got value", "then own"), events);
    }

    @Test
    void aLimitWhoseChildFailsInThatMoment() {
        completeAndCancel(start(v -> Weft.withTimeout(LONG, waitsForGate().then(w -> {
            throw new IOException("child");
        }))));
        assertEquals(List.of("got java.io.IOException: child", "then own"), events);
    }

    /** A task that is given to a limit is one of its own. */
    @Test
    void aTaskUnderALimitIsLeftAlone() {
        Task<Object> child = loop.start(waitsForGate());
        Task<Object> task = start(v -> Weft.withTimeout(LONG, child));
        runReady();
        loop.execute(() -> {
            gate.complete("value"); // the child is the first in the next turn
            task.cancel("own");
        });
        assertEquals("value", run(child));
        runReady();
        assertEquals(List.of("got " + new CancelledError("own")), events);
        loop.close();
    }

    @Test
    void aBodyOfAGroupThatHasItsResultAlready() {
        completeAndCancel(start(v -> TaskGroup.run(group -> waitsForGate())));
        assertEquals(List.of("got value", "then own"), events);
    }

    @Test
    void aChildThatDealsWithTheCancellationHasTheLastWord() {
        Task<Object> task = start(v -> Weft.withTimeout(
                LONG, script("stubborn").await(Weft.sleep(LONG)).caught(e -> "value")));
        runReady();
        task.cancel("own");
        runReady();
        assertEquals(List.of("got value"), events);
        loop.execute(() -> task.cancel("again"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("got value", "then again"), events);
    }

    /** The first to be cancelled cancels the stage that they share; what that does to the other is no failure. */
    @Test
    void childrenThatAwaitOneStage() {
        Task<Object> task = start(v -> Weft.gather(waitsForGate(), waitsForGate(), waitsForGate()));
        runReady();
        task.cancel("own");
        runReady();
        assertEquals(List.of("got " + new CancelledError("own")), events);
        assertFalse(task.isDone(), task::toString);
    }

    @Test
    void childrenOfAGroupThatAwaitOneStage() {
        Task<Object> task = start(v -> TaskGroup.run(group -> {
            group.start(waitsForGate());
            return waitsForGate();
        }));
        runReady();
        task.cancel("own");
        runReady();
        assertEquals(List.of("got " + new CancelledError("own")), events);
        assertFalse(task.isDone(), task::toString);
    }

    @Test
    void siblingsOfAFailureThatAwaitOneStageAddNothingToIt() {
        IOException failure = new IOException();
        Script<Object> failing = script("failing").await(Weft.yieldNow()).then(v -> {
            throw failure;
        });
        assertThrows(IOException.class, () -> run(Weft.gather(failing, waitsForGate(), waitsForGate())));
        assertEquals(0, failure.getSuppressed().length);
    }

    @Test
    void gatherThrowsTheFailureOfACleanUpAndTheNextAwaitTheCancellation() {
        Task<Object> task = start(v -> Weft.gather(failsInCleanUp(), Weft.sleep(LONG)));
        runReady();
        loop.execute(() -> task.cancel("own"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("got java.io.IOException: clean-up", "then own"), events);
    }

    @Test
    void soDoesAGroup() {
        Task<Object> task = start(v -> TaskGroup.run(group -> {
            group.start(failsInCleanUp());
            return Weft.sleep(LONG);
        }));
        runReady();
        loop.execute(() -> task.cancel("own"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("got java.io.IOException: clean-up", "then own"), events);
    }

    @Test
    void aTimeoutDoesNotHideWhatFailsInTheCleanUpOfAGather() {
        IOException e = assertThrows(
                IOException.class,
                () -> run(Weft.withTimeout(SECOND, Weft.gather(failsInCleanUp(), Weft.sleep(LONG)))));
        assertEquals("clean-up", e.getMessage());
        assertEquals(SECOND, time.elapsed());
    }

    @Test
    void aCancellationWhileAGatherCleansUpHasTheLaterReason() {
        Task<Object> task =
                start(v -> Weft.gather(script("slow").await(Weft.sleep(LONG)).caughtAwaiting(e -> Weft.sleep(SECOND))));
        runReady();
        task.cancel("first");
        runReady();
        task.cancel("second");
        runReady();
        assertEquals(List.of("got " + new CancelledError("second")), events);
        loop.close();
    }
}
