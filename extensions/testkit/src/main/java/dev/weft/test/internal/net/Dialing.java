package dev.weft.test.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.net.SocketStream;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connects one host to another: a request, and an answer. Both may be lost, so the request is sent again until there is an
 * answer, seven times in about two minutes.
 */
final class Dialing {
    private static final int MOST_REQUESTS = 7;

    private enum Answer {
        NONE,
        REFUSED,
        ACCEPTED
    }

    private final Courier courier;
    private final Host host;
    private final Host target;
    private final InetSocketAddress to;
    private final SimStream client;
    private final IoWait answered;
    private Answer answer = Answer.NONE;

    /** The other end, once the request has arrived. */
    private @Nullable SimStream server;

    private Dialing(Courier courier, SimStream client, Host target, InetSocketAddress to) {
        this.courier = courier;
        this.client = client;
        this.target = target;
        this.to = to;
        host = client.host();
        answered = IoWait.on(host.loop());
    }

    /** Connects. If it throws, or is cancelled, nothing is left open. */
    @Async
    static Coroutine<SocketStream> connect(Courier courier, Life life, Host target, InetSocketAddress to)
            throws IOException {
        InetSocketAddress from = new InetSocketAddress(
                to.getAddress().isLoopbackAddress()
                        ? to.getAddress()
                        : life.host().address(),
                life.ports().choose());
        SimStream client = new SimStream(life, courier, from, to).opened();
        try {
            await(new Dialing(courier, client, target, to).dial());
        } catch (Throwable failure) {
            client.abort();
            throw failure;
        }
        return result(client);
    }

    @Async
    private Coroutine<Void> dial() throws IOException {
        Duration patience = Duration.ofSeconds(1);
        for (int i = 0; i < MOST_REQUESTS && answer == Answer.NONE; i++) {
            courier.send(host, target, () -> "the request of " + host + " to connect to " + to, this::requestArrives);
            try {
                await(Weft.withTimeout(patience, answered.next()));
            } catch (TimeoutException late) {
                patience = patience.multipliedBy(2);
            }
        }
        client.life().requireGoingOn();
        if (answer == Answer.ACCEPTED) {
            return Weft.done();
        }
        throw new ConnectException((answer == Answer.NONE ? "Connection timed out: " : "Connection refused: ") + to);
    }

    private void requestArrives() {
        if (server == null) {
            SimListener listener = target.life().ports().listenerAt(to);
            if (listener == null) {
                answer(Answer.REFUSED);
                return;
            }
            if (!listener.hasRoom()) {
                courier.ground().note(false, () -> "the backlog of the " + listener + " is full");
                return;
            }
            server = new SimStream(listener.life(), courier, to, client.local());
            SimStream.connect(client, server);
            listener.arrives(server);
        }
        answer(Answer.ACCEPTED);
    }

    private void answer(Answer given) {
        courier.send(target, host, () -> "the answer of " + target + " to a request of " + host, () -> arrives(given));
    }

    private void arrives(Answer given) {
        if (answer != Answer.NONE) {
            return; // a second answer, to a request that was sent again
        }
        answer = given;
        if (!client.isDisposed()) {
            answered.wake();
        } else if (given == Answer.ACCEPTED) {
            client.refuse(); // it does not wait any more
        }
    }
}
