package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@link Weft#uncancellable}: requests wait until it has ended; scopes inside of it work. */
class UncancellableTest extends LoopFixture {
    private Script<Object> step(String name, int seconds) {
        return script(name)
                .await(Weft.sleep(SECOND.multipliedBy(seconds)))
                .then(v -> events.add(name + " done"))
                .caught(e -> {
                    events.add(name + " " + e.getMessage());
                    throw e;
                });
    }

    private Task<Object> start(Coroutine<Object> first) {
        return loop.start(script("main").await(first).await(step("next", 1)));
    }

    @Test
    void aRequestWaitsUntilItHasEnded() {
        Task<Object> task = start(Weft.uncancellable(step("inside", 3)));
        loop.schedule(SECOND, () -> task.cancel("one"));
        loop.schedule(SECOND.multipliedBy(2), () -> task.cancel("two"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("inside done", "next two"), events);
    }

    @Test
    void aRequestThatCameBeforeWaitsToo() {
        Task<Object> task = start(script("first")
                .then(v -> Task.current().cancel("before"))
                .await(Weft.uncancellable(() -> step("inside", 3))));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("inside done", "next before"), events);
    }

    @Test
    void cleanUpIsNotCutOffByASecondRequest() {
        Task<Object> task = loop.start(script("main")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> script("finally")
                        .await(Weft.uncancellable(step("clean-up", 3)))
                        .then(v -> {
                            throw e;
                        })));
        loop.schedule(SECOND, () -> task.cancel("one"));
        loop.schedule(SECOND.multipliedBy(2), () -> task.cancel("two"));
        assertEquals(
                "one",
                assertThrows(CancellationException.class, () -> run(task)).getMessage());
        assertEquals(List.of("clean-up done"), events);
    }

    @Test
    void aLimitInsideOfItWorks() {
        Task<Object> task = start(Weft.uncancellable(script("limited")
                .await(v -> Weft.withTimeout(SECOND.multipliedBy(2), step("inside", 9)))
                .caught(e -> events.add(e.getClass().getSimpleName()))));
        loop.schedule(SECOND, () -> task.cancel("one"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("inside timed out after PT2S", "TimeoutException", "next one"), events);
    }

    @Test
    void aLimitAroundItWaits() throws TimeoutException {
        assertEquals(true, run(Weft.withTimeout(SECOND, Weft.uncancellable(step("inside", 3)))), "its value");
        assertEquals(SECOND.multipliedBy(3), time.elapsed());
        assertThrows(
                TimeoutException.class,
                () -> run(Weft.withTimeout(
                        SECOND,
                        script("two")
                                .await(Weft.uncancellable(step("inside", 3)))
                                .await(step("next", 9)))));
        assertEquals(List.of("inside done", "inside done", "next timed out after PT1S"), events);
    }

    @Test
    void aGroupInsideOfItWorks() {
        IOException failure = new IOException("child");
        Task<Object> task = start(Weft.uncancellable(script("grouped")
                .await(TaskGroup.run(group -> {
                    group.start(failing(2, failure));
                    return step("body", 9);
                }))
                .caught(e -> events.add(e.getMessage()))));
        loop.schedule(SECOND, () -> task.cancel("one"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("body Task-2 failed", "child", "next one"), events);
    }

    @Test
    void oneInTheOther() {
        Task<Object> task = start(Weft.uncancellable(
                script("outer").await(Weft.uncancellable(step("inner", 2))).await(step("outer", 2))));
        loop.schedule(SECOND, () -> task.cancel("one"));
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("inner done", "outer done", "next one"), events);
    }

    @Test
    void itRunsInTheAwaitingTask() {
        run(script("main").await(v -> {
            Task<?> me = Task.current();
            return Weft.uncancellable(script("inside").then(w -> {
                assertSame(me, Task.current());
                return null;
            }));
        }));
    }

    @Test
    void itsFailureIsThrown() {
        IOException failure = new IOException();
        assertSame(failure, assertThrows(IOException.class, () -> run(Weft.uncancellable(failing(1, failure)))));
        assertSame(failure, assertThrows(IOException.class, () -> run(Weft.uncancellable(Weft.failed(failure)))));
    }

    /** {@code while (true) await(uncancellable(ready))}, which counts its rounds. */
    private static final class Endless extends Frame<Object> {
        private final Script.Step source;
        private int rounds;

        Endless(Script.Step source) {
            this.source = source;
        }

        @Override
        protected Object resume(FrameDriver driver) throws Throwable {
            if (state > 0) {
                Suspension.resumed(driver);
            }
            while (true) {
                if (++rounds > 100_000) {
                    throw new AssertionError("it cannot be cancelled");
                }
                if (Script.awaitAny(source.apply(null), driver) == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
            }
        }

        @Override
        protected StackTraceElement position() {
            return new StackTraceElement("Endless", "loop", "Endless.java", 1);
        }
    }

    private void assertEnds(Script.Step source) {
        Endless endless = new Endless(source);
        Task<Object> task = loop.start(endless);
        runTurns(3);
        int before = endless.rounds;
        assertTrue(before > 0, "it runs");
        task.cancel("own");
        assertThrows(CancellationException.class, () -> run(task));
        int behind = endless.rounds - before;
        assertTrue(behind <= 3 * 128, behind + " rounds after the request");
    }

    @Test
    void aLoopOverWhatIsUncancellableCanBeCancelled() {
        CompletableFuture<Object> ready = CompletableFuture.completedFuture(1);
        assertEnds(v -> Weft.uncancellable(Weft.result(1)));
        assertEnds(v -> Weft.uncancellable(script("stage").await(ready)));
        assertEnds(v -> Weft.uncancellable(script("two").await(ready).await(Weft.done())));
        assertEnds(v -> Weft.uncancellable(Weft.uncancellable(script("inner").await(ready))));
        assertEnds(v -> Weft.uncancellable(Weft.yieldNow()));
    }

    @Test
    void aLimitEndsSuchALoop() {
        Endless endless = new Endless(v -> Weft.uncancellable(Weft.sleep(SECOND)));
        assertThrows(TimeoutException.class, () -> run(Weft.withTimeout(SECOND.multipliedBy(2), endless)));
        assertTrue(endless.rounds <= 2 + 128 + 1, endless.rounds + " rounds");
    }

    /** The request must not cut off the second part of a clean-up. */
    @Test
    void severalPartsOfACleanUpAreNotCutOff() {
        Script<Object> cleanUp = script("clean-up");
        for (int i = 0; i < 100; i++) {
            cleanUp.await(v ->
                    Weft.uncancellable(script("part").await(Weft.yieldNow()).log(events, "part")));
        }
        Task<Object> task = loop.start(script("main").await(Weft.sleep(LONG)).caughtAwaiting(e -> {
            Task.current().cancel("again");
            return cleanUp.then(v -> rethrow(e));
        }));
        runReady();
        task.cancel("one");
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(100, events.size());
    }

    @Test
    void eachRequestHasABudgetOfItsOwn() {
        Script<Object> main = script("main").await(Weft.sleep(LONG)).caught(e -> null);
        for (int part = 0; part < 3; part++) {
            for (int i = 0; i < 100; i++) {
                main.await(v -> Weft.uncancellable(Weft.yieldNow()));
            }
            main.await(Weft.yieldNow()).caught(e -> {
                events.add(e.getMessage());
                return null;
            });
            main.then(v -> Task.current().cancel("next"));
        }
        Task<Object> task = loop.start(main);
        runReady();
        task.cancel("first");
        run(task);
        assertEquals(List.of("next", "next"), events);
    }
}
