package dev.weft.net;

/**
 * Both directions of a connection. They are independent: one task may read while another one writes, and one direction can
 * end while the other goes on.
 *
 * <p>Closing sends what is left, and then closes both directions. It takes at most ten seconds of the loop's clock; then, and
 * if it is cancelled, the stream is aborted. After that it is closed in any case. A task that reads meanwhile gets an
 * {@link java.nio.channels.AsynchronousCloseException}. Closing does not throw because the other side has gone.
 *
 * @since 0.1
 */
public interface ByteStream extends ByteSource, ByteSink {
    /**
     * Closes both directions at once, and drops what is left to be sent. The other side sees a reset if the transport knows
     * one. Does nothing if the stream is closed. Any thread.
     */
    void abort();
}
