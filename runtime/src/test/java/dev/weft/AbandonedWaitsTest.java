package dev.weft;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
}
