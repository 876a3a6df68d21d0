package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Awaiting what the JDK calls a stage. */
@Tag("jdk")
class StageTest extends LoopFixture {
    private final CompletableFuture<Object> future = new CompletableFuture<>();
    private final IOException failure = new IOException("x");

    @Test
    void aCompletedOneDoesNotSuspend() {
        future.complete(1);
        Script<Object> main = script("main").await(future).await(v -> future.minimalCompletionStage());
        assertEquals(1, run(main));
        assertEquals(0, main.suspensions);
    }

    @Test
    void aCompletedNullIsAValue() {
        future.complete(null);
        assertEquals("null", run(script("main").await(future).then(String::valueOf)));
    }

    @Test
    void aLaterOneWakesTheTask() {
        Script<Object> main = script("main").await(future);
        loop.start(script("completer").then(v -> future.complete(2)));
        Task<Object> task = loop.start(main);
        loop.execute(() -> future.complete(3));
        assertEquals(2, run(task));
    }

    @Test
    void aLaterValueSuspendsOnce() {
        Script<Object> main = script("main").await(future);
        Task<Object> task = loop.start(main);
        loop.execute(() -> future.complete(3));
        assertEquals(3, run(task));
        assertEquals(1, main.suspensions);
    }

    @Test
    void theOriginalExceptionIsThrownReadyOrNot() {
        Task<Object> task = loop.start(script("main").await(future));
        loop.execute(() -> future.completeExceptionally(failure));
        assertSame(failure, assertThrows(IOException.class, () -> run(task)));
        assertSame(
                failure,
                assertThrows(IOException.class, () -> run(script("late").await(future))));
    }

    @Test
    void oneWrapperIsTakenOffReadyOrNot() {
        CompletableFuture<Object> dependent = future.thenApply(v -> v);
        Task<Object> task = loop.start(script("main").await(dependent));
        loop.execute(() -> future.completeExceptionally(failure));
        assertSame(failure, assertThrows(IOException.class, () -> run(task)));
        assertSame(
                failure,
                assertThrows(IOException.class, () -> run(script("late").await(dependent))));
    }

    @Test
    void onlyOneWrapperIsTakenOff() {
        CompletionException inner = new CompletionException(failure);
        future.completeExceptionally(new CompletionException(inner));
        assertSame(
                inner,
                assertThrows(CompletionException.class, () -> run(script("main").await(future))));
    }

    @Test
    void aWrapperAroundNothingStays() {
        CompletionException bare = new CompletionException("bare", null);
        future.completeExceptionally(bare);
        assertSame(
                bare,
                assertThrows(CompletionException.class, () -> run(script("main").await(future))));
    }

    @Test
    void aCancelledStageIsACancellationException() {
        Task<Object> task = loop.start(script("main").await(future).caught(e -> e.getClass()));
        loop.execute(() -> future.cancel(false));
        assertEquals(CancellationException.class, run(task));
        assertEquals(
                CancellationException.class, run(script("late").await(future).caught(e -> e.getClass())));
    }

    /** As the JDK's HTTP client does, whose requests go on after a {@code cancel(false)}. */
    @Test
    void aStageThatIsInterruptedWhenItIsCancelledIs() {
        AtomicReference<Boolean> mayInterrupt = new AtomicReference<>();
        CompletableFuture<Object> request = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                mayInterrupt.set(mayInterruptIfRunning);
                return super.cancel(mayInterruptIfRunning);
            }
        };
        Task<Object> task = loop.start(script("main").await(request));
        loop.execute(task::cancel);
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(true, mayInterrupt.get());
    }

    @Test
    void aStageWhoseCancelThrowsIsReportedAndTheTaskEnds() {
        IllegalStateException refused = new IllegalStateException("refused");
        CompletableFuture<Object> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                throw refused;
            }
        };
        Task<Object> waiting = loop.start(script("waiting").await(stubborn));
        Task<Object> early =
                loop.start(script("early").then(v -> Task.current().cancel()).await(stubborn));
        loop.execute(waiting::cancel);
        runReady();
        assertEquals(Task.Status.CANCELLED, waiting.status());
        assertEquals(Task.Status.CANCELLED, early.status());
        assertEquals(List.of(refused, refused), uncaught.take());
    }
}
