package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.cancelAfter;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.rest;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.test.Sim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * redis-py <a href="https://github.com/redis/redis-py/issues/2624">2624</a> and
 * <a href="https://github.com/redis/redis-py/issues/2665">2665</a>: answers off by one.
 *
 * <p>A command is cancelled when it is sent and its reply is not read. Its connection goes back to the pool, the reply
 * arrives there, and the next command takes it for its own.
 */
final class RedisAnswersOffByOne {
    private RedisAnswersOffByOne() {}

    /** One command after the other; the server replies in order. */
    private static final class Connection {
        private final Deque<String> replies = new ArrayDeque<>();
        private CompletableFuture<Void> reader = new CompletableFuture<>();

        void send(String key) {
            start(serve(key), "server, " + key);
        }

        @Async
        private Coroutine<Void> serve(String key) {
            replies.add(await(answer(2, "value of " + key)));
            reader.complete(null);
            return done();
        }

        @Async
        Coroutine<String> reply() {
            while (replies.isEmpty()) {
                reader = new CompletableFuture<>();
                await(reader);
            }
            return result(replies.remove());
        }
    }

    private static class Client {
        final AsyncQueue<Connection> idle = AsyncQueue.fifo(1);

        Client() {
            idle.tryPut(new Connection());
        }

        @Async
        Coroutine<String> get(String key) {
            Connection connection = await(idle.take());
            try {
                connection.send(key);
                return result(await(connection.reply()));
            } finally {
                idle.tryPut(connection); // whether or not the reply was read
            }
        }
    }

    private static final class Correct extends Client {
        @Async
        @Override
        Coroutine<String> get(String key) {
            Connection connection = await(idle.take());
            try {
                connection.send(key);
                return result(await(connection.reply()));
            } catch (CancelledError cancelled) {
                connection = new Connection();
                throw cancelled;
            } finally {
                idle.tryPut(connection);
            }
        }
    }

    static Coroutine<Void> faulty(Sim sim) {
        return scenario(sim, new Client());
    }

    static Coroutine<Void> correct(Sim sim) {
        return scenario(sim, new Correct());
    }

    @Async
    private static Coroutine<Void> scenario(Sim sim, Client client) {
        Task<String> ann = start(client.get("a"), "ann");
        Task<String> bob = start(client.get("b"), "bob");
        start(cancelAfter(3, ann), "ann's user");
        String got = await(bob);
        check(got.equals("value of b"), "asked for b, got the " + got);
        await(rest(sim));
        return done();
    }
}
