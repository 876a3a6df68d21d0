package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.abi.hot.HotCall;
import dev.weft.ports.IoWait;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A task that awaits only what is ready sees a cancellation, a limit, a close; and what it has taken is not lost. */
class ReadyLoopsTest extends LoopFixture {
    /** Awaits for ever, whatever exceptions come. */
    private static final class Forever extends Frame<Object> {
        private final Supplier<Object> source;
        final List<Object> taken = new ArrayList<>();
        int rounds;

        Forever(Supplier<Object> source) {
            this.source = source;
        }

        CompletableFuture<?> hot() {
            FrameDriver driver = HotCall.begin();
            try {
                return HotCall.returned(start(driver), driver);
            } catch (Throwable failure) {
                return HotCall.failed(failure, driver);
            }
        }

        private @Nullable Object next(FrameDriver driver) throws Throwable {
            try {
                if (state > 0) {
                    state = -1;
                    return Suspension.resumed(driver);
                }
                rounds++;
                return Script.awaitAny(source.get(), driver);
            } catch (Exception expected) {
                return null;
            }
        }

        @Override
        protected Object resume(FrameDriver driver) throws Throwable {
            while (true) {
                Object given = next(driver);
                if (given == SUSPENDED) {
                    state = 1;
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
                if (given instanceof Permit permit) {
                    permit.close();
                } else if (given instanceof Integer) {
                    taken.add(given);
                }
            }
        }

        @Override
        protected StackTraceElement position() {
            return new StackTraceElement("Forever", "resume", "Forever.java", 1);
        }
    }

    private static final class Ready implements Awaiter<Object> {
        private final boolean ready;
        private final boolean fails;

        Ready(boolean ready, boolean fails) {
            this.ready = ready;
            this.fails = fails;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public Object result() throws IOException {
            if (fails) {
                throw new IOException("of an awaiter");
            }
            return "value";
        }

        @Override
        public void onReady(Runnable wake) {
            wake.run();
        }
    }

    private Task<Object> ended(Script<Object> body) {
        Task<Object> task = loop.start(body);
        run(Weft.waitAll(List.of(task)));
        return task;
    }

    private Map<String, Supplier<Object>> stages() {
        Map<String, Supplier<Object>> sources = new LinkedHashMap<>();
        CompletableFuture<Object> failed = CompletableFuture.failedFuture(new IOException("of a stage"));
        sources.put("stage", () -> CompletableFuture.completedFuture("value"));
        sources.put("failed stage", () -> failed);
        sources.put("minimal stage", () -> CompletableFuture.completedStage("value"));
        sources.put("failed minimal stage", () -> CompletableFuture.failedStage(new IOException("of a stage")));
        sources.put("result", () -> Weft.result("value"));
        sources.put("done", Weft::done);
        sources.put("failed", () -> Weft.failed(new IOException("of a coroutine")));
        for (boolean ready : new boolean[] {true, false}) {
            for (boolean fails : new boolean[] {true, false}) {
                Ready awaiter = new Ready(ready, fails);
                sources.put("awaiter " + ready + " " + fails, () -> awaiter);
            }
        }
        AsyncLock lock = new AsyncLock();
        sources.put("lock", lock::acquire);
        AsyncSemaphore semaphore = new AsyncSemaphore(2);
        sources.put("semaphore", semaphore::acquire);
        AsyncEvent event = new AsyncEvent();
        event.set();
        sources.put("event", event::whenSet);
        AsyncBarrier barrier = new AsyncBarrier(1);
        sources.put("barrier", barrier::arrive);
        AsyncBarrier broken = new AsyncBarrier(2);
        broken.abort();
        sources.put("broken barrier", broken::arrive);
        AsyncQueue<Object> shut = AsyncQueue.fifo(1);
        shut.shutdown(true);
        sources.put("put into a queue that is shut down", () -> shut.put("item"));
        sources.put("take from a queue that is shut down", shut::take);
        AsyncQueue<Object> queue = AsyncQueue.fifo(1);
        sources.put("queue", () -> queue.size() == 0 ? queue.put("item") : queue.take());
        sources.put("join of a queue", AsyncQueue.<Object>fifo(1)::join);
        return sources;
    }

    private Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> sources = stages();
        Task<Object> done = ended(script("done").give("value"));
        Task<Object> failed = ended(failing(0, "of a task"));
        Task<Object> cancelled = loop.start(script("cancelled").await(Weft.sleep(LONG)));
        cancelled.cancel();
        run(Weft.waitAll(List.of(cancelled)));
        for (Task<Object> task : List.of(done, failed, cancelled)) {
            String end = task.status().name();
            sources.put("task " + end, () -> task);
            sources.put("shield " + end, () -> Weft.shield(task));
            sources.put("gather " + end, () -> Weft.gather(task, task));
            sources.put("withTimeout " + end, () -> limited(task));
            sources.put("waitAll " + end, () -> Weft.waitAll(List.of(task)));
            sources.put("waitFirst " + end, () -> Weft.waitFirst(List.of(task)));
            sources.put("waitFirstFailure " + end, () -> Weft.waitFirstFailure(List.of(task), SECOND));
            sources.put(
                    "asCompleted " + end,
                    () -> Weft.asCompleted(List.of(task)).iterator().next());
        }
        sources.put("gather of nothing", () -> Weft.gather(List.of()));
        TaskGroup[] group = new TaskGroup[1];
        sources.put("join of a quiet group", () -> {
            group[0] = group[0] == null ? TaskGroup.open() : group[0];
            return group[0].join();
        });
        AsyncLock held = new AsyncLock();
        held.tryAcquire();
        AsyncCondition condition = new AsyncCondition(held);
        sources.put("condition that holds", () -> condition.until(() -> true));
        IoWait io = IoWait.on(loop);
        sources.put("events", () -> {
            io.wake();
            return io.next();
        });
        return sources;
    }

