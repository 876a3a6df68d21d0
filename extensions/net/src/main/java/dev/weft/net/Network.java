package dev.weft.net;

import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * What {@link Net} asks. The poller or the host of a loop implements it; a loop that has no such thing gets a
 * {@link NioNetwork}. All methods are for tasks of a loop.
 *
 * @since 0.1
 */
public interface Network {
    /**
     * Connects, as {@link Net#connect(SocketAddress)} says.
     *
     * @param to the address
     * @return the connection
     * @throws IOException if there is none
     */
    @CheckReturnValue
    Coroutine<SocketStream> connect(SocketAddress to) throws IOException;

    /**
     * Listens, as {@link Net#listen(SocketAddress, ListenOptions)} says.
     *
     * @param at the address
     * @param how the options
     * @return the listener
     * @throws IOException if the address cannot be used
     */
    @CheckReturnValue
    Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException;

    /**
     * Opens a socket for datagrams, as {@link Net#datagrams} says.
     *
     * @param at the address
     * @return the socket
     * @throws IOException if the address cannot be used
     */
    @CheckReturnValue
    Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException;

    /**
     * Finds the addresses of a host, as {@link Net#resolve} says.
     *
     * @param host its name, or an address as text
     * @return its addresses, at least one
     * @throws IOException if there is none: {@link java.net.UnknownHostException}
     */
    @CheckReturnValue
    Coroutine<List<InetAddress>> resolve(String host) throws IOException;
}
