package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who gives up waiting leaves nothing of itself at what it has waited for. */
@Tag("jdk")
class AbandonedWaitsTest extends LoopFixture {
    /** A source that cannot be cancelled, and keeps its callbacks. */
    private static final class Endless extends CompletableFuture<Object> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }

    /** Starts a task that waits, cancels it, and returns what is left of it. */
    private WeakReference<Task<?>> cancelledWait(Object source) {
        Task<Object> task = loop.start(script("waits").await(source));
        runReady();
        task.cancel();
        runReady();
        assertTrue(task.isCancelled(), task::toString);
        return new WeakReference<>(task);
    }

    private static void assertCollected(WeakReference<?> left) throws InterruptedException {
        for (int i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(left.get());
    }

    @Test
    void atAStageThatNeverEnds() throws InterruptedException {
        Endless stage = new Endless();
        assertCollected(cancelledWait(stage));
        assertCollected(cancelledWait(stage.minimalCompletionStage()));
        assertNotNull(stage);
    }

    @Test
    void atAnAwaiterThatKeepsItsWakeUp() throws InterruptedException {
        List<Runnable> kept = new ArrayList<>();
        assertCollected(cancelledWait(new Awaiter<Object>() {
            @Override
            public boolean isReady() {
                return false;
            }

            @Override
            public Object result() {
                throw new AssertionError("it was cancelled");
            }

            @Override
            public void onReady(Runnable wake) {
                kept.add(wake);
            }
        }));
        kept.get(0).run(); // too late, and ignored
        runReady();
    }

    @Test
    void atATask() throws InterruptedException {
        Task<Object> slow = loop.start(after(9, "slow"));
        assertCollected(cancelledWait(slow));
        assertCollected(cancelledWait(Weft.shield(slow)));
        assertCollected(cancelledWait(Weft.waitAll(List.of(slow))));
        assertCollected(cancelledWait(Weft.waitFirst(List.of(slow), LONG)));
        WeakReference<?> future = cancelledFuture(slow);
        runReady(); // the loop hears of it
        assertCollected(future);
        run(slow);
    }

    private static WeakReference<?> cancelledFuture(Task<Object> task) {
        CompletableFuture<Object> future = task.toCompletableFuture();
        future.cancel(false);
        return new WeakReference<>(future);
    }

    @Test
    void aStageThatEndsLaterIsNoHarm() {
        Endless stage = new Endless();
        cancelledWait(stage);
        stage.complete("late");
        runReady();
    }

    private static final int MANY = 10_000;

    private static void assertKeepsLittle(Runnable wait) {
        wait.run();
        long before = FootprintTest.retained();
        for (int i = 0; i < MANY; i++) {
            wait.run();
        }
        long each = (FootprintTest.retained() - before) / MANY;
        assertTrue(each <= 16, each + " bytes are kept for each");
    }

    private CompletableFuture<Object> hotWait(CompletableFuture<Object> stage) {
        return script("hot").await(stage).then(v -> "got " + v).hot();
    }

    @Test
    void manyCancelledWaitsAtOneStageKeepNoMoreThanOne() {
        Endless stage = new Endless();
        assertKeepsLittle(() -> hotWait(stage).cancel(true));
        Endless ofLoop = new Endless();
        assertKeepsLittle(() -> {
            Task<Object> task = loop.start(script("waits").await(ofLoop));
            runTurns(2);
            task.cancel();
            runTurns(3);
            assertTrue(task.isCancelled(), task::toString);
        });
        stage.complete(1);
        ofLoop.complete(1);
    }

    @Test
    void whoTakesAWaitOverGetsTheOutcome() {
        Endless stage = new Endless();
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(hotWait(stage));
        }
        for (CompletableFuture<Object> call : calls) {
            call.cancel(true);
        }
        Task<Object> task = loop.start(script("waits").await(stage));
        runReady();
        for (int i = 0; i < 7; i++) { // more than were given up
            calls.set(i % 5, hotWait(stage));
        }
        assertEquals(8, stage.getNumberOfDependents(), "five were there");
        stage.complete("value");
        assertEquals("value", run(task));
        for (CompletableFuture<Object> call : calls) {
            assertEquals("got value", call.join());
        }
        assertEquals("got value", hotWait(stage).join());
    }

    @Test
    void aStageThatEndsWhileNobodyWaitsWakesNobody() {
        Endless stage = new Endless();
        hotWait(stage).cancel(true);
        stage.completeExceptionally(new IllegalStateException("late"));
        CompletableFuture<Object> call = hotWait(stage);
        assertEquals(
                "late",
                assertThrows(CompletionException.class, call::join).getCause().getMessage());
    }

    /** It may call back with what it has found on the thread that registered, or may drop callbacks. */
    @Test
    void aStageThatRegistersInItsOwnWayIsAskedEachTime() {
        int[] registered = new int[1];
        CompletableFuture<Object> stage = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
                registered[0]++;
                return super.whenComplete(action);
            }

            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        hotWait(stage).cancel(true);
        CompletableFuture<Object> call = hotWait(stage);
        assertEquals(2, registered[0]);
        stage.complete("value");
        assertEquals("got value", call.join());
    }
}
