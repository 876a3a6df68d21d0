package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ContextLocalTest extends LoopFixture {
    private final ContextLocal<String> user = ContextLocal.create("user");

    private Script<Object> reader() {
        return script("reader").await(Weft.yieldNow()).then(v -> user.orElse("nobody"));
    }

    @Test
    void isBoundForWhatIsAwaitedAndStartedAndNotOutside() {
        assertFalse(user.isBound(), () -> "bound to " + user.orElse(null));
        assertThrows(NoSuchElementException.class, user::get);
        Script<Object> inside = script("inside")
                .then(v -> events.add(user.get()))
                .await(v -> reader())
                .then(v -> events.add("awaited " + v))
                .await(v -> Weft.start(reader()))
                .then(v -> events.add("started " + v))
                .await(v -> user.where("inner", reader()))
                .then(v -> events.add("inner " + v))
                .then(v -> events.add(user.get()));
        run(script("main").await(user.where("ann", inside)).then(v -> events.add("after " + user.isBound())));
        assertEquals(List.of("ann", "awaited ann", "started ann", "inner inner", "ann", "after false"), events);
    }

    @Test
    void tasksDoNotSeeEachOthersBindings() {
        assertEquals(
                List.of("a", "b", "nobody"),
                run(Weft.gather(user.where("a", reader()), user.where("b", reader()), reader())));
    }

    @Test
    void aFailureEndsTheBindingToo() {
        Script<Object> failing = script("failing").await(Weft.yieldNow()).then(v -> {
            throw new IOException();
        });
        Script<Object> main = script("main").await(user.where("a", failing)).caught(e -> user.orElse("nobody"));
        assertEquals("nobody", run(main));
    }

    @Test
    void aStartedTaskKeepsWhatWasBoundThen() {
        Script<Object> main = script("main");
        Script<Object> starter = script("starter").then(v -> Weft.start(reader()));
        main.await(user.where("then", starter)).await(v -> (Task<?>) v);
        assertEquals("then", run(main));
    }

    /** A hot method that reads before and after its first suspension, inside and outside the binding. */
    private CompletableFuture<Object> hotReader(Object suspension) {
        Script<Object> inside = script("inside")
                .then(v -> events.add("inside " + user.get()))
                .await(v -> suspension)
                .then(v -> events.add("resumed " + user.get()));
        return script("hot")
                .then(v -> events.add("before " + user.orElse("nobody")))
                .await(user.where("hot", inside))
                .then(v -> events.add("after " + user.orElse("nobody")))
                .hot();
    }

    @Test
    void aBindingInsideAHotMethodIsThereBeforeItsFirstSuspension() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        Script<Object> caller = script("caller")
                .then(v -> {
                    CompletableFuture<Object> hot = hotReader(source);
                    events.add("caller " + user.get());
                    loop.execute(() -> source.complete(1));
                    return hot;
                })
                .await(v -> v)
                .then(v -> events.add("caller " + user.get()));
        run(user.where("ann", caller));
        assertEquals(
                List.of("before ann", "inside hot", "caller ann", "resumed hot", "after ann", "caller ann"), events);
    }

    @Test
    void alsoIfItNeverSuspends() {
        Script<Object> caller = script("caller")
                .await(v -> hotReader(Weft.result(1)))
                .then(v -> events.add("caller " + user.isBound()));
        run(caller);
        assertEquals(List.of("before nobody", "inside hot", "resumed hot", "after nobody", "caller false"), events);
    }

    @Test
    void alsoWithoutALoop() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> hot = hotReader(source);
        assertFalse(user.isBound(), () -> "bound to " + user.orElse(null));
        source.complete(1);
        hot.join();
        assertFalse(user.isBound(), () -> "bound to " + user.orElse(null));
        assertEquals(List.of("before nobody", "inside hot", "resumed hot", "after nobody"), events);
    }

    @Test
    void aHotMethodWithoutALoopDoesNotSeeWhatTheTaskThatWakesItHasBound() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> hot = hotReader(source);
        run(user.where("waker", script("waker").then(v -> source.complete(1)).then(v -> events.add(user.get()))));
        hot.join();
        assertEquals(List.of("before nobody", "inside hot", "resumed hot", "after nobody", "waker"), events);
    }

    @Test
    void whatAHotMethodStartsInsideABindingSeesIt() {
        Script<Object> inside = script("inside").then(v -> Weft.start(reader()));
        Script<Object> caller = script("caller")
                .await(v -> script("hot").await(user.where("hot", inside)).hot())
                .await(v -> (Task<?>) v);
        assertEquals("hot", run(caller));
    }

    // ---- through every way to run a coroutine, and after it; after the test suites of asyncio, AnyIO and Trio

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
                    assertFalse(USER.isBound(), () -> "bound to " + USER.orElse(null));
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
        assertEquals("u-", inside(v -> Weft.blocking(ContextLocalTest::seen)));
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
        assertFalse(USER.isBound(), () -> "bound to " + USER.orElse(null));
    }

    @Test
    void aNullIsAValue() {
        assertEquals("null-", run(USER.where(null, script("main").then(v -> USER.get() + OTHER.orElse("-")))));
    }

    private static final int GENERATIONS = 200;

    /** A task that binds a new value for the next one, and starts that, and so on; the last one waits. */
    private Coroutine<Object> generation(
            int left, List<WeakReference<Object>> values, Function<Coroutine<Object>, Coroutine<Object>> bound) {
        return script("generation").then(v -> left).await(v -> {
            if (left == 0) {
                return Weft.sleep(LONG);
            }
            loop.start(bound.apply(generation(left - 1, values, bound)));
            return Weft.yieldNow();
        });
    }

    private Coroutine<Object> where(
            ContextLocal<Object> key, List<WeakReference<Object>> values, Coroutine<Object> next) {
        Object value = new Object();
        values.add(new WeakReference<>(value));
        return key.where(value, next);
    }

    private static void assertFewAreKept(List<WeakReference<Object>> values, int most) throws InterruptedException {
        long kept = Long.MAX_VALUE;
        for (int i = 0; i < 50 && kept > most; i++) {
            System.gc();
            kept = values.stream().filter(value -> value.get() != null).count();
            Thread.sleep(kept > most ? 10 : 0);
        }
        assertTrue(kept <= most, kept + " of " + values.size() + " values are kept");
    }

    @Test
    void shadowedValuesAreNotKept() throws InterruptedException {
        ContextLocal<Object> key = ContextLocal.create("request");
        List<WeakReference<Object>> values = new ArrayList<>();
        loop.start(generation(GENERATIONS, values, next -> where(key, values, next)));
        runReady();
        assertEquals(GENERATIONS, values.size());
        assertFewAreKept(values, 2);
    }

    @Test
    void norIfSeveralAreBoundInTurn() throws InterruptedException {
        ContextLocal<Object> request = ContextLocal.create("request");
        ContextLocal<Object> user = ContextLocal.create("user");
        List<WeakReference<Object>> values = new ArrayList<>();
        loop.start(generation(
                GENERATIONS,
                values,
                next -> where(request, values, where(user, values, where(request, values, next)))));
        runReady();
        assertEquals(3 * GENERATIONS, values.size());
        assertFewAreKept(values, 6);
    }

    /** The value that was shadowed is there again behind the inner coroutine. */
    @Test
    void aShadowedValueComesBack() {
        ContextLocal<Object> key = ContextLocal.create("request");
        ContextLocal<Object> other = ContextLocal.create("other");
        run(key.where(
                "outer",
                other.where(
                        "other",
                        script("outer")
                                .await(v -> key.where(
                                        "inner",
                                        script("inner")
                                                .await(Weft.yieldNow())
                                                .then(w -> events.add(key.get() + " " + other.get()))))
                                .then(v -> events.add(key.get() + " " + other.get())))));
        assertEquals(List.of("inner other", "outer other"), events);
    }
}
