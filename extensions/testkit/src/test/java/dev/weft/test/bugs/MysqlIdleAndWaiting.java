package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.cancelAfter;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * Boost.MySQL's pool <a href="https://github.com/boostorg/mysql/issues/509">509</a>: a connection is idle, and a request
 * waits.
 *
 * <p>A connection that becomes idle goes into a list, and the oldest request is notified. That one is cancelled before it
 * looks into the list: on its way back to the pool's strand. It leaves, and the next request is never told.
 */
final class MysqlIdleAndWaiting {
    private MysqlIdleAndWaiting() {}

    private static class Pool {
        private final Deque<String> idle = new ArrayDeque<>();
        private final Deque<CompletableFuture<Void>> requests = new ArrayDeque<>();

        void giveBack(String connection) {
            idle.add(connection);
            for (var request : requests) {
                if (request.complete(null)) {
                    return; // the oldest that waits is notified
                }
            }
        }

        @Async
        Coroutine<String> connection() {
            while (idle.isEmpty()) {
                var notified = new CompletableFuture<Void>();
                requests.add(notified);
                try {
                    await(notified);
                } finally {
                    requests.removeIf(other -> other == notified);
                }
                await(yieldNow()); // back to the strand; to be cancelled here is to be notified in vain
            }
            return result(idle.remove());
        }
    }

    private static final class Correct extends Pool {
        private final AsyncQueue<String> queue = AsyncQueue.fifo(1);

        @Override
        void giveBack(String connection) {
            queue.tryPut(connection);
        }

        @Override
        Coroutine<String> connection() {
            return queue.take();
        }
    }

    @Async
    private static Coroutine<Void> query(Pool pool, int millis) {
        String connection = await(pool.connection());
        try {
            await(answer(millis, "rows"));
        } finally {
            pool.giveBack(connection);
        }
        return done();
    }

    static Coroutine<Void> faulty(Sim sim) {
        return scenario(sim, new Pool());
    }

    static Coroutine<Void> correct(Sim sim) {
        return scenario(sim, new Correct());
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, Pool pool) {
        pool.giveBack("the only connection");
        Task<Void> one = start(query(pool, 2), "one");
        Task<Void> two = start(query(pool, 2), "two");
        Task<Void> three = start(query(pool, 2), "three");
        start(cancelAfter(3, two), "two's user");
        await(rest(sim));
        check(one.isDone() && three.isDone(), "a connection is idle, and a request waits");
        return done();
    }
}
