package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@link Awaiter#of} and {@link Awaiter#ofFuture}. */
class AwaiterOfTest extends LoopFixture {
    private final List<Awaiter.Callback<Object>> callbacks = new ArrayList<>();
    private final Awaiter<Object> operation = Awaiter.of(callbacks::add, () -> events.add("operation cancelled"));

    private Task<Object> waiting() {
        Task<Object> task = loop.start(script("waits").await(operation));
        runReady();
        return task;
    }

    @Test
    void itIsColdAndBeginsOnceAtTheAwait() {
        assertEquals(0, callbacks.size());
        Task<Object> task = waiting();
        assertEquals(1, callbacks.size());
        callbacks.get(0).succeed("value");
        assertEquals("value", run(task));
        assertEquals(1, callbacks.size());
        assertEquals(List.of(), events);
    }

    @Test
    void theFirstCallCounts() {
        Task<Object> task = waiting();
        callbacks.get(0).accept("first", null);
        callbacks.get(0).fail(new IOException("late"));
        callbacks.get(0).succeed("later");
        assertEquals("first", run(task));
        callbacks.get(0).succeed("too late");
    }

    @Test
    void nullIsAValueAndAFailureComesBeforeAValue() {
        Task<Object> task = waiting();
        callbacks.get(0).accept(null, null);
        assertNull(run(task));
        IOException failure = new IOException();
        Coroutine<Object> failing = script("x").await(Awaiter.<Object>of(done -> done.accept("ignored", failure)));
        assertSame(failure, assertThrows(IOException.class, () -> run(failing)));
    }

    @Test
    void itMayCallBackAtOnce() {
        assertEquals("now", run(script("x").await(Awaiter.<Object>of(done -> done.succeed("now")))));
    }

    @Test
    void itMayCallBackOnAnyThread() {
        assertEquals(
                "thread",
                run(script("x")
                        .await(Awaiter.<Object>of(done -> new Thread(() -> done.succeed("thread")).start()))
                        .then(v -> {
                            assertSame(loop, EventLoop.running());
                            return v;
                        })));
    }

    @Test
    void whatTheBeginningThrowsIsThrownByTheAwait() {
        IllegalStateException failure = new IllegalStateException("begin");
        List<Awaiter.Callback<Object>> kept = new ArrayList<>();
        Coroutine<Object> failing = script("x").await(Awaiter.<Object>of(done -> {
            kept.add(done);
            throw failure;
        }));
        assertSame(failure, assertThrows(IllegalStateException.class, () -> run(failing)));
        kept.get(0).succeed("too late");
        runReady();
    }

