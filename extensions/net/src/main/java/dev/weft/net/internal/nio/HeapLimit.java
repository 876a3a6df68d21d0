package dev.weft.net.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads and writes without waiting, a bounded amount at a time.
 *
 * <p>The JDK copies what goes through a heap buffer to a direct buffer of the same size, which the thread keeps. So a heap
 * buffer of a gigabyte would cost a gigabyte of direct memory for good.
 */
final class HeapLimit {
    /** The most bytes of heap buffers in one system call. */
    private static final int MOST_OF_HEAP = 1 << 17;

    /** After so many bytes the loop gets its turn, even if the system takes more. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private HeapLimit() {}

    static int read(ReadableByteChannel channel, ByteBuffer into) throws IOException {
        if (into.isDirect() || into.remaining() <= MOST_OF_HEAP) {
            return channel.read(into);
        }
        int limit = into.limit();
        into.limit(into.position() + MOST_OF_HEAP);
        try {
            return channel.read(into);
        } finally {
            into.limit(limit);
        }
    }

    /** Writes until the channel takes no more, or all is written, or it is much. */
    static void write(GatheringByteChannel channel, ByteBuffer[] from, int first) throws IOException {
        int i = first;
        long written = 0;
        while (i < from.length && written < MOST_AT_ONCE) {
            if (!from[i].hasRemaining()) {
                i++;
                continue;
            }
            int count = together(from, i);
            long n = count == 1 ? writeSome(channel, from[i]) : channel.write(from, i, count);
            if (n == 0) {
                return;
            }
            written += n;
        }
    }

    private static int writeSome(GatheringByteChannel channel, ByteBuffer from) throws IOException {
        int most = from.isDirect() ? MOST_AT_ONCE : MOST_OF_HEAP;
        if (from.remaining() <= most) {
            return channel.write(from);
        }
        int limit = from.limit();
        from.limit(from.position() + most);
        try {
            return channel.write(from);
        } finally {
            from.limit(limit);
        }
    }

    /** Returns how many buffers, from this one on, go into one system call; at least one. */
    private static int together(ByteBuffer[] from, int first) {
        long bytes = from[first].remaining();
        int count = 1;
        while (first + count < from.length && count < 16) {
            bytes += from[first + count].remaining();
            if (bytes > MOST_OF_HEAP) {
                break;
            }
            count++;
        }
        return count;
    }
}
