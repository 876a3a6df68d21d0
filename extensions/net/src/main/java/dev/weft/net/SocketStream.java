package dev.weft.net;

import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.FileChannel;

/**
 * A connection by TCP or by a Unix socket. Of TCP, {@code TCP_NODELAY} is on.
 *
 * @since 0.1
 */
public interface SocketStream extends ByteStream {
    /** {@return the address of this side, also when the stream is closed} Any thread. */
    SocketAddress local();

    /** {@return the address of the other side, also when the stream is closed} Any thread. */
    SocketAddress remote();

    /**
     * Sets an option of the socket. Does not wait.
     *
     * @param name the option, one of {@link java.net.StandardSocketOptions} or of {@code jdk.net.ExtendedSocketOptions}
     * @param value its value
     * @param <V> the type of the value
     * @return this stream
     * @throws IOException if the system refuses it, or the stream is closed
     * @throws UnsupportedOperationException if this kind of socket does not have the option
     */
    <V> SocketStream option(SocketOption<V> name, V value) throws IOException;

    /**
     * Sends a part of a file. The bytes go from the file to the socket inside of the system, where it can do that. If it is
     * cancelled, a part of them was sent; the message of the {@link dev.weft.CancelledError} says how much.
     *
     * @param file the file; its position does not change
     * @param from the position of the first byte
     * @param count how many bytes to send at most
     * @return the number of bytes sent; less than {@code count} only if the file ends before
     * @throws IOException as {@link #write}, and what reading the file throws
     * @throws IllegalArgumentException if {@code from} or {@code count} is negative
     */
    @CheckReturnValue
    Coroutine<Long> send(FileChannel file, long from, long count) throws IOException;
}
