package dev.weft.net.internal.nio;

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
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A socket that listens. */
final class NioListener implements Listener, Acceptor, ChannelKey.Owner {
    private final ServerSocketChannel channel;
    private final SocketAddress address;

    /** Null if it is no Unix socket. */
    private final @Nullable SocketFile file;

    private final ChannelKey key;
    private final Fate fate;
    private final IoWait wait;
    private final Server server;

    /** The task that accepts. Owned by the loop's thread. */
    private @Nullable Object accepting;

    NioListener(LoopChannels home, ServerSocketChannel channel, ListenOptions how) throws IOException {
        this.channel = channel;
        address = channel.getLocalAddress();
        file = address instanceof UnixDomainSocketAddress unix ? SocketFile.of(unix) : null;
        key = new ChannelKey(home, channel, this);
        fate = new Fate(home.loop(), this);
        wait = IoWait.on(home.loop());
        server = new Server(home.loop(), this, how.maxConnections());
    }

    @Override
    public SocketAddress address() {
        return address;
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
        while (true) {
            SocketChannel accepted = await(acceptChannel());
            try {
                return result(NioStream.of(key.home(), accepted));
            } catch (IOException gone) {
                // the peer has left already: that is no failure of the listener
            }
        }
    }

    /** Accepts a connection that does not belong to a loop yet. */
    @Async
    Coroutine<SocketChannel> acceptChannel() throws IOException {
        fate.requireHere();
        fate.check();
        if (accepting != null) {
            throw new IllegalStateException(accepting + " accepts already");
        }
        accepting = Task.current();
        try {
            while (true) {
                SocketChannel accepted = acceptNow();
                if (accepted != null) {
                    return result(accepted);
                }
                key.want(SelectionKey.OP_ACCEPT);
                await(wait.next());
                fate.requireOpen();
            }
        } finally {
            accepting = null;
        }
    }

    /** Returns null if nobody waits to be accepted, or has left again. */
    private @Nullable SocketChannel acceptNow() throws IOException {
        try {
            return channel.accept();
        } catch (IOException failure) {
            if (String.valueOf(failure.getMessage()).contains("connection abort")) {
                return null; // ECONNABORTED
            }
            throw failure;
        }
    }

    @Override
    public void ready(int ops) {
        if (accepting == null) {
            key.doNotWant(SelectionKey.OP_ACCEPT);
        }
        if (wait.isWaiting()) {
            wait.wake();
        }
    }

    @Override
    @Async
    public <R> Coroutine<Void> serve(AsyncFunction<? super SocketStream, R> handler) throws IOException {
        fate.requireHere();
        fate.check();
        if (accepting != null) {
            throw new IllegalStateException(accepting + " accepts already");
        }
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

    /** Refuses connections from now on, and waits until the system does. */
    @Override
    @Async
    public Coroutine<Void> refuse() {
        if (!fate.isClosed()) {
            abort();
        }
        if (channel.isRegistered()) { // for a second caller, too
            await(key.home().released());
        }
        return done();
    }

    @Override
    public void abort() {
        fate.close();
        key.close();
        if (wait.isWaiting()) {
            wait.wake();
        }
        if (file != null) {
            file.delete();
        }
    }

    @Override
    public String toString() {
        return "listener on " + address;
    }
}
