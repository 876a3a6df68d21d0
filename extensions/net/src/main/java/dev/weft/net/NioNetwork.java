package dev.weft.net;

import dev.weft.Coroutine;
import dev.weft.net.internal.nio.NioSockets;
import dev.weft.net.internal.nio.Selection;
import dev.weft.ports.Poller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * The network of the operating system, by {@code java.nio}. It is the poller of a loop: the loop waits in its selector. A loop
 * that needs one gets one, so programs need not make it. Timers of such a loop are late by at most a millisecond more, since
 * that is what a selector can wait for.
 *
 * @since 0.1
 */
public final class NioNetwork implements Network, Poller {
    private final Selection selection = new Selection();
    private final NioSockets sockets = new NioSockets(selection);

    /**
     * Opens a selector.
     *
     * @throws java.io.UncheckedIOException if the system has none left
     */
    public NioNetwork() {}

    @Override
    public Coroutine<SocketStream> connect(SocketAddress to) throws IOException {
        return sockets.connect(to);
    }

    @Override
    public Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException {
        return sockets.listen(at, how);
    }

    @Override
    public Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException {
        return sockets.datagrams(at);
    }

    @Override
    public Coroutine<List<InetAddress>> resolve(String host) throws IOException {
        return sockets.resolve(host);
    }

    /** Makes a stream of the running loop of a channel that is connected; for {@link LoopGroup}. */
    SocketStream adopt(SocketChannel channel) throws IOException {
        return sockets.adopt(channel);
    }

    @Override
    public void poll(long nanos) {
        selection.poll(nanos, null);
    }

    @Override
    public void poll(long nanos, Runnable drain) {
        selection.poll(nanos, drain);
    }

    @Override
    public void wakeUp() {
        selection.wakeUp();
    }

    @Override
    public void close() {
        selection.close();
    }

    @Override
    public String toString() {
        return "the network of the system";
    }
}
