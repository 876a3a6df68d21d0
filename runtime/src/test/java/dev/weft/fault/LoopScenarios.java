package dev.weft.fault;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The operations of a loop, each as a small program. */
final class LoopScenarios {
    private LoopScenarios() {}

    static final class Sleep extends LoopScenario {
        Sleep() {
            super(Duration.ofSeconds(3));
        }

        @Override
        Coroutine<Object> program() {
            return script("sleeps")
                    .await(Weft.sleep(SECOND))
                    .await(Weft.sleep(SECOND.multipliedBy(2)))
                    .then(v -> time.elapsed());
        }
    }

    /** A fault in the first await must not become the result of the second one. */
    static final class YieldThenStage extends LoopScenario {
        YieldThenStage() {
            super("late");
        }

        private final CompletableFuture<Object> stage = new CompletableFuture<>();

        @Override
        void prepare() {
            loop.schedule(SECOND, () -> stage.complete("late"));
        }

        @Override
        Coroutine<Object> program() {
            return script("yields")
                    .await(v -> Weft.yieldNow())
                    .caught(this::receive)
                    .await(v -> stage)
                    .caught(this::receive)
                    .then(v -> "the fault".equals(v) ? v : checked(v));
        }

        private Object checked(Object value) {
            require("late".equals(value), "the await of a stage gave " + value);
            return value;
        }
    }

    static final class Starts extends LoopScenario {
        Starts() {
            super("2 3");
        }

        @Override
        Coroutine<Object> program() {
            List<Task<Object>> tasks = new ArrayList<>();
            return script("starts")
                    .then(v -> tasks.add(
                            Weft.start(script("child").await(Weft.sleep(SECOND)).give(2))))
                    .then(v -> tasks.add(
                            Weft.start(script("child").await(Weft.yieldNow()).give(3))))
                    .await(v -> tasks.get(0))
                    .await(v -> tasks.get(1))
                    .then(v -> tasks.get(0).resultNow() + " " + v);
        }
    }

    static final class Gathers extends LoopScenario {
        Gathers() {
            super(List.of(1, 2));
        }

        @Override
        Coroutine<Object> program() {
            return script("gathers")
                    .await(v -> Weft.gather(List.of(
                            script("a").await(Weft.sleep(SECOND)).give(1),
                            script("b").await(Weft.yieldNow()).give(2))));
        }
    }

    static final class Groups extends LoopScenario {
        Groups() {
            super("1 2");
        }

        @Override
        Coroutine<Object> program() {
            return script("group")
                    .await(v -> TaskGroup.run(group -> {
                        Task<Object> a = group.start(
                                script("a").await(Weft.sleep(SECOND)).give(1));
                        Task<Object> b =
                                group.start(script("b").await(Weft.yieldNow()).give(2));
                        return script("body").await(a).await(w -> b).then(w -> a.resultNow() + " " + w);
                    }));
        }
    }

    static final class Limits extends LoopScenario {
        Limits() {
            super("in time, timed out");
        }

        @Override
        Coroutine<Object> program() {
            List<Object> results = new ArrayList<>();
            return script("limits")
                    .await(v -> Weft.withTimeout(
                            SECOND, script("quick").await(Weft.yieldNow()).give("in time")))
                    .then(v -> results.add(v))
                    .await(v -> Weft.withTimeout(SECOND, script("slow").await(Weft.sleep(Duration.ofHours(1)))))
                    .caught(e -> e instanceof TimeoutException ? "timed out" : receive(e))
                    .then(v -> results.isEmpty() ? v : results.get(0) + ", " + v);
        }
    }

    static final class Cancels extends LoopScenario {
        Cancels() {
            super("cancelled");
        }

