package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Woven classes are unloaded with their class loader once none of their coroutines can run any more, and not before. */
@Tag("jdk")
@Timeout(60)
@Case(91)
class UnloadingTest {

    private static final String SOURCE = """
            import static dev.weft.Weft.*;
            import dev.weft.*;
            import java.util.concurrent.*;

            public class Plugin {
                @Async
                public static Coroutine<Integer> cold(CompletionStage<Integer> stage) {
                    int sum = await(stage);
                    await(yieldNow());
                    return result(sum + await(stage));
                }

                @Async
                public static CompletableFuture<Integer> hot(CompletionStage<Integer> stage) {
                    return CompletableFuture.completedFuture(1 + await(stage));
                }
            }
            """;
    private static final ClassFiles WOVEN = Weaving.weave(
            FrontEnd.JAVAC.compile(List.of(new SourceText("Plugin", SOURCE)), Weaving.runtime(), "--release", "17"),
            Weaving.runtime());

    private final CompletableFuture<Integer> gate = new CompletableFuture<>();

    private Object call(ClassLoader loader, String method) throws ReflectiveOperationException {
        return loader.loadClass("Plugin")
                .getMethod(method, CompletionStage.class)
                .invoke(null, gate);
    }

    private static void assertCollected(WeakReference<?> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        assertNull(reference.get());
    }

    private WeakReference<ClassLoader> runInALoaderOfItsOwn(EventLoop loop) throws ReflectiveOperationException {
        var loader = WOVEN.loader("plugin");
        var task = loop.start((Coroutine<?>) call(loader, "cold"));
        var future = (CompletableFuture<?>) call(loader, "hot");
        gate.complete(20);
        assertEquals(40, loop.runUntilComplete(task));
        assertEquals(21, future.join());
        return new WeakReference<>(loader);
    }

    /** The loop is still open, and it holds none of the classes. */
    @Test
    void classesAreUnloadedWhenTheirTasksAreDone() throws ReflectiveOperationException {
        try (var loop = EventLoop.create()) {
            assertCollected(runInALoaderOfItsOwn(loop));
        }
    }

    private Task<?> suspended(EventLoop loop) throws ReflectiveOperationException {
        var task = loop.start((Coroutine<?>) call(WOVEN.loader("plugin"), "cold"));
        loop.execute(loop::stop);
        loop.runForever();
        return task;
    }

    @Test
    void aSuspendedTaskKeepsItsClasses() throws ReflectiveOperationException {
        try (var loop = EventLoop.create()) {
            var task = suspended(loop);
            System.gc();
            gate.complete(4);
            assertEquals(8, loop.runUntilComplete(task));
            assertNotNull(task);
        }
    }

    /** Nobody has a reference to the awaited future any more. */
    @Test
    void anUnfinishedHotCallThatNobodyCanResumeIsCollected() throws ReflectiveOperationException {
        assertCollected(hotAndForgotten());
    }

    private static WeakReference<ClassLoader> hotAndForgotten() throws ReflectiveOperationException {
        var loader = WOVEN.loader("plugin");
        new UnloadingTest().call(loader, "hot");
        return new WeakReference<>(loader);
    }
}
