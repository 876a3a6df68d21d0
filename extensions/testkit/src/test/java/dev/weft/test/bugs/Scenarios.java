package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.test.Sim;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What the scenarios share. */
final class Scenarios {
    private Scenarios() {}

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Returns the answer of something outside the loop, which takes its time. */
    static <T> CompletableFuture<T> answer(int millis, T value) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        EventLoop.running().schedule(Duration.ofMillis(millis), () -> answer.complete(value));
        return answer;
    }

    static Coroutine<Void> pause(int millis) {
        return sleep(Duration.ofMillis(millis));
    }

    /** Cancels a task after a time. */
    @Async
    static Coroutine<Void> cancelAfter(int millis, Task<?> task) {
        await(pause(millis));
        task.cancel("its user has left");
        return done();
    }

    /** Waits until everything has got done that can get done. */
    @Async
    static Coroutine<Void> rest(Sim sim) {
        await(pause(50));
        sim.calm();
        await(pause(1_000));
        return done();
    }

    /** Acquires a permit. The result returns it. */
    @Async
    static Coroutine<Runnable> acquire(AsyncSemaphore semaphore) {
        var permit = await(semaphore.acquire());
        return result(permit::close);
    }

    /** Acquires a lock. The result releases it. */
    @Async
    static Coroutine<Runnable> acquire(AsyncLock lock) {
        var permit = await(lock.acquire());
        return result(permit::close);
    }
}
