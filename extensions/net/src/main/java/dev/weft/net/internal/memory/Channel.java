package dev.weft.net.internal.memory;

import java.nio.ByteBuffer;

/** A ring of bytes, one direction of a pipe. Owned by the loop's thread. */
final class Channel {
    private final byte[] ring;
    private int start;
    private int size;
    private boolean ended;

    Channel(int capacity) {
        ring = new byte[capacity];
    }

    /** Takes as many bytes as there is room for. */
    void put(ByteBuffer from) {
        while (from.hasRemaining() && size < ring.length) {
            int end = (start + size) % ring.length;
            int n = Math.min(from.remaining(), end < start ? start - end : ring.length - end);
            from.get(ring, end, n);
            size += n;
        }
    }

    /** Gives as many bytes as there are. Returns how many; −1 if there are none, and none will come. */
    int get(ByteBuffer into) {
        if (size == 0 && ended) {
            return -1;
        }
        int all = 0;
        while (into.hasRemaining() && size > 0) {
            int n = Math.min(into.remaining(), Math.min(size, ring.length - start));
            into.put(ring, start, n);
            start = (start + n) % ring.length;
            size -= n;
            all += n;
        }
        return all;
    }

    boolean hasRoom() {
        return size < ring.length;
    }

    boolean isReadable() {
        return size > 0 || ended;
    }

    void end() {
        ended = true;
    }
}
