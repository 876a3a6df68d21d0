package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where bytes go. All methods are for tasks of the loop that the sink belongs to. At most one task writes at a time; another
 * one gets an {@link IllegalStateException} that names the task that writes.
 *
 * <p>A write that is cancelled before any of its bytes has gone has not begun. If some of them have gone, the rest is copied,
 * at most 1 MiB, and sent in the background, so the message arrives whole. The next write waits for that, and so does
 * {@link #end} and closing. If more is left, the sink is aborted. So a write whose time limit was over may have been sent.
 *
 * <p>Once the sink has failed, each further call throws the same failure.
 *
 * @since 0.1
 */
public interface ByteSink extends AsyncCloseable {
    /**
     * Writes all of the buffer. That is the back-pressure: it waits until the system has taken the bytes.
     *
     * @param all the buffer, from its position to its limit, which becomes its position. The sink uses it until the await ends
     * @return ends when the system has all, or when little is left to be sent; the buffer is the caller's again
     * @throws IOException if the sink has failed; {@link java.nio.channels.ClosedChannelException} after {@link #end} and
     *     after closing
     */
    @CheckReturnValue
    Coroutine<Void> write(ByteBuffer all) throws IOException;

    /**
     * Writes all of these buffers, one after another, in one system call if that takes them.
     *
     * @param all the buffers
     * @return ends as {@link #write(ByteBuffer)}
     * @throws IOException as {@link #write(ByteBuffer)}
     */
    @CheckReturnValue
    Coroutine<Void> write(ByteBuffer... all) throws IOException;

    /**
     * Writes nothing more: the reads of the other side end. Does nothing if it was called before. If it is cancelled, the end
     * is sent in the background.
     *
     * @return ends when the end is sent
     * @throws IOException if the sink has failed or is closed
     */
    @CheckReturnValue
    Coroutine<Void> end() throws IOException;
}
