package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * psycopg's pool <a href="https://github.com/psycopg/psycopg/issues/1275">1275</a> and
 * <a href="https://github.com/psycopg/psycopg/issues/1345">1345</a>: a cancel is swallowed.
 *
 * <p>A client that waits is cancelled, keeps the error, and takes its lock to leave. Meanwhile the pool gives it a
 * connection. The client looks at the connection first, and goes on as if nothing had happened.
 */
final class PsycopgCancelSwallowed {
    private PsycopgCancelSwallowed() {}

    private static final class Pool {
        private static final class Client {
            final AsyncLock lock = new AsyncLock();
            final CompletableFuture<Void> signal = new CompletableFuture<>();
            boolean hasConnection;
        }

        private final Deque<Client> clients = new ArrayDeque<>();
        private int free = 1;

        /** The result returns the connection. */
        @Async
        Coroutine<Runnable> connection() {
            if (free > 0) {
                free--;
            } else {
                await(turn(new Client()));
            }
            return result(() -> start(putBack(), "pool"));
        }

        @Async
        @Allow("WEFT008")
        private Coroutine<Void> turn(Client client) {
            clients.add(client);
            CancelledError cancelled = null;
            try {
                await(client.signal);
            } catch (CancelledError error) {
                cancelled = error;
            }
            var permit = await(client.lock.acquire());
            clients.remove(client);
            permit.close();
            if (!client.hasConnection && cancelled != null) {
                throw cancelled;
            }
            return done();
        }

        @Async
        private Coroutine<Void> putBack() {
            Client first = clients.poll();
            if (first == null) {
                free++;
                return done();
            }
            var permit = await(first.lock.acquire());
            first.hasConnection = true;
            first.signal.complete(null);
            permit.close();
            return done();
        }
    }

    /** Works with a connection, again and again. */
    private static final class Worker {
        private final AsyncCallable<Runnable> pool;

        @Nullable
        String doing;

        Worker(AsyncCallable<Runnable> pool) {
            this.pool = pool;
        }

        @Async
        Coroutine<Void> run(int queries, int millis) throws Exception {
            for (int i = 0; i < queries; i++) {
                doing = "waits";
                Runnable putBack = await(pool.call());
                doing = "queries";
                try {
                    await(answer(millis, "rows"));
                } finally {
                    putBack.run();
                }
            }
            return done();
        }
    }

    static Coroutine<Void> faulty(Sim sim) throws Exception {
        return scenario(sim, new Pool()::connection);
    }

    static Coroutine<Void> correct(Sim sim) throws Exception {
        var connections = new AsyncSemaphore(1);
        return scenario(sim, () -> Scenarios.acquire(connections));
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, AsyncCallable<Runnable> pool) throws Exception {
        Task<Void> ann = start(new Worker(pool).run(2, 4), "ann");
        var worker = new Worker(pool);
        Task<Void> bob = start(worker.run(5, 1), "bob");
        await(pause(5));
        boolean waits = "waits".equals(worker.doing) && bob.cancel("shutdown");
        await(rest(sim));
        check(!waits || bob.isCancelled(), "cancelled, and went on");
        check(ann.isDone() && bob.isDone(), "the connection is lost");
        return done();
    }
}
