package dev.weft.net.internal.nio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.Datagrams;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.SocketStream;
import dev.weft.net.internal.name.HappyEyeballs;
import dev.weft.net.internal.name.Lookup;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/** Opens sockets for the running loop. */
public final class NioSockets {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    private final Selection selection;

    /**
     * Creates an opener of sockets.
     *
     * @param selection is told what the sockets wait for
     */
    public NioSockets(Selection selection) {
        this.selection = selection;
    }

    private LoopChannels home() {
        return selection.of(EventLoop.running());
    }

    /** See {@link dev.weft.net.Net#connect(SocketAddress)}. */
    @Async
    public Coroutine<SocketStream> connect(SocketAddress to) throws IOException {
        if (to instanceof InetSocketAddress inet) {
            if (inet.isUnresolved()) {
                List<InetAddress> addresses = await(resolve(inet.getHostString()));
                return result(
                        await(HappyEyeballs.connect(this::connect, inet.getHostString(), inet.getPort(), addresses)));
            }
            return result(await(NioStream.connect(home(), SocketChannel.open(), inet)));
        }
        if (to instanceof UnixDomainSocketAddress unix) {
            return result(await(connectUnix(unix)));
        }
        throw notAnAddress(to);
    }

    /** Makes a stream of the running loop of a channel that is connected. If it throws, the channel is closed. */
    public SocketStream adopt(SocketChannel channel) throws IOException {
        return NioStream.of(home(), channel);
    }

    /** Connects to a Unix socket. If its backlog is full, the system does not say when there is room: tries again. */
    @Async
    private Coroutine<SocketStream> connectUnix(UnixDomainSocketAddress to) throws IOException {
        while (true) {
            try {
                return result(await(NioStream.connect(home(), SocketChannel.open(StandardProtocolFamily.UNIX), to)));
            } catch (IOException failure) {
                if (!String.valueOf(failure.getMessage()).contains("temporarily unavailable")) {
                    throw failure;
                }
            }
            await(sleep(BETWEEN_TRIES));
        }
    }

    private static IllegalArgumentException notAnAddress(SocketAddress given) {
        return new IllegalArgumentException("neither an InetSocketAddress nor a UnixDomainSocketAddress: " + given);
    }

    /** See {@link dev.weft.net.Net#listen(SocketAddress, ListenOptions)}. */
    @Async
    public Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException {
        SocketAddress resolved = await(resolved(at));
        LoopChannels home = home();
        boolean unix = resolved instanceof UnixDomainSocketAddress;
        if (unix && how.replaceSocketFile()) {
            SocketFile.deleteDead((UnixDomainSocketAddress) resolved);
        }
        ServerSocketChannel channel =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (!unix) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                if (how.reusePort()) {
                    channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
                }
            }
            channel.bind(resolved, how.backlog());
            return result(new NioListener(home, channel, how));
        } catch (SocketException refused) {
            channel.close();
            throw named(refused, at);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    /** See {@link dev.weft.net.Net#datagrams}. */
    @Async
    public Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException {
        SocketAddress resolved = await(resolved(at));
        if (!(resolved instanceof InetSocketAddress inet)) {
            throw new IllegalArgumentException("datagrams need an InetSocketAddress: " + at);
        }
        LoopChannels home = home();
        DatagramChannel channel = DatagramChannel.open(
                inet.getAddress() instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(inet);
            return result(new NioDatagrams(home, channel));
        } catch (SocketException refused) {
            channel.close();
            throw named(refused, at);
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    @Async
    private Coroutine<SocketAddress> resolved(SocketAddress at) throws IOException {
        if (at instanceof UnixDomainSocketAddress) {
            return result(at);
        }
        if (!(at instanceof InetSocketAddress inet)) {
            throw notAnAddress(at);
        }
        if (!inet.isUnresolved()) {
            return result(at);
        }
        InetAddress first = await(resolve(inet.getHostString())).get(0);
        return result(new InetSocketAddress(first, inet.getPort()));
    }

    private static BindException named(SocketException refused, SocketAddress at) {
        BindException named = new BindException(refused.getMessage() + ": " + at);
        named.initCause(refused);
        return named;
    }

    /** See {@link dev.weft.net.Net#resolve}. */
    public Coroutine<List<InetAddress>> resolve(String host) throws IOException {
        return Lookup.addresses(host);
    }
}
