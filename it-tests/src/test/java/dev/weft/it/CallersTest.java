package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Coroutines are called, run and woken by threads of every kind. */
@Timeout(60)
@Case({96, 106})
class CallersTest {

    /** Runs something on a thread of one kind, and gives what it gave. */
    private interface Caller {
        <T> T call(Callable<T> what) throws Exception;
    }

    private record Named(String name, Caller caller) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Named> callers() {
        var platform = new Named("platform thread", CallersTest::onAThread);
        var pool = new Named("ForkJoin worker", CallersTest::onForkJoin);
        var ui = new Named("event queue of AWT", CallersTest::onEventQueue);
        var known = new ArrayList<>(List.of(platform, pool, ui));
        if (Runtime.version().feature() >= 21) {
            known.add(new Named("virtual thread", CallersTest::onAVirtualThread));
        }
        return known.stream();
    }

    private static <T> T onAThread(Callable<T> what) throws Exception {
        return inside(Executors.newSingleThreadExecutor(), what);
    }

    private static <T> T onForkJoin(Callable<T> what) throws Exception {
        return ForkJoinPool.commonPool().submit(what).get();
    }

    private static <T> T onEventQueue(Callable<T> what) throws Exception {
        var task = new FutureTask<T>(what);
        EventQueue.invokeAndWait(task);
        return task.get();
    }

    /** This file is compiled for Java 17. */
    private static <T> T onAVirtualThread(Callable<T> what) throws Exception {
        var made = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        return inside((ExecutorService) made, what);
    }

    private static <T> T inside(ExecutorService executor, Callable<T> what) throws Exception {
        try {
            return executor.submit(what).get();
        } finally {
            executor.shutdown();
        }
    }

    @Async
    private static Coroutine<List<Thread>> threads(CompletableFuture<Integer> late) {
        var threads = new ArrayList<Thread>();
        threads.add(Thread.currentThread());
        await(yieldNow());
        threads.add(Thread.currentThread());
        await(late);
        threads.add(Thread.currentThread());
        return result(threads);
    }

    /** A loop belongs to the thread that runs it, and nobody else's completion moves a task from there. */
    @ParameterizedTest
    @MethodSource("callers")
    void runsALoopOfItsOwn(Named kind) throws Exception {
        var late = new CompletableFuture<Integer>();
        kind.caller.call(() -> {
            try (var loop = EventLoop.create()) {
                loop.execute(() -> new Thread(() -> late.complete(1)).start());
                var own = Thread.currentThread();
                assertEquals(List.of(own, own, own), loop.runUntilComplete(threads(late)));
            }
            return null;
        });
    }

    @Async
    private static CompletableFuture<Integer> hot(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
        return CompletableFuture.completedFuture(await(a) + await(b));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void callsAHotMethodThatIsCompletedElsewhere(Named kind) throws Exception {
        var first = new CompletableFuture<Integer>();
        var second = new CompletableFuture<Integer>();
        var sum = kind.caller.call(() -> hot(first, second));
        first.complete(40);
        kind.caller.call(() -> second.complete(2));
        assertEquals(42, sum.join());
    }

    /** A loop that waits for itself would wait for ever. */
    @ParameterizedTest
    @MethodSource("callers")
    void runsNoLoopInsideALoop(Named kind) throws Exception {
        kind.caller.call(() -> {
            try (var loop = EventLoop.create()) {
                loop.runUntilComplete(nested(loop));
            }
            return null;
        });
    }

    @Async
    private static Coroutine<Integer> nested(EventLoop loop) {
        assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(Weft.result(1)));
        assertThrows(IllegalStateException.class, () -> Weft.run(Weft.result(1)));
        return result(await(Weft.result(2)));
    }

    /** Woken twice from a foreign thread, and once again when all is over. */
    private static final class Repeated implements Awaiter<Thread> {
        private final Caller waker;
        private volatile boolean ready;
        private volatile Runnable wake;

        Repeated(Caller waker) {
            this.waker = waker;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public Thread result() {
            return Thread.currentThread();
        }

        @Override
        public void onReady(Runnable wakeUp) {
            wake = wakeUp;
            new Thread(this::wakeTwice).start();
        }

        private void wakeTwice() {
            ready = true;
            try {
                waker.call(() -> {
                    wake.run();
                    wake.run();
                    return null;
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Async
    private static Coroutine<Integer> counted(Repeated source, List<Thread> resumed) {
        resumed.add(await(source));
        resumed.add(Thread.currentThread());
        source.wake.run();
        await(yieldNow());
        return result(resumed.size());
    }

    /** A wake-up from another thread resumes nothing there: it asks the task's own thread to go on, once. */
    @ParameterizedTest
    @MethodSource("callers")
    void wakesATaskOfAnotherThread(Named kind) {
        var source = new Repeated(kind.caller);
        var resumed = new ArrayList<Thread>();
        assertEquals(2, Program.run(() -> counted(source, resumed)));
        source.wake.run();
        resumed.forEach(thread -> assertSame(Thread.currentThread(), thread));
    }
}
