package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.internal.task.EventLoopImpl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thread-local follows coroutines, and is seen by nobody else. */
class ContextCarrierTest extends LoopFixture {
    private static final ThreadLocal<String> MDC = new ThreadLocal<>();

    @BeforeEach
    void install() {
        ContextCarrier.install(() -> {
            String captured = MDC.get();
            return () -> {
                String before = MDC.get();
                MDC.set(captured);
                return () -> MDC.set(before);
            };
        });
    }

    @AfterEach
    void uninstall() {
        ContextCarrier.install(null);
        MDC.remove();
    }

    private Script<Object> logging(String name) {
        return script(name)
                .then(v -> events.add(name + " " + MDC.get()))
                .await(Weft.yieldNow())
                .then(v -> events.add(name + " " + MDC.get()));
    }

    private static Object set(String value) {
        MDC.set(value);
        return value;
    }

    @Test
    void whatATaskSetsIsThereAfterASuspensionAndNobodyElseSeesIt() {
        MDC.set("outside");
        run(Weft.gather(
                script("set").then(v -> set("a")).await(v -> logging("a")),
                script("set").then(v -> set("b")).await(v -> logging("b")),
                logging("c")));
        assertEquals(List.of("a a", "b b", "c outside", "a a", "b b", "c outside"), events);
        assertEquals("outside", MDC.get());
    }

    @Test
    void aTaskBeginsWithWhatItsStarterHad() {
        run(script("main")
                .then(v -> set("first"))
                .then(v -> loop.start(logging("child")))
                .then(v -> set("second"))
                .await(Weft.yieldNow())
                .await(Weft.yieldNow())
                .then(v -> events.add("main " + MDC.get())));
        assertEquals(List.of("child first", "child first", "main second"), events);
        assertNull(MDC.get());
    }

    @Test
    void alsoIfThatIsAnotherThread() throws InterruptedException {
        Thread other = new Thread(() -> {
            MDC.set("request 7");
            loop.start(logging("task"));
        });
        other.start();
        other.join();
        runReady();
        assertEquals(List.of("task request 7", "task request 7"), events);
    }

    @Test
    void blockingWorkHasIt() {
        try (EventLoop real = uncaught.watch(EventLoop.create())) {
            Object seen = real.runUntilComplete(script("main")
                    .then(v -> set("a"))
                    .await(v -> Weft.blocking(() -> MDC.get() + " on " + (Thread.currentThread() == runner(real)))));
            assertEquals("a on false", seen);
        }
    }

    private static Thread runner(EventLoop loop) {
        return ((EventLoopImpl) loop).runner();
    }

    @Test
    void contextLocalsAreAsBefore() {
        ContextLocal<String> user = ContextLocal.create("user");
        Script<Object> inner = script("inner")
                .then(v -> set("a"))
                .await(Weft.yieldNow())
                .then(v -> events.add(user.get() + " " + MDC.get()))
                .await(v -> Weft.start(logging("child")))
                .then(v -> events.add(user.get() + " " + MDC.get()));
        run(script("main")
                .await(user.where("ann", inner))
                .then(v -> events.add(user.orElse("nobody") + " " + MDC.get())));
        assertEquals(List.of("ann a", "child a", "child a", "ann a", "nobody a"), events);
    }

    @Test
    void aHotMethodWithoutALoopHasItOnWhateverThreadItGoesOn() throws Exception {
        CompletableFuture<Object> source = new CompletableFuture<>();
        MDC.set("caller");
        CompletableFuture<Object> hot = script("hot")
                .await(source)
                .then(v -> events.add("resumed " + MDC.get()))
                .hot();
        hot.thenRun(() -> events.add("dependent " + MDC.get()));
        Thread other = new Thread(() -> {
            MDC.set("completer");
            source.complete("now");
            events.add("afterwards " + MDC.get());
        });
        other.start();
        other.join();
        assertEquals(List.of("resumed caller", "dependent completer", "afterwards completer"), events);
    }

    @Test
    void aHotMethodOnALoopHasItAfterItsSuspension() {
        run(script("main")
                .then(v -> set("caller"))
                .await(v -> logging("hot").hot())
                .then(v -> events.add("main " + MDC.get())));
        assertEquals(List.of("hot caller", "hot caller", "main caller"), events);
    }

    @Test
    void aCarrierThatFailsIsReportedAndTheStepRuns() {
        IllegalStateException broken = new IllegalStateException("broken");
        ContextCarrier.install(() -> () -> {
            throw broken;
        });
        run(logging("task"));
        assertEquals(List.of("task null", "task null"), events);
        assertEquals(List.of(broken, broken), uncaught.take());
    }

    @Test
    void bindHereBindsForTheTaskOnlyAndUnbindHereTakesItBack() {
        ContextLocal<String> user = ContextLocal.create("user");
        Script<Object> main = script("main")
                .then(v -> {
                    user.bindHere("ann");
                    user.bindHere("eve");
                    loop.execute(() -> events.add("callback " + user.isBound()));
                    return null;
                })
                .await(Weft.yieldNow())
                .then(v -> {
                    events.add(user.get());
                    user.unbindHere();
                    return events.add("bound " + user.isBound());
                });
        run(main);
        assertEquals(List.of("callback false", "eve", "bound false"), events);
        user.bindHere("thread");
        assertEquals("thread", user.get());
        user.unbindHere();
        assertEquals("nobody", user.orElse("nobody"));
        loop.execute(() -> user.bindHere("callback"));
        runReady();
        assertEquals(IllegalStateException.class, uncaught.takeOne().getClass());
    }
}
