package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.internal.name.HappyEyeballs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Opens sockets on the network of the running loop. What it gives belongs to that loop.
 *
 * <pre>{@code
 * try (var listener = await(Net.listen(new InetSocketAddress("127.0.0.1", 7000)))) {
 *     await(listener.serve(Echo::handle));
 * }
 * }</pre>
 *
 * <p>If a wait is cancelled, no socket is left open. All methods are for tasks: an await of one throws an
 * {@link IllegalStateException} where no loop runs.
 * @since 0.1
 */
public final class Net {
    private Net() {}

    /** The network of the running loop. */
    private static Network network() {
        return EventLoop.running().port(Network.class, NioNetwork::new);
    }

    /**
     * Connects to a host by TCP. If it has several addresses, they are tried by turns, IPv6 and IPv4, the next one 250 ms
     * after the last or as soon as that has failed; the first connection wins (RFC 8305, "happy eyeballs").
     *
     * @param host its name, or an address as text
     * @param port the port
     * @return the connection, which the caller closes
     * @throws IOException if no address can be reached: a {@link java.net.ConnectException} that has the failure of each as
     *     suppressed; {@link java.net.UnknownHostException} if there is no address
     * @throws IllegalArgumentException if the port is not between 0 and 65535
     */
    @Async
    @CheckReturnValue
    public static Coroutine<SocketStream> connect(String host, int port) throws IOException {
        Network network = network();
        List<InetAddress> addresses = await(network.resolve(host));
        return result(await(HappyEyeballs.connect(network::connect, host, port, addresses)));
    }

    /**
     * Connects to an address.
     *
     * @param to an {@link java.net.InetSocketAddress}, which is resolved if it is not, or a
     *     {@link java.net.UnixDomainSocketAddress}
     * @return the connection, which the caller closes
     * @throws IOException if it cannot be reached: a {@link java.net.ConnectException}
     * @throws IllegalArgumentException if the address is of another kind
     */
    @Async
    @CheckReturnValue
    public static Coroutine<SocketStream> connect(SocketAddress to) throws IOException {
        return result(await(network().connect(to)));
    }

    /**
     * Listens on an address, with the default options.
     *
     * @param at an {@link java.net.InetSocketAddress} or a {@link java.net.UnixDomainSocketAddress}
     * @return the listener, which the caller closes
     * @throws IOException if the address cannot be used: {@link java.net.BindException}
     * @throws IllegalArgumentException if the address is of another kind
     */
    @Async
    @CheckReturnValue
    public static Coroutine<Listener> listen(SocketAddress at) throws IOException {
        return result(await(network().listen(at, ListenOptions.defaults())));
    }

    /**
     * Listens on an address.
     *
     * @param at an {@link java.net.InetSocketAddress} or a {@link java.net.UnixDomainSocketAddress}, whose file is deleted
     *     when the listener is closed
     * @param how the options
     * @return the listener, which the caller closes
     * @throws IOException if the address cannot be used: {@link java.net.BindException}
     * @throws IllegalArgumentException if the address is of another kind
     */
    @Async
    @CheckReturnValue
    public static Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException {
        return result(await(network().listen(at, how)));
    }

    /**
     * Opens a socket for datagrams (UDP).
     *
     * @param at its address; port 0 lets the system choose one
     * @return the socket, which the caller closes
     * @throws IOException if the address cannot be used: {@link java.net.BindException}
     * @throws IllegalArgumentException if the address is no {@link java.net.InetSocketAddress}
     */
    @Async
    @CheckReturnValue
    public static Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException {
        return result(await(network().datagrams(at)));
    }

    /**
     * Finds the addresses of a host. An address as text never leaves the loop. Names are looked up by a few threads of their
     * own, so that a name server that hangs does not keep blocking work; if this is cancelled, that look-up goes on, and its
     * result is dropped.
     *
     * @param host its name, or an address as text
     * @return its addresses in the order in which the system gives them, at least one
     * @throws IOException if there is none: {@link java.net.UnknownHostException}
     */
    @Async
    @CheckReturnValue
    public static Coroutine<List<InetAddress>> resolve(String host) throws IOException {
        return result(await(network().resolve(host)));
    }
}
