package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Context locals through every way to run a coroutine, and after it. */
class ContextCornerTest extends LoopFixture {
    private static final ContextLocal<String> USER = ContextLocal.create("user");
    private static final ContextLocal<String> OTHER = ContextLocal.create("other");

    private static String seen() {
        return USER.orElse("-") + OTHER.orElse("-");
    }

    private Script<Object> reads(String name) {
        return script(name)
                .then(v -> events.add(name + " " + seen()))
                .await(Weft.yieldNow())
                .then(v -> events.add(name + " " + seen()))
                .then(v -> seen());
    }

    private Object inside(Script.Step body) {
        Script<Object> main = script("main")
                .await(v -> USER.where("u", script("inside").await(body)))
                .then(v -> {
                    assertFalse(USER.isBound());
                    return v;
                });
        return run(main);
    }

    @Test
    void whatCombinatorsStartSeesIt() throws TimeoutException {
        assertEquals(List.of("u-", "u-"), inside(v -> Weft.gather(reads("a"), reads("b"))));
        assertEquals("u-", inside(v -> Weft.withTimeout(Duration.ofDays(1), reads("a"))));
        assertEquals("u-", inside(v -> Weft.shield(reads("a"))));
        assertEquals("u-", inside(v -> TaskGroup.run(group -> reads("body"))));
        assertEquals(
                "u-",
                inside(v -> Weft.asCompleted(List.of(reads("a"))).iterator().next()));
        assertEquals("u-", inside(v -> Weft.blocking(ContextCornerTest::seen)));
        assertEquals("u-", inside(v -> Weft.start(() -> reads("deferred"))));
    }

    @Test
    void aTaskKeepsTheValuesOfItsStartThoughTheStarterGoesOnWithOthers() {
        AsyncEvent gate = new AsyncEvent();
        Script<Object> late = script("late").await(gate.whenSet()).await(reads("late"));
        Script<Object> main = script("main")
                .await(v -> USER.where("first", script("first").then(w -> Weft.start(late))))
                .await(v -> USER.where("second", script("second").then(w -> {
                    gate.set();
                    return null;
                })))
                .await(Weft.yieldNow())
                .await(Weft.yieldNow())
                .await(Weft.yieldNow());
        run(main);
        assertEquals(List.of("late first-", "late first-"), events);
    }

    @Test
    void siblingsAndTheirParentDoNotSeeOneAnother() {
        run(USER.where(
                "parent",
                script("parent")
                        .await(v -> Weft.gather(OTHER.where("a", reads("a")), USER.where("b", reads("b")), reads("c")))
                        .await(reads("parent"))));
        assertEquals(
                List.of(
                        "a parenta",
                        "b b-",
                        "c parent-",
                        "a parenta",
                        "b b-",
                        "c parent-",
                        "parent parent-",
                        "parent parent-"),
                events);
    }

    @Test
    void bindingsNestAndComeOffInsideOut() {
        run(script("main")
                .await(v -> USER.where(
                        "1",
                        script("one")
                                .await(reads("outer"))
                                .await(w -> USER.where("2", reads("inner")))
                                .await(reads("again"))))
                .await(reads("after")));
        assertEquals(
                List.of("outer 1-", "outer 1-", "inner 2-", "inner 2-", "again 1-", "again 1-", "after --", "after --"),
                events);
    }

    @Test
    void afterAFailureOrACancellationItIsAsBefore() {
        Script<Object> failing = script("failing").await(Weft.yieldNow()).then(v -> {
            throw new IOException();
        });
        run(script("main").await(USER.where("u", failing)).caughtAwaiting(e -> reads("after")));
        Task<Object> task = loop.start(script("task")
                .await(USER.where(
                        "u",
                        script("sleeps").await(Weft.sleep(Duration.ofDays(1))).caughtAwaiting(e -> {
                            events.add("clean-up " + seen());
                            return Weft.failed(e);
                        })))
                .caughtAwaiting(e -> script("outside").await(reads("cancelled")).then(v -> {
                    throw e;
                })));
        runReady();
        task.cancel();
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(List.of("after --", "after --", "clean-up u-", "cancelled --", "cancelled --"), events);
    }

    @Test
    void aStageThatAnotherTaskCompletesDoesNotBringItsBindings() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Task<Object> waits =
                loop.start(USER.where("waits", script("waits").await(stage).await(reads("waits"))));
        loop.start(USER.where("completes", script("completes").then(v -> stage.complete(1))));
        run(waits);
        assertEquals(List.of("waits waits-", "waits waits-"), events);
    }

    @Test
    void callbacksOfTheLoopAreNobodysCode() {
        inside(v -> {
            loop.execute(() -> events.add("callback " + seen()));
            return Weft.yieldNow();
        });
        assertEquals(List.of("callback --"), events);
        assertFalse(USER.isBound());
    }

    @Test
    void aNullIsAValue() {
        assertEquals("null-", run(USER.where(null, script("main").then(v -> USER.get() + OTHER.orElse("-")))));
    }
}
