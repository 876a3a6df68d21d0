package dev.weft.net.internal.serve;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.net.SocketStream;
import dev.weft.ports.AdapterLoop;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

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
    private final EventLoop loop;
    private final Acceptor acceptor;
    private final int most;
    private final Connections connections;
    private boolean serving;
    private boolean stopped;

    /** Wakes the task that accepts when a connection has ended, or the server stops. */
    private final IoWait room;

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
        connections = new Connections(room);
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
            connections.each(Connection::dropIfNotBegun); // the group has cancelled them before their first step
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
                await(Shortage.waitOut(failure, acceptor));
            }
        }
        return done();
    }

    private <R> void begin(TaskGroup handlers, SocketStream stream, AsyncFunction<? super SocketStream, R> handler) {
        Connection connection = new Connection(stream, connections);
        try {
            connection.startedAs(handlers.start(connection.handle(loop, handler)));
        } catch (Throwable failure) {
            connection.dropIfNotBegun();
            throw failure;
        }
    }

    /** See {@link dev.weft.net.Listener#stop}. */
    @Async
    public Coroutine<Void> stop(Duration grace) {
        stopped = true;
        if (room.isWaiting()) {
            room.wake();
        }
        try {
            await(acceptor.refuse());
            await(endAll(grace));
        } catch (CancelledError cancelled) {
            connections.each(Connection::cancelAndAbort); // nobody is left who would do that later
            throw cancelled;
        }
        return done();
    }

    @Async
    private Coroutine<Void> endAll(Duration grace) {
        if (await(endWithin(grace))) {
            return done();
        }
        connections.each(Connection::cancel);
        if (await(endWithin(grace))) {
            return done();
        }
        connections.each(Connection::abort);
        if (!await(endWithin(grace))) {
            connections.each(connection -> AdapterLoop.of(loop).report(connection, connection.goesOn()));
        }
        return done();
    }

    /** Waits for the connections. Returns whether all have ended. */
    @Async
    private Coroutine<Boolean> endWithin(Duration grace) {
        if (!connections.empty().isSet()) {
            try {
                await(Weft.withTimeout(grace, connections.empty().whenSet()));
            } catch (TimeoutException late) {
                return Weft.result(connections.empty().isSet());
            }
        }
        return Weft.result(true);
    }
}
