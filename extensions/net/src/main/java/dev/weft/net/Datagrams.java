package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket for datagrams (UDP). All methods but {@link #address} are for tasks of the loop that it belongs to. At most one
 * task receives at a time, and at most one sends.
 *
 * @since 0.1
 */
public interface Datagrams extends AsyncCloseable {
    /** {@return the address, with the port that was chosen if it was made for port 0} */
    SocketAddress address();

    /**
     * Talks with this peer only from now on. Datagrams of others are dropped by the system. Does not wait.
     *
     * @param peer the peer
     * @return this socket
     * @throws IOException if the system refuses it, or the socket is closed
     */
    Datagrams connect(SocketAddress peer) throws IOException;

    /**
     * Waits for a datagram. If it is cancelled, no datagram is lost.
     *
     * @param into receives the datagram. One that does not fit is dropped, and an {@link IOException} tells its size
     * @return who has sent it; null if the socket is connected, and it is the peer
     * @throws IOException if the system has failed; {@link java.net.PortUnreachableException} if the peer of a connected
     *     socket was not there for a datagram that was sent before: the socket can be used further
     */
    @CheckReturnValue
    Coroutine<@Nullable SocketAddress> receive(ByteBuffer into) throws IOException;

    /**
     * Sends a datagram. Waits until the system has taken it. If it is cancelled, it was not sent.
     *
     * @param datagram the datagram, from its position to its limit
     * @param to the receiver
     * @return ends when the system has the datagram
     * @throws IOException if the system has failed, or the datagram is too long
     */
    @CheckReturnValue
    Coroutine<Void> send(ByteBuffer datagram, SocketAddress to) throws IOException;

    /**
     * Sends a datagram to the peer, as {@link #send(ByteBuffer, SocketAddress)} does.
     *
     * @param datagram the datagram, from its position to its limit
     * @return ends when the system has the datagram
     * @throws IOException as {@link #send(ByteBuffer, SocketAddress)}
     * @throws IllegalStateException if the socket is not connected
     */
    @CheckReturnValue
    Coroutine<Void> send(ByteBuffer datagram) throws IOException;
}
