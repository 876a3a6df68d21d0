package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where bytes come from. All methods are for tasks of the loop that the source belongs to. At most one task reads at a time;
 * another one gets an {@link IllegalStateException} that names the task that reads.
 *
 * <p>Once the source has failed, each further call throws the same failure.
 *
 * @since 0.1
 */
public interface ByteSource extends AsyncCloseable {
    /**
     * Waits for at least one byte, and puts what there is into the buffer. If it throws, or is cancelled, nothing was consumed.
     *
     * @param into the buffer, from its position to its limit; it must have room. The source uses it until the await ends. A
     *     direct buffer spares a socket a copy
     * @return whether bytes were put into the buffer; false if the other side has ended
     * @throws IOException if the source has failed; {@link java.nio.channels.AsynchronousCloseException} if it is closed
     *     meanwhile, {@link java.nio.channels.ClosedChannelException} if it was closed before
     * @throws IllegalArgumentException if there is no room in the buffer
     */
    @CheckReturnValue
    Coroutine<Boolean> read(ByteBuffer into) throws IOException;

    /**
     * Waits until a {@link #read} would not wait. So a connection that is idle need hold no buffer. A cancelled wait
     * changes nothing.
     *
     * @return ends when there are bytes, or the other side has ended
     * @throws IOException as {@link #read}
     */
    @CheckReturnValue
    Coroutine<Void> readable() throws IOException;
}
