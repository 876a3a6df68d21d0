package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hot methods that wake one another, and how deep the stack gets. */
@Tag("jdk")
class HotChainTest extends LoopFixture {
    private final CompletableFuture<Object> source = new CompletableFuture<>();

    @Test
    void aWakeUpWhileItUnwindsIsHonouredWhenItsSliceEnds() throws Exception {
        CompletableFuture<Object> second = new CompletableFuture<>();
        Script<Object> inner = script("inner").await(source);
        // Between the inner method's suspension and the end of the slice, another thread completes what it waits for.
        Frame<Object> outer = new Frame<>() {
            @Override
            protected Object resume(FrameDriver task) throws Throwable {
                Object given;
                if (state < 0) {
                    given = Suspension.await(inner, task);
                    if (given == SUSPENDED) {
                        Thread other = new Thread(() -> source.complete("early"));
                        other.start();
                        other.join();
                        assertFalse(second.isDone(), second::toString);
                        state = 1;
                        Suspension.suspend(this, task);
                        return SUSPENDED;
                    }
                } else {
                    given = Suspension.resumed(task);
                }
                second.complete(Thread.currentThread());
                return given;
            }

            @Override
            protected StackTraceElement position() {
                return position("Outer", "outer", null, "\1");
            }
        };
        assertEquals("early", script("hot").await(outer).hot().join());
        assertSame(Thread.currentThread(), second.join());
    }

    @Test
    void aLongChainOfResumptionsOverflowsNothing() {
        CompletableFuture<Object> last = source;
        for (int i = 0; i < 100_000; i++) {
            CompletableFuture<Object> before = last;
            last = script("link").await(before).hot();
        }
        source.complete("end");
        assertEquals("end", last.join());
    }

    @Test
    void aLongChainOfFailuresOverflowsNothing() {
        CompletableFuture<Object> last = source;
        for (int i = 0; i < 10_000; i++) {
            CompletableFuture<Object> before = last;
            last = script("link").await(before).hot();
        }
        IOException failure = new IOException();
        source.completeExceptionally(failure);
        assertSame(failure, assertThrows(CompletionException.class, last::join).getCause());
        assertTrue(failure.getStackTrace().length < 2_000, () -> failure.getStackTrace().length + " elements");
    }

    /** So does a library that was woven, and whose callers still wait for each result. */
    @Test
    void whatATaskWakesWhileItRunsRunsAtOnce() {
        assertEquals(100, nested(100));
    }

    /** It was about to park, so its loop knows it; but it came to its end in the first slice. */
    @Test
    void aMethodWhoseAwaitIsWokenAtOnceLeavesNoTaskBehind() {
        Awaiter<Object> atOnce = new Awaiter<>() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() {
                return "value";
            }

            @Override
            public void onReady(Runnable wake) {
                wake.run();
            }
        };
        loop.execute(() -> {
            assertEquals("value", script("hot").await(atOnce).hot().join());
            events.add("done");
        });
        runReady();
        assertEquals(List.of("done"), events);
        assertEquals(Set.of(), loop.tasks());
    }

    @Test
    void aDeepRecursionInAHotMethodWithoutALoop() {
        Coroutine<Object> deep = Weft.result(0);
        for (int i = 0; i < 100_000; i++) {
            Coroutine<Object> below = deep;
            deep = script("level").await(below).then(v -> (int) v + 1);
        }
        assertEquals(100_000, script("hot").await(deep).hot().join());
    }

    private int nested(int depth) {
        if (depth == 0) {
            return 0;
        }
        CompletableFuture<Object> gate = new CompletableFuture<>();
        CompletableFuture<Object> hot = script("level")
                .await(gate)
                .then(v -> (int) v + nested(depth - 1))
                .hot();
        gate.complete(1);
        assertTrue(hot.isDone(), hot::toString);
        return (int) hot.join();
    }
}