        @Override
        Coroutine<Object> program() {
            CompletableFuture<Object> never = new CompletableFuture<>();
            List<Object> ends = new ArrayList<>();
            List<Task<Object>> tasks = new ArrayList<>();
            return script("cancels")
                    .then(v -> tasks.add(Weft.start(script("victim")
                            .await(never)
                            .caughtAwaiting(e -> {
                                ends.add(e instanceof CancelledError ? "cancelled" : receive(e));
                                return Weft.sleep(SECOND);
                            })
                            .then(w -> ends.isEmpty() ? "not cancelled" : ends.get(0)))))
                    .await(v -> Weft.sleep(SECOND))
                    .then(v -> tasks.get(0).cancel("why"))
                    .caught(e -> {
                        receive(e);
                        return tasks.isEmpty() ? null : tasks.get(0).cancel("again");
                    })
                    .await(v -> tasks.isEmpty() ? Weft.result("the fault") : tasks.get(0));
        }
    }

    static final class FailingCallback extends LoopScenario {
        FailingCallback() {
            super("done");
        }

        @Override
        Coroutine<Object> program() {
            return script("callbacks")
                    .then(v -> {
                        loop.execute(() -> {
                            throw new IllegalStateException("callback");
                        });
                        loop.schedule(SECOND, () -> {
                            throw new IllegalStateException("timer");
                        });
                        return Weft.start(Weft.failed(new IllegalStateException("task")));
                    })
                    .await(Weft.sleep(SECOND.multipliedBy(2)))
                    .give("done");
        }
    }

    static final class Closes extends LoopScenario {
        private final List<Object> ended = new ArrayList<>();

        Closes() {
            super("closed");
        }

        @Override
        Coroutine<Object> program() {
            throw new AssertionError();
        }

        private Coroutine<Object> waits(Object source) {
            return script("waits")
                    .await(source)
                    .caughtAwaiting(e -> Weft.sleep(SECOND))
                    .caught(e -> null)
                    .then(v -> ended.add("ended"));
        }

        @Override
        void prepare() {
            loop.start(waits(new CompletableFuture<>()));
            loop.start(waits(Weft.sleep(Duration.ofHours(1))));
            loop.start(waits(new AsyncEvent().whenSet()));
            loop.stop();
            loop.runForever();
        }

        @Override
        void operate() {
            loop.close();
        }

        @Override
        void verify(@Nullable Throwable thrown) {
            require(thrown == null || isFault(thrown), "close() has thrown " + thrown);
            loop.close();
            require(loop.isClosed(), "the loop is not closed");
            require(loop.tasks().isEmpty(), "tasks are left: " + loop.tasks());
        }
    }

    /** Programs that pass something on by a primitive: nothing is lost, and nobody waits for ever. */
    abstract static class HandsOver extends LoopScenario {
        private final List<Coroutine<?>> all = new ArrayList<>();

        HandsOver() {
            super("done");
        }

        abstract void tasks(List<Coroutine<?>> all);

        @Override
        void prepare() {
            tasks(all);
        }

        @Override
        Coroutine<Object> program() {
            return script("main")
                    .then(v -> {
                        for (Coroutine<?> each : all) {
                            loop.start(each);
                        }
                        return null;
                    })
                    .await(v -> Weft.sleep(SECOND.multipliedBy(10)))
                    .give("done");
        }
    }

    static final class Locks extends HandsOver {
        private final AsyncLock lock = new AsyncLock();

        @Override
        void tasks(List<Coroutine<?>> all) {
            for (int i = 0; i < 3; i++) {
                all.add(usingPermit(this, lock.acquire(), Weft.sleep(SECOND)));
            }
        }

        @Override
        void check() {
            require(!lock.isLocked(), "the permit is lost: " + lock);
        }
    }

    static final class Semaphores extends HandsOver {
        private final AsyncSemaphore semaphore = new AsyncSemaphore(2);

        @Override
        void tasks(List<Coroutine<?>> all) {
            for (int i = 0; i < 4; i++) {
                all.add(usingPermit(this, semaphore.acquire(), Weft.yieldNow()));
            }
        }

        @Override
        void check() {
            require(semaphore.availablePermits() == 2, "permits are lost: " + semaphore);
        }
    }

    /** What try-with-resources does; a close that has thrown is tried again. */
    static Coroutine<Object> usingPermit(Scenario scenario, Coroutine<Permit> acquire, Object between) {
        List<Permit> held = new ArrayList<>();
        return Scenario.script("uses a permit")
                .await(acquire)
                .then(permit -> held.add((Permit) permit))
                .await(v -> between)
                .caught(e -> scenario.receive(e))
                .then(v -> {
                    if (!held.isEmpty()) {
                        close(held.get(0));
                    }
                    return null;
                });
    }

