package dev.weft.net.internal.serve;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.net.SocketStream;
import dev.weft.ports.AdapterLoop;
import dev.weft.ports.IoWait;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Serves connections: at most so many at the same time, each in a task of its own.
 *
 * <pre>
 * IDLE → SERVING → STOPPED
 * IDLE → STOPPED
 * </pre>
 *
 * Owned by the loop's thread.
 */
public final class Server {
    private static final System.Logger LOG = System.getLogger("dev.weft");
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final EventLoop loop;
    private final Acceptor acceptor;
    private final int most;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private boolean serving;
    private boolean stopped;

    /** Wakes the task that accepts when a connection has ended, or the server stops. */
    private final IoWait room;

    /** Set while no connection is left. */
    private final AsyncEvent empty = new AsyncEvent();

    /**
     * Creates a server that does not serve yet.
     *
     * @param loop the loop that it belongs to
     * @param acceptor gives the connections
     * @param most how many connections are handled at the same time
     */
    public Server(EventLoop loop, Acceptor acceptor, int most) {
        this.loop = loop;
        this.acceptor = acceptor;
        this.most = most;
        room = IoWait.on(loop);
        empty.set();
    }

    /**
     * Checks that it does not serve.
     *
     * @throws IllegalStateException if it does
     */
    public void requireIdle() {
        if (serving) {
            throw new IllegalStateException(acceptor + " serves already");
        }
    }

    /** See {@link dev.weft.net.Listener#serve}. */
    @Async
    public <R> Coroutine<Void> serve(AsyncFunction<? super SocketStream, R> handler) throws IOException {
        requireIdle();
        serving = true;
        try (TaskGroup handlers = TaskGroup.openSupervisor()) {
            await(acceptAll(handlers, handler));
            await(handlers.join());
        } finally {
            serving = false;
        }
        return done();
    }

    @Async
    private <R> Coroutine<Void> acceptAll(TaskGroup handlers, AsyncFunction<? super SocketStream, R> handler)
            throws IOException {
        while (!stopped) {
            if (connections.size() >= most) {
                await(room.next());
                continue;
            }
            try {
                begin(handlers, await(acceptor.acceptNext()), handler);
            } catch (ClosedChannelException closed) {
                if (!stopped) {
                    throw closed;
                }
            } catch (IOException failure) {
                if (!isForLack(failure)) {
                    throw failure;
                }
                warn(failure);
                await(sleep(BETWEEN_TRIES));
            }
        }
        return done();
    }

    /** A logger may need a descriptor, too, and fail for lack of it; then a later try is logged. */
    private void warn(IOException failure) {
        try {
            LOG.log(System.Logger.Level.WARNING, acceptor + " cannot take a connection now: " + failure);
        } catch (Throwable broken) {
            // the server must go on
        }
    }

    private <R> void begin(TaskGroup handlers, SocketStream stream, AsyncFunction<? super SocketStream, R> handler) {
        Connection connection = new Connection(stream);
        connections.add(connection);
        empty.clear();
        try {
            var task = handlers.start(connection.handle(loop, handler), connection.toString());
            connection.startedAs(task);
            task.onDone(done -> ended(connection));
        } catch (Throwable failure) {
            stream.abort();
            ended(connection);
            throw failure;
        }
    }

    private void ended(Connection connection) {
        connections.remove(connection);
        if (room.isWaiting()) {
            room.wake();
        }
        if (connections.isEmpty()) {
            empty.set();
        }
    }

    /** Whether the system had no descriptors or memory left. The JDK gives only the text. */
    private static boolean isForLack(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("too many open files")
                || message.contains("no buffer space")
                || message.contains("cannot allocate memory")
                || message.contains("not enough space");
    }

    /** See {@link dev.weft.net.Listener#stop}. */
    @Async
    public Coroutine<Void> stop(Duration grace) {
        stopped = true;
        await(acceptor.refuse());
        if (room.isWaiting()) {
            room.wake();
        }
        if (await(endWithin(grace))) {
            return done();
        }
        each(Connection::cancel);
        if (await(endWithin(grace))) {
            return done();
        }
        each(Connection::abort);
        if (!await(endWithin(grace))) {
            each(this::reportUnlessEnded);
        }
        return done();
    }

    private void reportUnlessEnded(Connection connection) {
        if (!connection.hasEnded()) {
            AdapterLoop.of(loop).report(connection, connection.goesOn());
        }
    }

    private void each(Consumer<Connection> action) {
        List.copyOf(connections).forEach(action);
    }

    /** Waits for the connections. Returns whether all have ended. */
    @Async
    private Coroutine<Boolean> endWithin(Duration grace) {
        if (!empty.isSet()) {
            try {
                await(Weft.withTimeout(grace, empty.whenSet()));
            } catch (TimeoutException late) {
                return Weft.result(empty.isSet());
            }
        }
        return Weft.result(true);
    }
}
