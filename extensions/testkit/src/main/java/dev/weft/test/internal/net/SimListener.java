package dev.weft.test.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.SocketStream;
import dev.weft.net.internal.duplex.Fate;
import dev.weft.net.internal.serve.Acceptor;
import dev.weft.net.internal.serve.Server;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A simulated socket that listens. */
final class SimListener implements Listener, Acceptor, Life.Open {
    private final Life life;
    private final InetSocketAddress address;
    private final ListenOptions how;
    private final Fate fate;
    private final IoWait wait;
    private final Server server;
    private final String opener = Opener.here();

    /** The connections that nobody has accepted. */
    private final Deque<SimStream> backlog = new ArrayDeque<>();

    private @Nullable Object accepting;

    SimListener(Life life, InetSocketAddress address, ListenOptions how) {
        this.life = life;
        this.address = address;
        this.how = how;
        fate = new Fate(life.host().loop(), this);
        wait = IoWait.on(life.host().loop());
        server = new Server(life.host().loop(), this, how.maxConnections());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    int port() {
        return address.getPort();
    }

    boolean sharesPort() {
        return how.reusePort();
    }

    boolean isFor(InetAddress target) {
        return address.getAddress().isAnyLocalAddress() || address.getAddress().equals(target);
    }

    Life life() {
        return life;
    }

    @Override
    public String opener() {
        return opener;
    }

    boolean hasRoom() {
        return backlog.size() < how.backlog();
    }

    void arrives(SimStream connection) {
        backlog.add(connection);
        if (wait.isWaiting()) {
            wait.wake();
        }
    }

    @Override
    @Async
    public Coroutine<SocketStream> accept() throws IOException {
        fate.requireHere();
        server.requireIdle();
        return result(await(acceptNext()));
    }

    @Override
    @Async
    public Coroutine<SocketStream> acceptNext() throws IOException {
        life.requireGoingOn();
        fate.requireHere();
        fate.check();
        requireNobodyAccepts();
        accepting = Task.current();
        try {
            while (backlog.isEmpty()) {
                wait.reset();
                await(wait.next());
                fate.requireOpen();
            }
            return result(backlog.removeFirst().opened());
        } finally {
            accepting = null;
        }
    }

    private void requireNobodyAccepts() {
        if (accepting != null) {
            throw new IllegalStateException(accepting + " accepts already");
        }
    }

    @Override
    @Async
    public <R> Coroutine<Void> serve(AsyncFunction<? super SocketStream, R> handler) throws IOException {
        Objects.requireNonNull(handler, "handler");
        life.requireGoingOn();
        fate.requireHere();
        fate.check();
        requireNobodyAccepts();
        await(server.serve(handler));
        return done();
    }

    @Override
    @Async
    public Coroutine<Void> stop(Duration grace) {
        fate.requireHere();
        await(server.stop(grace));
        return done();
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        fate.requireHere();
        await(server.stop(Duration.ZERO));
        return done();
    }

    @Override
    public Coroutine<Void> refuse() {
        abort();
        return done();
    }

    @Override
    public void abort() {
        fate.close();
        life.closed(this);
        life.ports().remove(this);
        backlog.forEach(SimStream::abort);
        backlog.clear();
        if (wait.isWaiting()) {
            wait.wake();
        }
    }

    @Override
    public String toString() {
        return "listener on " + address;
    }
}