    private static Coroutine<Object> limited(Task<Object> task) {
        try {
            return Weft.withTimeout(SECOND, task);
        } catch (TimeoutException e) {
            throw new AssertionError(e); // the await throws it
        }
    }

    @Test
    void aCancellationIsSeenAtTheLatestWhenTheBudgetIsSpent() {
        all().forEach((name, source) -> {
            Forever forever = new Forever(source);
            Task<Object> task = loop.start(forever);
            runTurns(3);
            int before = forever.rounds;
            task.cancel("enough");
            runTurns(3);
            assertEquals(Task.Status.CANCELLED, task.status(), name);
            assertTrue(forever.rounds - before <= 129, name + ": " + (forever.rounds - before) + " rounds");
        });
    }

    @Test
    void oneThatItAsksForItself() {
        Task<?>[] task = new Task<?>[1];
        Forever forever = new Forever(() -> {
            task[0].cancel();
            return Weft.result("value");
        });
        task[0] = loop.start(forever);
        runTurns(4);
        assertEquals(Task.Status.CANCELLED, task[0].status());
        assertTrue(forever.rounds <= 130, forever.rounds + " rounds");
    }

    @Test
    void aCloseEndsThem() {
        List<Task<Object>> tasks = new ArrayList<>();
        all().values().forEach(source -> tasks.add(loop.start(new Forever(source))));
        runTurns(3);
        loop.close();
        tasks.forEach(task -> assertEquals(Task.Status.CANCELLED, task.status()));
    }

    @Test
    void aLimitEndsThem() {
        try (EventLoop real = uncaught.watch(EventLoop.create())) {
            stages().forEach((name, source) -> assertThrows(
                    TimeoutException.class,
                    () -> real.runUntilComplete(Weft.withTimeout(Duration.ofMillis(5), new Forever(source))),
                    name));
        }
    }

    @Test
    void nothingThatWasTakenIsLost() {
        for (int turns = 1; turns < 5; turns++) {
            AsyncQueue<Object> queue = AsyncQueue.fifo(10_000);
            for (int i = 0; i < 10_000; i++) {
                queue.tryPut(i);
            }
            Forever forever = new Forever(queue::take);
            Task<Object> task = loop.start(forever);
            runTurns(turns);
            task.cancel();
            runTurns(3);
            assertEquals(Task.Status.CANCELLED, task.status());
            assertEquals(10_000, forever.taken.size() + queue.size());
            assertEquals(forever.taken.size(), queue.poll());
        }
    }

    @Test
    void permitsComeBack() {
        AsyncSemaphore semaphore = new AsyncSemaphore(3);
        Task<Object> task = loop.start(new Forever(semaphore::acquire));
        runTurns(3);
        task.cancel();
        runTurns(3);
        assertEquals(Task.Status.CANCELLED, task.status());
        assertEquals(3, semaphore.availablePermits());
    }

    @Test
    void theCleanUpMayAwaitWhatIsReady() {
        Script<Object> body = script("body").await(new Forever(() -> Weft.result("value")));
        body.caughtAwaiting(e -> {
            events.add(e.getClass().getSimpleName());
            return Weft.result("first");
        });
        body.await(v -> Weft.result(v + ", second")).await(v -> Weft.result(v + ", third"));
        Task<Object> task = loop.start(body);
        runTurns(3);
        task.cancel();
        runReady();
        assertEquals("first, second, third", task.resultNow());
        assertEquals(List.of("CancelledError"), events);
    }

    @Test
    void hotCallsOnALoopLetOthersRunAndEnd() {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        run(script("main").then(v -> {
            stages().values().forEach(source -> calls.add(new Forever(source).hot()));
            return null;
        }));
        runTurns(3);
        calls.forEach(call -> call.cancel(true));
        runReady();
        calls.forEach(call -> assertThrows(CancellationException.class, call::join));
        assertEquals(0, loop.tasks().size());
    }

    /** The call runs on the thread that completes the gate, until another one cancels it. */
    @Test
    void hotCallsWithoutALoopEnd() throws InterruptedException {
        for (Map.Entry<String, Supplier<Object>> each : stages().entrySet()) {
            CompletableFuture<Object> gate = new CompletableFuture<>();
            CountDownLatch running = new CountDownLatch(1);
            Supplier<Object> source = each.getValue();
            Forever forever = new Forever(new Supplier<>() {
                private boolean opened;

                @Override
                public Object get() {
                    if (!opened) {
                        opened = true;
                        return gate;
                    }
                    running.countDown();
                    return source.get();
                }
            });
            CompletableFuture<?> call = forever.hot();
            Thread runner = new Thread(() -> gate.complete("go"));
            runner.start();
            assertTrue(running.await(9, TimeUnit.SECONDS), each.getKey());
            call.cancel(true);
            runner.join(9_000);
            assertTrue(!runner.isAlive(), each.getKey());
        }
    }
}
