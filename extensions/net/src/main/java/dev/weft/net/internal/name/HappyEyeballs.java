package dev.weft.net.internal.name;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.net.SocketStream;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first address of a host that answers: RFC 8305, "Happy Eyeballs Version 2". The next address is tried when the
 * last one has failed, or has not answered for 250 ms.
 *
 * <p>All attempts are tasks of one loop. The first one that is connected sets {@code winner} in that very step; one that comes
 * later finds it set, and closes its own connection. So there is never a second one.
 */
public final class HappyEyeballs {
    private static final Duration DELAY = Duration.ofMillis(250);

    private final AsyncFunction<SocketAddress, SocketStream> connect;
    private final List<IOException> failures = new ArrayList<>();
    private final AsyncEvent news = new AsyncEvent();
    private int running;
    private @Nullable SocketStream winner;

    private HappyEyeballs(AsyncFunction<SocketAddress, SocketStream> connect) {
        this.connect = connect;
    }

    /**
     * Connects to a host.
     *
     * @param connect connects to one address
     * @param host the host's name, for messages
     * @param port the port
     * @param addresses its addresses, as the resolver has ordered them
     */
    @Async
    public static Coroutine<SocketStream> connect(
            AsyncFunction<SocketAddress, SocketStream> connect, String host, int port, List<InetAddress> addresses)
            throws IOException {
        HappyEyeballs race = new HappyEyeballs(connect);
        Deque<InetAddress> left = interleaved(addresses);
        if (left.size() == 1) {
            await(race.only(new InetSocketAddress(left.getFirst(), port)));
            return result(race.outcome(host, port));
        }
        try (TaskGroup attempts = TaskGroup.open()) {
            await(race.run(attempts, left, port));
            attempts.cancel();
        } catch (Throwable cancelled) {
            if (race.winner != null) {
                race.winner.abort();
            }
            throw cancelled;
        }
        return result(race.outcome(host, port));
    }

    private SocketStream outcome(String host, int port) throws ConnectException {
        if (winner == null) {
            throw allFailed(host, port);
        }
        return winner;
    }

    private void failed(InetSocketAddress to, Exception failure) {
        failures.add(new IOException(to + ": " + failure, failure));
    }

    /** Without a race there is no task to be started. */
    @Async
    private Coroutine<Void> only(InetSocketAddress to) {
        try {
            winner = await(connect.apply(to));
        } catch (Exception failure) {
            failed(to, failure);
        }
        return done();
    }

    @Async
    private Coroutine<Void> run(TaskGroup attempts, Deque<InetAddress> left, int port) {
        while (winner == null && (running > 0 || !left.isEmpty())) {
            news.clear();
            if (!left.isEmpty()) {
                running++;
                var unused = attempts.start(attempt(new InetSocketAddress(left.removeFirst(), port)));
            }
            try {
                if (left.isEmpty()) {
                    await(news.whenSet());
                } else {
                    await(Weft.withTimeout(DELAY, news.whenSet()));
                }
            } catch (TimeoutException slow) {
                // try the next one beside it
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> attempt(InetSocketAddress to) {
        try {
            SocketStream connected = await(connect.apply(to));
            if (winner == null) {
                winner = connected;
            } else {
                connected.abort();
            }
        } catch (Exception failure) {
            failed(to, failure);
        } finally {
            running--;
            news.set();
        }
        return done();
    }

    private ConnectException allFailed(String host, int port) {
        String message = failures.size() == 1
                ? Objects.requireNonNull(failures.get(0).getCause()).getMessage()
                : "none of the " + failures.size() + " addresses of " + host + " can be reached at port " + port;
        ConnectException all = new ConnectException(message);
        failures.forEach(all::addSuppressed);
        return all;
    }

    /** The addresses of both families by turns, that of the first one first. */
    private static Deque<InetAddress> interleaved(List<InetAddress> addresses) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        boolean sixFirst = addresses.get(0) instanceof Inet6Address;
        for (InetAddress address : addresses) {
            (address instanceof Inet6Address == sixFirst ? first : second).add(address);
        }
        Deque<InetAddress> all = new ArrayDeque<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                all.add(first.removeFirst());
            }
            if (!second.isEmpty()) {
                all.add(second.removeFirst());
            }
        }
        return all;
    }
}
