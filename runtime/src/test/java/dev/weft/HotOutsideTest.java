package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What others do to the future of a hot method: complete it, cancel it, depend on it; the coroutine does its own thing. */
@Tag("jdk")
class HotOutsideTest extends LoopFixture {
    private final CompletableFuture<Object> source = new CompletableFuture<>();

    /** A hot method that awaits the source, with and without a loop, and says how it went on. */
    private CompletableFuture<Object> hot() {
        return script("hot")
                .await(source)
                .then(v -> events.add("went on with " + v))
                .give("own")
                .caught(e -> {
                    events.add("threw " + e.getClass().getSimpleName());
                    throw e;
                })
                .hot();
    }

    @Test
    void completingItFromOutsideLeavesTheCoroutineAlone() {
        CompletableFuture<Object> future = hot();
        future.complete("outside");
        assertEquals(List.of(), events);
        source.complete(1);
        assertEquals(List.of("went on with 1"), events);
        assertEquals("outside", future.join());
    }

    @Test
    void soDoesFailingIt() {
        CompletableFuture<Object> future = hot();
        IOException failure = new IOException();
        assertTrue(future.completeExceptionally(failure), "the future was not done");
        source.complete(1);
        assertEquals(List.of("went on with 1"), events);
        assertSame(failure, assertThrows(ExecutionException.class, future::get).getCause());
        assertFalse(source.isCancelled(), source::toString);
    }

    @Test
    void soDoesATimeout() throws Exception {
        CompletableFuture<Object> future = hot();
        future.orTimeout(1, TimeUnit.MILLISECONDS);
        assertInstanceOf(
                TimeoutException.class,
                assertThrows(ExecutionException.class, future::get).getCause());
        CompletableFuture<Object> other = hot().completeOnTimeout("late", 1, TimeUnit.MILLISECONDS);
        assertEquals("late", other.get());
        assertEquals(List.of(), events);
        source.complete(1);
        assertEquals(List.of("went on with 1", "went on with 1"), events);
        assertTrue(future.isCompletedExceptionally(), future::toString);
    }

    @Test
    void soDoesOverwritingIt() {
        CompletableFuture<Object> future = hot();
        future.obtrudeValue("obtruded");
        assertFalse(future.cancel(false), "the future was done: " + future);
        source.complete(1);
        assertEquals(List.of("went on with 1"), events);
        assertEquals("obtruded", future.join());
        future.obtrudeException(new IllegalStateException("x"));
        assertThrows(CompletionException.class, future::join);
    }

    @Test
    void aCancelAfterACompletionFromOutsideDoesNotReachTheCoroutine() {
        CompletableFuture<Object> future = hot();
        future.complete("outside");
        assertFalse(future.cancel(true), "the future was done: " + future);
        assertFalse(source.isCancelled(), source::toString);
    }

    @Test
    void cancellingTwiceIsOnce() {
        CompletableFuture<Object> future = hot();
        assertTrue(future.cancel(true), "the first cancel");
        assertTrue(future.cancel(true), "a future that is cancelled says so again"); // as CompletableFuture says
        assertEquals(List.of("threw CancelledError"), events);
    }

    @Test
    void dependentsRunInTheOrderOfAnyOtherFuture() {
        CompletableFuture<Object> ordinary = new CompletableFuture<>();
        CompletableFuture<Object> future = hot();
        dependOn(ordinary, "ordinary");
        dependOn(future, "hot");
        ordinary.complete("own");
        List<String> expected =
                events.stream().map(e -> e.replace("ordinary", "hot")).toList();
        events.clear();
        source.complete(1);
        assertEquals("went on with 1", events.remove(0));
        assertEquals(expected, events);
    }

    private void dependOn(CompletableFuture<Object> future, String name) {
        future.thenAccept(v -> events.add(name + " a " + v));
        future.thenApply(v -> events.add(name + " b " + v)).thenRun(() -> events.add(name + " c"));
        future.whenComplete((v, e) -> events.add(name + " d " + v));
    }

    @Test
    void aDependentThatThrowsHarmsNobody() {
        CompletableFuture<Object> future = hot();
        CompletableFuture<Void> bad = future.thenAccept(v -> {
            throw new IllegalStateException("dependent");
        });
        source.complete(1);
        assertEquals("own", future.join());
        assertTrue(bad.isCompletedExceptionally(), bad::toString);
    }

    @Test
    void stagesMadeFromItDoNotCancelIt() {
        CompletableFuture<Object> future = hot();
        future.copy().cancel(true);
        future.thenApply(v -> v).cancel(true);
        future.minimalCompletionStage().toCompletableFuture().cancel(true);
        CompletableFuture.allOf(future).cancel(true);
        assertFalse(future.isDone(), future::toString);
        source.complete(1);
        assertEquals("own", future.join());
    }

    @Test
    void aHotFutureThatAnotherAwaitsIsCancelledWithIt() {
        CompletableFuture<Object> inner = hot();
        CompletableFuture<Object> outer = script("outer").await(inner).hot();
        outer.cancel(false);
        assertTrue(inner.isCancelled(), inner::toString);
        assertTrue(source.isCancelled(), source::toString);
        assertEquals(List.of("threw CancelledError"), events);
    }

    @Test
    void ofSeveralThatAwaitOneStageTheCancelledOneCancelsItForAll() {
        CompletableFuture<Object> one = hot();
        CompletableFuture<Object> two = hot();
        one.cancel(false);
        assertEquals(List.of("threw CancelledError", "threw CancellationException"), sorted());
        assertThrows(CancellationException.class, two::join);
    }

    private List<String> sorted() {
        return events.stream().sorted((a, b) -> a.length() - b.length()).toList();
    }

    @Test
    void onALoopItsEndIsSeenByTheLoopThoughTheFutureWasCompleted() {
        run(script("main")
                .then(v -> {
                    CompletableFuture<Object> future = hot();
                    future.complete("outside");
                    loop.schedule(Duration.ofSeconds(1), () -> source.complete(1));
                    return null;
                })
                .await(v -> Weft.sleep(Duration.ofSeconds(2))));
        assertEquals(List.of("went on with 1"), events);
        assertEquals(List.of(), List.copyOf(loop.tasks()));
    }

    @Test
    void whatALoopClosesIsCancelledAndItsFutureToo() {
        List<CompletableFuture<Object>> futures = new java.util.ArrayList<>();
        loop.execute(() -> futures.add(hot()));
        runReady();
        loop.close();
        assertTrue(futures.get(0).isCancelled(), futures.get(0)::toString);
        assertTrue(source.isCancelled(), source::toString);
        assertEquals(List.of("threw CancelledError"), events);
    }
}
