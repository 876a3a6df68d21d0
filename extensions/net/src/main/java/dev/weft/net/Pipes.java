package dev.weft.net;

import dev.weft.EventLoop;
import dev.weft.net.internal.memory.PipeEnd;

/**
 * Connections in memory, for tests.
 *
 * @since 0.1
 */
public final class Pipes {
    private Pipes() {}

    /**
     * Makes a connection in memory. Both ends belong to the running loop. What one end writes is read at the other one, and the
     * other way round; closing and aborting are as with sockets.
     *
     * @param capacity how many bytes each direction holds that were written and not read, positive
     * @return its ends
     * @throws IllegalStateException if no loop runs on this thread
     */
    public static Pair pair(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("capacity must be positive, and is " + capacity);
        }
        PipeEnd[] ends = PipeEnd.pair(EventLoop.running(), capacity);
        return new Pair(ends[0], ends[1]);
    }

    /**
     * The ends of a connection.
     *
     * @param one one end
     * @param other the other end
     * @since 0.1
     */
    public record Pair(ByteStream one, ByteStream other) {}
}
