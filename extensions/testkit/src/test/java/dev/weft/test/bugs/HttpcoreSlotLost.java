package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.bugs.Scenarios.acquire;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.test.Sim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * httpcore <a href="https://github.com/encode/httpcore/issues/830">830</a> and
 * <a href="https://github.com/encode/httpcore/issues/1093">1093</a>: a pool loses a slot.
 *
 * <p>A request that waits is cancelled. Before it runs, so that it can leave the queue, the pool assigns a connection to
 * it. The request leaves without one, and the pool counts the connection for ever.
 */
final class HttpcoreSlotLost {
    private HttpcoreSlotLost() {}

    private static final class Pool {
        private static final class Request {
            final CompletableFuture<Void> ready = new CompletableFuture<>();
            boolean assigned;
        }

        private final List<Request> requests = new ArrayList<>();
        private int free;

        Pool(int limit) {
            free = limit;
        }

        /** The result closes the connection. */
        @Async
        Coroutine<Runnable> connection() {
            var request = new Request();
            requests.add(request);
            assign();
            try {
                await(request.ready);
            } finally {
                requests.remove(request); // and what was assigned to it?
            }
            return result(this::close);
        }

        private void close() {
            free++;
            assign();
        }

        private void assign() {
            for (Request request : requests) {
                if (free > 0 && !request.assigned) {
                    free--;
                    request.assigned = true;
                    request.ready.complete(null);
                }
            }
        }
    }

    /** A page is loaded, a picture waits for the same server. Then the user goes to the next page. */
    private static final class Browser {
        private final AsyncCallable<Runnable> pool;
        private final AsyncEvent loading = new AsyncEvent();
        private final AsyncEvent left = new AsyncEvent();

        Browser(AsyncCallable<Runnable> pool) {
            this.pool = pool;
        }

        @Async
        Coroutine<Void> page() throws Exception {
            Runnable close = await(pool.call());
            loading.set();
            await(left.whenSet());
            await(yieldNow());
            close.run();
            return done();
        }

        @Async
        Coroutine<Void> load() throws Exception {
            Runnable close = await(pool.call());
            try {
                await(pause(1));
            } finally {
                close.run();
            }
            return done();
        }

        @Async
        Coroutine<Task<Void>> leave(Task<Void> picture) throws Exception {
            await(loading.whenSet());
            await(pause(1));
            picture.cancel("its page was left");
            left.set();
            return result(start(load(), "next page"));
        }
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return scenario(sim, new Pool(1)::connection);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        var limit = new AsyncSemaphore(1);
        return scenario(sim, () -> acquire(limit));
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, AsyncCallable<Runnable> pool) throws Exception {
        var browser = new Browser(pool);
        Task<Void> page = start(browser.page(), "page");
        Task<Void> picture = start(browser.load(), "picture");
        Task<Task<Void>> leaving = start(browser.leave(picture), "user");
        await(page);
        Task<Void> next = await(leaving);
        await(rest(sim));
        check(next.isDone(), "all connections are closed, and the pool is full");
        return done();
    }
}
