package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ContextLocalTest extends LoopFixture {
    private final ContextLocal<String> user = ContextLocal.create("user");

    private Script<Object> reader() {
        return script("reader").await(Weft.yieldNow()).then(v -> user.orElse("nobody"));
    }

    @Test
    void isBoundForWhatIsAwaitedAndStartedAndNotOutside() {
        assertFalse(user.isBound());
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
        assertFalse(user.isBound());
        source.complete(1);
        hot.join();
        assertFalse(user.isBound());
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
}
