package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request to cancel that crosses the end of what is awaited on another loop: each {@code true} comes out once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class CrossLoopCancelTest {
    private static final int ROUNDS = 400;
    private static final Duration LONG = Duration.ofDays(1);

    private static Script<Object> other(int yields) {
        Script<Object> work = Script.of("other");
        for (int i = 0; i < yields; i++) {
            work.await(Weft.yieldNow());
        }
        return work.give("value").caught(e -> {
            throw e;
        });
    }

    private static void everyRequestComesOutOnce(Function<Task<Object>, Object> source) throws Exception {
        EventLoop elsewhere = EventLoop.create();
        Thread thread = new Thread(elsewhere::runForever, "elsewhere");
        thread.start();
        ExecutorService canceller = Executors.newSingleThreadExecutor();
        try (EventLoop loop = EventLoop.create()) {
            for (int round = 0; round < ROUNDS; round++) {
                int spins = round % 40 * 25;
                AtomicInteger errors = new AtomicInteger();
                CompletableFuture<Boolean> asked = new CompletableFuture<>();
                Script<Object> main = Script.of("main");
                main.await(v -> source.apply(elsewhere.start(other(spins % 5))));
                for (Script.Step step : List.<Script.Step>of(
                        v -> asked.thenApply(x -> x),
                        v -> asked.thenApply(x -> x),
                        v -> Weft.yieldNow(),
                        v -> Weft.yieldNow())) {
                    main.caught(e -> count(e, errors)).await(step);
                }
                main.caught(e -> count(e, errors));
                Task<Object> task = loop.start(main);
                canceller.execute(() -> {
                    for (int i = 0; i < spins; i++) {
                        Thread.onSpinWait();
                    }
                    asked.complete(task.cancel("why"));
                });
                loop.runUntilComplete(task);
                assertEquals(
                        asked.get() ? 1 : 0, errors.get(), "round " + round + ": errors for cancel() = " + asked.get());
            }
        } finally {
            canceller.shutdown();
            elsewhere.stop();
            thread.join();
            elsewhere.close();
        }
    }

    private static Object count(Throwable e, AtomicInteger errors) throws Throwable {
        if (!(e instanceof CancelledError)) {
            throw e;
        }
        return errors.incrementAndGet();
    }

    @Test
    void aTask() throws Exception {
        everyRequestComesOutOnce(task -> task);
    }

    @Test
    void aTaskUnderALimit() throws Exception {
        everyRequestComesOutOnce(task -> {
            try {
                return Weft.withTimeout(LONG, task);
            } catch (java.util.concurrent.TimeoutException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aCoroutineUnderALimit() throws Exception {
        everyRequestComesOutOnce(task -> {
            try {
                return Weft.withTimeout(
                        LONG, Script.<Object>of("inner").await(task).await(Weft.yieldNow()));
            } catch (java.util.concurrent.TimeoutException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aGather() throws Exception {
        everyRequestComesOutOnce(
                task -> Weft.gather(task, Script.<Object>of("inner").await(Weft.yieldNow())));
    }

    @Test
    void aShield() throws Exception {
        everyRequestComesOutOnce(Weft::shield);
    }

    @Test
    void aWait() throws Exception {
        everyRequestComesOutOnce(task -> Weft.waitAll(List.of(task)));
    }

    @Test
    void theFirstSuccess() throws Exception {
        everyRequestComesOutOnce(
                task -> Weft.firstSuccess(task, Script.<Object>of("inner").await(Weft.yieldNow())));
    }

    @Test
    void aGroup() throws Exception {
        everyRequestComesOutOnce(task -> TaskGroup.run(group -> {
            group.start(Script.<Object>of("child").await(task));
            return Script.<Object>of("body").await(Weft.yieldNow());
        }));
    }

    @Test
    void aFutureOfATask() throws Exception {
        everyRequestComesOutOnce(Task::toCompletableFuture);
    }
}
