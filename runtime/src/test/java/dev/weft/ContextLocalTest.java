package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // tasks are kept by their loop
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
}