    static void close(Permit permit) {
        try {
            permit.close();
        } catch (Throwable fault) {
            permit.close();
        }
    }

    static final class Queues extends HandsOver {
        private final AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
        private final List<Object> put = new ArrayList<>();
        private final List<Object> taken = new ArrayList<>();

        @Override
        void tasks(List<Coroutine<?>> all) {
            all.add(script("takes").await(queue.take()).then(taken::add).caught(e -> null));
            for (int i = 0; i < 4; i++) {
                int item = i;
                all.add(script("puts")
                        .await(queue.put(i))
                        .then(v -> put.add(item))
                        .caught(e -> null));
            }
            all.add(script("takes later")
                    .await(Weft.sleep(SECOND))
                    .await(v -> queue.take())
                    .then(taken::add)
                    .caught(e -> null));
            all.add(script("takes the rest")
                    .await(Weft.sleep(SECOND.multipliedBy(5)))
                    .then(v -> {
                        poll();
                        return null;
                    })
                    .caught(e -> null));
        }

        private void poll() {
            Integer next;
            while (queue.size() > 0 && (next = queue.poll()) != null) {
                taken.add(next);
            }
        }

        @Override
        void verify(@Nullable Throwable thrown) throws Throwable {
            another();
            poll();
            queue.shutdown(false);
            super.verify(thrown);
        }

        @Override
        void check() {
            require(taken.containsAll(put), "items are lost: put " + put + ", taken " + taken);
        }
    }

    static final class Events extends HandsOver {
        private final AsyncEvent event = new AsyncEvent();
        private final AsyncBarrier barrier = new AsyncBarrier(2);

        @Override
        void tasks(List<Coroutine<?>> all) {
            all.add(script("waits").await(event.whenSet()).caught(this::receive));
            all.add(script("waits, too").await(event.whenSet()).caught(this::receive));
            all.add(script("sets").await(Weft.sleep(SECOND)).then(v -> {
                event.set();
                return null;
            }));
            all.add(script("arrives").await(barrier.arrive()).caught(e -> null));
            all.add(script("arrives, too").await(barrier.arrive()).caught(e -> null));
        }

        @Override
        void verify(@Nullable Throwable thrown) throws Throwable {
            event.set();
            barrier.abort();
            super.verify(thrown);
        }
    }

    static final class Conditions extends HandsOver {
        private final AsyncLock lock = new AsyncLock();
        private final AsyncCondition condition = new AsyncCondition(lock);

        @Override
        void tasks(List<Coroutine<?>> all) {
            List<Permit> held = new ArrayList<>();
            all.add(script("waits for a signal")
                    .await(lock.acquire())
                    .then(permit -> held.add((Permit) permit))
                    .await(v -> condition.whenSignalled())
                    .caught(e -> null)
                    .then(v -> {
                        if (!held.isEmpty()) {
                            close(held.get(0));
                        }
                        return null;
                    }));
            all.add(script("signals")
                    .await(Weft.sleep(SECOND))
                    .await(v -> lock.acquire())
                    .then(permit -> {
                        try {
                            condition.signal();
                        } finally {
                            close((Permit) permit);
                        }
                        return null;
                    }));
        }

        @Override
        void verify(@Nullable Throwable thrown) throws Throwable {
            loop.start(script("signals again").await(lock.acquire()).then(permit -> {
                condition.signalAll();
                ((Permit) permit).close();
                return null;
            }));
            super.verify(thrown);
        }

        @Override
        void check() {
            require(!lock.isLocked(), "the permit is lost: " + lock);
        }
    }

    static final class HotOnLoop extends LoopScenario {
        HotOnLoop() {
            super("value");
        }

        private final CompletableFuture<Object> gate = new CompletableFuture<>();

        @Override
        void prepare() {
            loop.schedule(SECOND, () -> gate.complete("value"));
        }

        @Override
        Coroutine<Object> program() {
            return script("calls").await(v -> script("hot").await(gate).hot());
        }
    }
}
