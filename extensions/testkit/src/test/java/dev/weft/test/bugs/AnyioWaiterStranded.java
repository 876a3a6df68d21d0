package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.test.Sim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * AnyIO <a href="https://github.com/agronholm/anyio/pull/1145">1145</a>: a free lock that nobody gets.
 *
 * <p>The only waiter is cancelled. Before it runs, so that it can leave the queue, the lock is released: to nobody, since
 * that one is skipped. Who comes now finds the lock free and the queue not empty, and waits behind a waiter that will not
 * release anything.
 */
final class AnyioWaiterStranded {
    private AnyioWaiterStranded() {}

    private static final class Lock {
        private final List<CompletableFuture<Void>> waiters = new ArrayList<>();
        private boolean held;

        /** The result releases the lock. */
        @Async
        Coroutine<Runnable> acquire() {
            if (held || !waiters.isEmpty()) {
                var waiter = new CompletableFuture<Void>();
                waiters.add(waiter);
                try {
                    await(waiter);
                } finally {
                    waiters.removeIf(other -> other == waiter);
                }
            }
            held = true;
            return result(this::release);
        }

        private void release() {
            for (var waiter : waiters) {
                if (waiter.complete(null)) {
                    return; // still held, by the one that wakes
                }
            }
            held = false; // also if cancelled ones are queued
        }
    }

    /** A file that one at a time writes. */
    private static final class File {
        private final AsyncCallable<Runnable> lock;
        private final AsyncEvent writing = new AsyncEvent();
        private final AsyncEvent stopped = new AsyncEvent();

        File(AsyncCallable<Runnable> lock) {
            this.lock = lock;
        }

        @Async
        Coroutine<Void> writeUntilStopped() throws Exception {
            Runnable release = await(lock.call());
            writing.set();
            await(stopped.whenSet());
            await(yieldNow()); // what is buffered
            release.run();
            return done();
        }

        @Async
        Coroutine<Void> write() throws Exception {
            await(yieldNow()); // looks for the file
            Runnable release = await(lock.call());
            try {
                await(pause(1));
            } finally {
                release.run();
            }
            return done();
        }

        @Async
        Coroutine<Task<Void>> replace(Task<Void> second) throws Exception {
            await(writing.whenSet());
            await(pause(1));
            second.cancel("there is something newer to write");
            stopped.set();
            return result(start(write(), "third"));
        }
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return scenario(sim, new Lock()::acquire);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        var lock = new AsyncLock();
        return scenario(sim, () -> Scenarios.acquire(lock));
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, AsyncCallable<Runnable> lock) throws Exception {
        var file = new File(lock);
        Task<Void> first = start(file.writeUntilStopped(), "first");
        Task<Void> second = start(file.write(), "second");
        Task<Task<Void>> replacing = start(file.replace(second), "user");
        await(first);
        Task<Void> third = await(replacing);
        await(rest(sim));
        check(third.isDone(), "the lock is free, and a task waits for it");
        return done();
    }
}
