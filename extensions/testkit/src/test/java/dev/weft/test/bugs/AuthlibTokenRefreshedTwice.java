package dev.weft.test.bugs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.start;
import static dev.weft.test.bugs.Scenarios.answer;
import static dev.weft.test.bugs.Scenarios.check;
import static dev.weft.test.bugs.Scenarios.pause;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncLock;
import dev.weft.test.Sim;
import java.util.concurrent.CompletableFuture;

/**
 * Authlib <a href="https://github.com/authlib/authlib/issues/266">266</a>: a token is refreshed twice.
 *
 * <p>Look whether the token is old, await a new one, store it. Who looks while another awaits finds the old one, too, and
 * sends the same refresh token. A server that takes each one once refuses the second.
 */
final class AuthlibTokenRefreshedTwice {
    private AuthlibTokenRefreshedTwice() {}

    /** Gives a new pair of tokens for a refresh token, which it takes once. */
    private static final class Server {
        private int valid = 1;

        CompletableFuture<Integer> refresh(int token) {
            check(token == valid, "refresh token " + token + " was used before");
            valid++;
            return answer(2, valid);
        }
    }

    private static class Client {
        final Server server = new Server();
        int token = 1;
        boolean old = true;

        @Async
        Coroutine<Void> refresh() {
            if (old) {
                token = await(server.refresh(token));
                old = false;
            }
            return done();
        }

        @Async
        Coroutine<Void> request(int millis) {
            await(pause(millis));
            await(refresh());
            await(pause(1));
            return done();
        }
    }

    private static final class Correct extends Client {
        private final AsyncLock refreshing = new AsyncLock();

        @Async
        @Override
        Coroutine<Void> refresh() {
            var permit = await(refreshing.acquire());
            try {
                await(super.refresh());
            } finally {
                permit.close();
            }
            return done();
        }
    }

    static Coroutine<Void> faulty(Sim sim) {
        return scenario(new Client());
    }

    static Coroutine<Void> correct(Sim sim) {
        return scenario(new Correct());
    }

    @Async
    private static Coroutine<Void> scenario(Client client) {
        await(gather(
                start(client.request(0), "ann"), start(client.request(3), "bob"), start(client.request(5), "cleo")));
        return done();
    }
}
