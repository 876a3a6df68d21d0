package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.acquire;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * aiohttp <a href="https://github.com/aio-libs/aiohttp/issues/4936">4936</a>: more connections than the limit allows.
 *
 * <p>A release wakes the first waiter, and the slot is free until that one runs. Who asks meanwhile finds it free. The
 * waiter does not look again.
 */
final class AiohttpLimitExceeded {
    private AiohttpLimitExceeded() {}

    private static final class Connector {
        private final Deque<CompletableFuture<Void>> waiters = new ArrayDeque<>();
        private int free;

        Connector(int limit) {
            free = limit;
        }

        /** The result closes the connection. */
        @Async
        Coroutine<Runnable> connect() {
            if (free == 0) {
                var waiter = new CompletableFuture<Void>();
                waiters.add(waiter);
                await(waiter);
            }
            free--; // it may have been taken
            return result(this::release);
        }

        private void release() {
            free++;
            var first = waiters.poll();
            if (first != null) {
                first.complete(null);
            }
        }
    }

    /** Requests to one server. */
    private static final class Requests {
        private final AsyncCallable<Runnable> connector;
        private int open;

        Requests(AsyncCallable<Runnable> connector) {
            this.connector = connector;
        }

        @Async
        Coroutine<Void> send(int millis) throws Exception {
            await(pause(millis));
            Runnable close = await(connector.call());
            open++;
            check(open <= 1, "limit exceeded");
            await(answer(2, "the page"));
            open--;
            close.run();
            return done();
        }
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return scenario(new Connector(1)::connect);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        var limit = new AsyncSemaphore(1);
        return scenario(() -> acquire(limit));
    }

    @Async
    private static Coroutine<Void> scenario(AsyncCallable<Runnable> connector) throws Exception {
        var requests = new Requests(connector);
        await(gather(
                start(requests.send(0), "a"),
                start(requests.send(1), "b"),
                start(requests.send(3), "c"),
                start(requests.send(8), "d")));
        return done();
    }
}