    @Test
    void aCancelledTaskEndsTheOperationAndLateCallsAreIgnored() throws InterruptedException {
        WeakReference<Task<Object>> left = cancelled();
        assertEquals(List.of("operation cancelled"), events);
        callbacks.get(0).succeed("late");
        callbacks.get(0).fail(new IOException("later"));
        runReady();
        for (int i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(left.get(), "the callback keeps the task");
    }

    private WeakReference<Task<Object>> cancelled() {
        Task<Object> task = waiting();
        task.cancel();
        runReady();
        assertTrue(task.isCancelled(), task::toString);
        return new WeakReference<>(task);
    }

    @Test
    void withoutAWayToCancelTheOutcomeIsDropped() {
        List<Awaiter.Callback<Object>> kept = new ArrayList<>();
        Task<Object> task = loop.start(script("waits").await(Awaiter.<Object>of(kept::add)));
        runReady();
        task.cancel();
        runReady();
        assertTrue(task.isCancelled(), task::toString);
        kept.get(0).fail(new IOException("late"));
        runReady();
    }

    @Test
    void whatFailsInTheCancellingIsSuppressed() {
        Awaiter<Object> failing = Awaiter.of(done -> {}, () -> {
            throw new IllegalStateException("cannot cancel");
        });
        Task<Object> task = loop.start(script("waits").await(failing));
        runReady();
        task.cancel();
        Throwable error =
                assertThrows(CancellationException.class, () -> run(task)).getCause();
        assertEquals("cannot cancel", error.getSuppressed()[0].getMessage());
    }

    @Test
    void itIsForOneAwait() {
        Task<Object> first = waiting();
        assertThrows(IllegalStateException.class, () -> run(script("second").await(operation)));
        callbacks.get(0).succeed("value");
        assertEquals("value", run(first));
        assertThrows(IllegalStateException.class, () -> run(script("third").await(operation)));
    }

    @Test
    void inAHotCallWithoutALoopItGoesOnOnTheCallingThread() throws Exception {
        Thread[] thread = new Thread[1];
        CompletableFuture<Object> call = script("hot")
                .await(operation)
                .then(v -> {
                    thread[0] = Thread.currentThread();
                    return v;
                })
                .hot();
        Thread calling = new Thread(() -> callbacks.get(0).succeed("value"));
        calling.start();
        calling.join();
        assertEquals("value", call.join());
        assertSame(calling, thread[0]);
    }

    @Test
    void ofSeveralThreadsThatCallBackOneCounts() throws Exception {
        for (int round = 0; round < 200; round++) {
            List<Awaiter.Callback<Object>> done = new ArrayList<>();
            AtomicInteger resumed = new AtomicInteger();
            CompletableFuture<Object> call = script("hot")
                    .await(Awaiter.<Object>of(done::add))
                    .then(v -> resumed.incrementAndGet())
                    .hot();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread thread = new Thread(() -> done.get(0).succeed("value"));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(1, call.get(10, TimeUnit.SECONDS));
            assertEquals(1, resumed.get());
        }
    }

    @Test
    void nullsAreRefused() {
        assertThrows(NullPointerException.class, () -> Awaiter.of(null).isReady());
        assertThrows(
                NullPointerException.class, () -> Awaiter.of(null, () -> {}).isReady());
        assertThrows(
                NullPointerException.class, () -> Awaiter.of(done -> {}, null).isReady());
        assertThrows(
                NullPointerException.class,
                () -> Awaiter.ofFuture(null, wake -> {}).isReady());
        assertThrows(
                NullPointerException.class,
                () -> Awaiter.ofFuture(new Listening(), null).isReady());
        waiting();
        assertThrows(NullPointerException.class, () -> callbacks.get(0).fail(null));
        loop.close();
    }

    /** A future that is no stage, with listeners. */
    private static final class Listening extends FutureTask<Object> {
        private final List<Runnable> listeners = new ArrayList<>();
        private boolean wakesEarly;

        Listening() {
            super(() -> null);
        }

        void addListener(Runnable listener) {
            listeners.add(listener);
            if (wakesEarly) {
                listener.run();
            }
        }

        void succeed(Object value) {
            set(value);
        }

        void fail(Throwable failure) {
            setException(failure);
        }

        @Override
        protected void done() {
            listeners.forEach(Runnable::run);
        }
    }

    private final Listening future = new Listening();

    private Script<Object> waitsForFuture() {
        return script("waits").await(Awaiter.ofFuture(future, future::addListener));
    }

    @Test
    void aFutureGivesItsValue() {
        Task<Object> task = loop.start(waitsForFuture());
        runReady();
        assertFalse(task.isDone(), task::toString);
        loop.execute(() -> future.succeed("value"));
        assertEquals("value", run(task));
        assertEquals("value", run(waitsForFuture()));
        assertEquals(1, future.listeners.size());
    }

    @Test
    void aFutureThrowsTheCauseOfItsFailure() {
        IOException failure = new IOException();
        loop.execute(() -> future.fail(failure));
        assertSame(failure, assertThrows(IOException.class, () -> run(waitsForFuture())));
        assertSame(failure, assertThrows(IOException.class, () -> run(waitsForFuture())), "done already");
    }

    @Test
    void aFutureThatOthersCancelIsNotTheTasksOwnCancellation() {
        future.cancel(true);
        assertThrows(
                CancellationException.class,
                () -> run(waitsForFuture().caught(e -> {
                    events.add(e.getClass().getSimpleName());
                    throw e;
                })));
        assertEquals(List.of("CancellationException"), events);
    }

    @Test
    void aCancelledTaskCancelsTheFuture() {
        Task<Object> task = loop.start(waitsForFuture());
        runReady();
        task.cancel();
        runReady();
        assertTrue(future.isCancelled(), future::toString);
        assertTrue(task.isCancelled(), task::toString);
    }

    @Test
    void aListenerThatIsCalledTooEarlyDoesNotBlockTheLoop() {
        future.wakesEarly = true;
        assertThrows(IllegalStateException.class, () -> run(waitsForFuture()));
    }

    /** Some futures look for an interruption first, even if they are done. */
    @Test
    void anInterruptedThreadGetsTheValueAndStaysInterrupted() {
        Future<Object> interruptible = new Future<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }

            @Override
            public boolean isCancelled() {
                return false;
            }

            @Override
            public boolean isDone() {
                return true;
            }

            @Override
            public Object get() throws InterruptedException {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                return "value";
            }

            @Override
            public Object get(long timeout, TimeUnit unit)
                    throws InterruptedException, ExecutionException, TimeoutException {
                return get();
            }
        };
        Thread.currentThread().interrupt();
        CompletableFuture<Object> call =
                script("hot").await(Awaiter.ofFuture(interruptible, wake -> {})).hot();
        assertTrue(Thread.interrupted(), "the interruption is kept");
        assertEquals("value", call.join());
    }
}
