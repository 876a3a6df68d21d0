package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.internal.task.Phases;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A cancellation in each phase of each await that suspends: before the task's first step, while it waits, twice, after
 * its wake-up, and again in its clean-up.
 */
class CancelPhasesTest {
    private static final Duration SECOND = LoopFixture.SECOND;
    private static final Duration LONG = LoopFixture.LONG;

    /** Something to wait for that is not there yet: {@code awaited} makes one more wait for it, {@code finish} ends one. */
    private record Source(Script.Step awaited, Runnable finish) {}

    private interface Kind {
        Source on(Scene scene);
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("sleep", scene -> new Source(v -> Weft.sleep(SECOND), () -> scene.time.advance(SECOND)));
        kinds.put("stage", scene -> {
            List<CompletableFuture<Object>> stages = new ArrayList<>();
            return new Source(
                    v -> {
                        stages.add(new CompletableFuture<>());
                        return stages.get(stages.size() - 1);
                    },
                    () -> stages.get(stages.size() - 1).complete(1));
        });
        kinds.put("task", scene -> ofChild(Weft::start));
        kinds.put("gather", scene -> ofChild(child -> Weft.gather(child, Weft.done())));
        kinds.put("waitAll", scene -> ofChild(child -> Weft.waitAll(List.of(child))));
        kinds.put("waitAll with a limit", scene -> ofChild(child -> Weft.waitAll(List.of(child), LONG)));
        kinds.put("waitFirst", scene -> ofChild(child -> Weft.waitFirst(List.of(child))));
        kinds.put("waitFirstFailure", scene -> ofChild(child -> Weft.waitFirstFailure(List.of(child))));
        kinds.put(
                "asCompleted",
                scene -> ofChild(
                        child -> Weft.asCompleted(List.of(child)).iterator().next()));
        kinds.put("withTimeout", scene -> ofChild(child -> Weft.withTimeout(LONG, child)));
        kinds.put("shield", scene -> ofChild(Weft::shield));
        kinds.put(
                "TaskGroup.run",
                scene -> ofChild(child -> TaskGroup.run(group -> {
                    group.start(child);
                    return Weft.done();
                })));
        kinds.put(
                "TaskGroup.join",
                scene -> ofChild(child -> {
                    TaskGroup group = TaskGroup.open();
                    group.start(child);
                    return group.join();
                }));
        kinds.put("lock", scene -> {
            AsyncLock lock = new AsyncLock();
            Permit held = lock.tryAcquire();
            return new Source(v -> lock.acquire(), held::close);
        });
        kinds.put("semaphore", scene -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(1);
            Permit held = semaphore.tryAcquire();
            return new Source(v -> semaphore.acquire(), held::close);
        });
        kinds.put("event", scene -> {
            AsyncEvent event = new AsyncEvent();
            return new Source(v -> event.whenSet(), event::set);
        });
        kinds.put("condition", scene -> {
            AsyncLock lock = new AsyncLock();
            AsyncCondition condition = new AsyncCondition(lock);
            return new Source(
                    v -> {
                        lock.tryAcquire();
                        return condition.whenSignalled();
                    },
                    () -> {
                        Permit held = lock.tryAcquire();
                        condition.signal();
                        held.close();
                    });
        });
        kinds.put("barrier", scene -> {
            AsyncBarrier barrier = new AsyncBarrier(2);
            return new Source(v -> barrier.arrive(), () -> scene.loop.start(barrier.arrive()));
        });
        kinds.put("put", scene -> {
            AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
            queue.tryPut(1);
            return new Source(v -> queue.put(2), queue::poll);
        });
        kinds.put("take", scene -> {
            AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
            return new Source(v -> queue.take(), () -> queue.tryPut(1));
        });
        kinds.put("join of a queue", scene -> {
            AsyncQueue<Integer> queue = AsyncQueue.fifo(1);
            queue.tryPut(1);
            return new Source(v -> queue.join(), queue::taskDone);
        });
        return kinds;
    }

    private interface Around {
        Object await(Coroutine<Object> child) throws Exception;
    }

    /** What waits for a coroutine of its own, which waits for a gate. */
    private static Source ofChild(Around around) {
        AsyncEvent gate = new AsyncEvent();
        return new Source(v -> around.await(Script.<Object>of("child").await(w -> gate.whenSet())), gate::set);
    }

    /** A task that awaits the source, in its clean-up again, and then something else. */
    private static final class Scene extends LoopFixture {
        final Source source;
        final Task<Object> task;

        Scene(Kind kind) {
            source = kind.on(this);
            task = loop.start(script("main")
                    .await(source.awaited())
                    .log(events, "woken")
                    .await(Weft.sleep(LONG))
                    .caughtAwaiting(e -> {
                        events.add(e.toString());
                        return source.awaited().apply(null);
                    })
                    .log(events, "cleaned up")
                    .caught(e -> events.add("again " + e)));
        }

        void cancelWhenWoken(String reason) {
            if (Phases.isWoken(task)) {
                task.cancel(reason);
            } else if (events.isEmpty()) {
                loop.execute(() -> cancelWhenWoken(reason));
            }
        }

        void end() {
            loop.close();
            assertEquals(List.of(), uncaught.take());
            assertTrue(task.isDone(), task::toString);
        }
    }

    private interface Phase {
        void on(Scene scene);
    }

    private static Stream<DynamicTest> inEachKind(Phase phase) {
        return kinds().entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> {
                    Scene scene = new Scene(kind.getValue());
                    phase.on(scene);
                    scene.end();
                }));
    }

    private static String error(String reason) {
        return new CancelledError(reason).toString();
    }

    @TestFactory
    Stream<DynamicTest> beforeTheFirstStep() {
        return inEachKind(scene -> {
            scene.loop.execute(() -> scene.task.cancel("early"));
            scene.runReady();
            assertEquals(List.of(error("early")), scene.events);
        });
    }

    @TestFactory
    Stream<DynamicTest> whileItWaits() {
        return inEachKind(scene -> {
            scene.runReady();
            scene.task.cancel("waiting");
            scene.runReady();
            assertEquals(List.of(error("waiting")), scene.events);
            scene.source.finish().run();
            scene.loop.runUntilComplete(scene.task);
            assertEquals(List.of(error("waiting"), "cleaned up"), scene.events);
        });
    }

    @TestFactory
    Stream<DynamicTest> twiceWhileItWaits() {
        return inEachKind(scene -> {
            scene.runReady();
            scene.loop.execute(() -> {
                scene.task.cancel("first");
                scene.task.cancel("second");
            });
            scene.runReady();
            assertEquals(List.of(error("second")), scene.events);
        });
    }

    @TestFactory
    Stream<DynamicTest> afterItsWakeUp() {
        return inEachKind(scene -> {
            scene.runReady();
            scene.loop.execute(() -> {
                scene.source.finish().run();
                scene.cancelWhenWoken("late");
            });
            scene.runReady();
            assertEquals(List.of("woken", error("late")), scene.events.subList(0, 2));
        });
    }

    @TestFactory
    Stream<DynamicTest> inTheSameTurnAsWhatEndsTheWaitButBeforeIt() {
        return inEachKind(scene -> {
            scene.runReady();
            scene.loop.execute(() -> {
                scene.task.cancel("just before");
                scene.source.finish().run();
            });
            scene.runReady();
            // A limit passes the cancellation on to its child, which has its outcome already.
            scene.events.remove("woken");
            assertEquals(error("just before"), scene.events.get(0));
        });
    }

    @TestFactory
    Stream<DynamicTest> againInItsCleanUp() {
        return inEachKind(scene -> {
            scene.runReady();
            scene.task.cancel("first");
            scene.runReady();
            scene.task.cancel("second");
            scene.runReady();
            assertEquals(List.of(error("first"), "again " + error("second")), scene.events);
        });
    }
}
