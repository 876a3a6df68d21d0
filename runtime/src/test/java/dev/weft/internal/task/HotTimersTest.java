package dev.weft.internal.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.LoopFixture;
import dev.weft.Script;
import dev.weft.Weft;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sleeps of hot calls without a loop: the only tests that need real time, a few milliseconds of it. */
@Tag("jdk")
class HotTimersTest extends LoopFixture {
    private static final Duration SHORT = Duration.ofMillis(2);

    @Test
    void aSleepWithoutALoopGoesOnOnTheCommonPool() {
        // A sleep that is over before the call has parked ends at once, on the calling thread.
        Object thread = Thread.currentThread();
        for (Duration time = SHORT; thread == Thread.currentThread(); time = time.multipliedBy(2)) {
            thread = script("hot")
                    .await(Weft.sleep(time))
                    .then(v -> Thread.currentThread())
                    .hot()
                    .join();
        }
        boolean pooled = thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
        assertTrue(pooled || ForkJoinPool.getCommonPoolParallelism() == 0, thread + " is not of the common pool");
    }

    @Test
    void severalInARow() {
        Script<Object> sleeps = script("hot");
        for (int i = 0; i < 20; i++) {
            sleeps.await(v -> Weft.sleep(Duration.ofNanos(1_000)));
        }
        assertEquals(
                "end", sleeps.await(Weft.sleep(Duration.ZERO)).give("end").hot().join());
    }

    @Test
    void itsCancellationRunsTheCleanUpAtOnce() {
        CompletableFuture<Object> call = script("hot")
                .await(Weft.sleep(LONG))
                .caught(e -> events.add(e.getClass().getSimpleName()))
                .hot();
        assertTrue(call.cancel(true), call::toString);
        assertEquals(List.of(CancelledError.class.getSimpleName()), events);
    }

    @Test
    void theCleanUpMaySleep() {
        CompletableFuture<Object> cleaned = new CompletableFuture<>();
        CompletableFuture<Object> call = script("hot")
                .await(Weft.sleep(LONG))
                .caughtAwaiting(e -> Weft.sleep(SHORT))
                .then(v -> cleaned.complete("cleaned"))
                .hot();
        call.cancel(true);
        assertEquals("cleaned", cleaned.join());
    }

    @Test
    void aCancelledSleepLeavesNothingAtTheTimer() throws InterruptedException {
        WeakReference<?> left = cancelledSleep();
        for (int i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(left.get(), "the future of the call is kept");
    }

    private static WeakReference<?> cancelledSleep() {
        CompletableFuture<Object> call = script("hot").await(Weft.sleep(LONG)).hot();
        call.cancel(true);
        return new WeakReference<>(call);
    }

    @Test
    void onALoopTheLoopKeepsTheTime() {
        assertEquals(
                "end",
                run(script("main")
                        .await(v -> script("hot")
                                .await(Weft.sleep(LONG))
                                .give("end")
                                .hot())));
        assertEquals(LONG, time.elapsed());
    }

    @Test
    void whatAnExecutorRefusesIsDoneByTheTimer() {
        CompletableFuture<Object> done = new CompletableFuture<>();
        Executor refusing = work -> {
            throw new RejectedExecutionException("full");
        };
        Future<?> timer = new HotTimers(refusing).set(1, () -> done.complete(Thread.currentThread()));
        Thread thread = (Thread) done.join();
        assertEquals("weft-hot-timer", thread.getName());
        assertTrue(thread.isDaemon(), thread::toString);
        assertNull(thread.getContextClassLoader(), "the context class loader of the timer's thread");
        assertFalse(timer.isCancelled(), timer::toString);
    }

    /** For the property. */
    public static final class Direct implements Executor {
        @Override
        public void execute(Runnable work) {
            work.run();
        }
    }

    @Test
    void theExecutorIsNamedByAProperty() {
        assertSame(ForkJoinPool.commonPool(), HotTimers.executorNamed(""));
        assertSame(Direct.class, HotTimers.executorNamed(Direct.class.getName()).getClass());
        assertSame(ForkJoinPool.commonPool(), HotTimers.executorNamed("no.such.Executor"));
        assertSame(ForkJoinPool.commonPool(), HotTimers.executorNamed("java.lang.String"));
    }
}
