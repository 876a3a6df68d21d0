package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What other threads may do: start, wake, cancel, wait. */
@Tag("jdk")
class ThreadsTest extends LoopFixture {
    /** Runs a real loop on a thread of its own until it is closed. */
    private final class LoopThread implements AutoCloseable {
        final EventLoop loop = uncaught.watch(EventLoop.create());
        final Thread thread = new Thread(loop::runForever);

        LoopThread() {
            thread.start();
        }

        @Override
        public void close() {
            loop.stop();
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            loop.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aLoopThatWaitsIsWokenByACompletion() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        Task<Object> main = loop.start(script("main").await(source).then(v -> {
            assertSame(loop, EventLoop.running());
            return v;
        }));
        Thread other = new Thread(() -> {
            while (main.status() != Task.Status.SUSPENDED) {
                Thread.onSpinWait();
            }
            source.complete("value");
        });
        other.start();
        assertEquals("value", run(main));
    }

    @Test
    void startGetAndCancelFromAnotherThread() throws Exception {
        try (LoopThread other = new LoopThread()) {
            assertEquals(
                    1,
                    other.loop
                            .start(script("one").await(Weft.yieldNow()).give(1))
                            .get());
            Task<Object> sleeper = other.loop.start(script("sleeper").await(Weft.sleep(Duration.ofDays(1))));
            assertThrows(TimeoutException.class, () -> sleeper.get(1, TimeUnit.MILLISECONDS));
            assertTrue(sleeper.cancel("why"), "the request is recorded: " + sleeper);
            assertThrows(java.util.concurrent.CancellationException.class, sleeper::get);
            assertTrue(sleeper.isCancelled(), sleeper::toString);
        }
    }

    @Test
    void executeKeepsTheOrderOfEachThread() throws Exception {
        List<Integer> order = new ArrayList<>();
        try (LoopThread other = new LoopThread()) {
            CountDownLatch end = new CountDownLatch(1);
            for (int i = 0; i < 10_000; i++) {
                int n = i;
                other.loop.execute(() -> order.add(n));
            }
            other.loop.execute(end::countDown);
            end.await();
        }
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, order.get(i));
        }
    }

    @Test
    void whatIsHandedOverBeforeTheLoopRunsKeepsItsOrder() {
        loop.execute(() -> events.add("a"));
        loop.start(script("b").log(events, "b"));
        loop.execute(() -> events.add("c"));
        run(script("main").log(events, "main"));
        assertEquals(List.of("a", "b", "c", "main"), events);
    }

    @Test
    void tasksOfAnotherLoopCanBeAwaited() throws Exception {
        try (LoopThread other = new LoopThread()) {
            CompletableFuture<Object> source = new CompletableFuture<>();
            Task<Object> remote = other.loop.start(script("remote").await(source));
            CompletableFuture<Object> fails = new CompletableFuture<>();
            Task<Object> failing = other.loop.start(script("failing").await(fails));
            Script<Object> main = script("main")
                    .then(v -> {
                        // not before it is awaited: the other loop would report it
                        loop.execute(() -> fails.completeExceptionally(new IllegalArgumentException()));
                        return null;
                    })
                    .await(failing)
                    .caught(e -> {
                        events.add(e.getClass().getSimpleName());
                        source.complete("value");
                        return null;
                    })
                    .await(remote)
                    .then(v -> {
                        assertSame(loop, EventLoop.running());
                        return v;
                    });
            assertEquals("value", run(main));
            assertEquals(List.of("value"), run(Weft.gather(List.of(remote))));
            assertEquals(List.of("IllegalArgumentException"), events);
        }
    }

    @Test
    void aWaitForATaskOfAnotherLoopCanBeCancelled() throws Exception {
        try (LoopThread other = new LoopThread()) {
            Task<Object> remote = other.loop.start(script("remote").await(Weft.sleep(Duration.ofDays(1))));
            Task<Object> main = loop.start(script("main").await(remote).caught(e -> events.add("cancelled")));
            runReady();
            main.cancel();
            run(main);
            assertEquals(List.of("cancelled"), events);
            assertFalse(remote.isDone(), remote::toString);
            remote.cancel();
            assertThrows(java.util.concurrent.CancellationException.class, remote::get);
        }
    }

    @Test
    void manyCompletionsRaceWithManyCancellations() throws Exception {
        int rounds = 3_000;
        AtomicInteger values = new AtomicInteger();
        AtomicInteger cancellations = new AtomicInteger();
        CyclicBarrier round = new CyclicBarrier(2);
        ConcurrentLinkedQueue<Throwable> problems = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Object>> sources = new ArrayList<>();
        List<Task<Object>> tasks = new ArrayList<>();
        try (LoopThread other = new LoopThread()) {
            for (int i = 0; i < rounds; i++) {
                CompletableFuture<Object> source = new CompletableFuture<>();
                sources.add(source);
                tasks.add(other.loop.start(script("t" + i)
                        .await(source)
                        .then(v -> values.incrementAndGet())
                        .caught(e -> cancellations.incrementAndGet())));
            }
            Thread completer = new Thread(() -> {
                try {
                    for (CompletableFuture<Object> source : sources) {
                        round.await();
                        source.complete("value");
                    }
                } catch (Exception e) {
                    problems.add(e);
                }
            });
            completer.start();
            for (Task<Object> task : tasks) {
                round.await();
                task.cancel();
            }
            completer.join();
            for (Task<Object> task : tasks) {
                task.get();
            }
        }
        assertEquals(List.of(), List.copyOf(problems));
        assertEquals(rounds, values.get() + cancellations.get());
    }

    @Test
    void completionsRaceWithCancellationsOfHotMethodsWithoutALoop() throws Exception {
        AtomicInteger values = new AtomicInteger();
        AtomicInteger cancellations = new AtomicInteger();
        CyclicBarrier round = new CyclicBarrier(2);
        int rounds = 3_000;
        CompletableFuture<?>[] source = new CompletableFuture<?>[1];
        Thread completer = new Thread(() -> {
            try {
                for (int i = 0; i < rounds; i++) {
                    round.await();
                    source[0].complete(null);
                    round.await();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        completer.start();
        for (int i = 0; i < rounds; i++) {
            CompletableFuture<Object> awaited = new CompletableFuture<>();
            source[0] = awaited;
            CompletableFuture<Object> hot = script("hot")
                    .await(awaited)
                    .then(v -> values.incrementAndGet())
                    .caught(e -> cancellations.incrementAndGet())
                    .hot();
            round.await();
            hot.cancel(false);
            round.await();
            assertEquals(i + 1, values.get() + cancellations.get());
        }
        completer.join();
    }

    @Test
    void twoThreadsCannotRunOneLoop() throws Exception {
        try (LoopThread other = new LoopThread()) {
            while (!other.loop.isRunning()) {
                Thread.onSpinWait();
            }
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> other.loop.runUntilComplete(Weft.done()));
            assertTrue(e.getMessage().contains("already running"), e::getMessage);
            assertThrows(IllegalStateException.class, other.loop::close);
        }
    }

    @Test
    void aTimerIsSetAndCalledOffFromAnotherThread() throws Exception {
        try (LoopThread other = new LoopThread()) {
            CountDownLatch fired = new CountDownLatch(1);
            TimerHandle never = other.loop.schedule(Duration.ofDays(1), () -> events.add("never"));
            other.loop.schedule(Duration.ofMillis(1), fired::countDown);
            fired.await();
            never.cancel();
        }
        assertEquals(List.of(), events);
    }
}
