package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hot methods, with and without a loop. */
@Tag("jdk")
class HotTest extends LoopFixture {
    private final CompletableFuture<Object> source = new CompletableFuture<>();

    @Test
    void runsAtOnceAndIsDoneIfItNeverSuspends() {
        CompletableFuture<Object> future =
                script("hot").log(events, "ran").await(Weft.result(1)).give(2).hot();
        assertEquals(List.of("ran"), events);
        assertEquals(2, future.join());
        assertSame(CompletableFuture.class, future.getClass());
    }

    @Test
    void aFailureBeforeTheFirstSuspensionFailsTheFuture() {
        IOException failure = new IOException();
        CompletableFuture<Object> future =
                script("hot").await(Weft.failed(failure)).hot();
        assertSame(
                failure, assertThrows(CompletionException.class, future::join).getCause());
    }

    @Test
    void withoutALoopItResumesOnTheCompletingThread() throws Exception {
        Thread[] resumedOn = new Thread[1];
        CompletableFuture<Object> future = script("hot")
                .await(source)
                .then(v -> {
                    resumedOn[0] = Thread.currentThread();
                    return v + "!";
                })
                .hot();
        assertFalse(future.isDone(), future::toString);
        Thread completer = new Thread(() -> source.complete("value"));
        completer.start();
        completer.join();
        assertEquals("value!", future.join());
        assertSame(completer, resumedOn[0]);
    }

    @Test
    void onALoopItResumesThere() {
        Script<Object> hot = script("hot")
                .await(source)
                .then(v -> {
                    assertSame(loop, EventLoop.running());
                    assertEquals(Task.Status.RUNNING, Task.current().status());
                    return v;
                })
                .await(Weft.sleep(Duration.ofSeconds(1)))
                .give("end");
        Script<Object> main = script("main").await(v -> {
            CompletableFuture<Object> future = hot.hot();
            assertEquals(2, loop.tasks().size());
            new Thread(() -> source.complete(1)).start();
            return future;
        });
        assertEquals("end", run(main));
        assertEquals(Duration.ofSeconds(1), time.elapsed());
    }

    @Test
    void loopBoundOperationsWithoutALoopSaySo() {
        CompletableFuture<Object> future = script("hot").await(Weft.yieldNow()).hot();
        Throwable e = assertThrows(CompletionException.class, future::join).getCause();
        assertTrue(e instanceof IllegalStateException && e.getMessage().contains("loop"), e.toString());
        future = script("hot").await(Weft.gather(Weft.done())).hot();
        assertTrue(future.isCompletedExceptionally(), future::toString);
        future = script("hot").then(v -> Task.current()).hot();
        assertTrue(future.isCompletedExceptionally(), future::toString);
        future = script("hot").then(v -> Weft.start(Weft.done())).hot();
        assertTrue(future.isCompletedExceptionally(), future::toString);
    }

    @Test
    void aTaskOfALoopCanBeAwaitedWithoutOne() {
        Task<Object> task = loop.start(script("task").await(Weft.yieldNow()).give("value"));
        CompletableFuture<Object> future = script("hot").await(task).hot();
        run(task);
        runReady();
        assertEquals("value", future.join());
    }

    @Test
    void dependentFuturesAreOrdinaryOnes() {
        CompletableFuture<Object> future = script("hot").await(source).hot();
        CompletableFuture<Object> dependent = future.thenApply(v -> v);
        assertSame(CompletableFuture.class, dependent.getClass());
        dependent.cancel(false);
        source.complete(1);
        assertEquals(1, future.join());
    }
}
