package dev.weft.net.internal.memory;

import java.nio.ByteBuffer;

/** A ring of bytes, one direction of a pipe. Not thread-safe: its owner is a thread, or a lock. */
public final class Channel {
    private final byte[] ring;
    private int start;
    private int size;
    private boolean ended;

    /**
     * Creates a ring without bytes.
     *
     * @param capacity how many it holds
     */
    public Channel(int capacity) {
        ring = new byte[capacity];
    }

    /** Takes as many bytes as there is room for. */
    public void put(ByteBuffer from) {
        while (from.hasRemaining() && size < ring.length) {
            int end = (start + size) % ring.length;
            int n = Math.min(from.remaining(), end < start ? start - end : ring.length - end);
            from.get(ring, end, n);
            size += n;
        }
    }

    /** Gives as many bytes as there are. Returns how many; −1 if there are none, and none will come. */
    public int get(ByteBuffer into) {
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

    /** Returns whether it takes at least one byte. */
    public boolean hasRoom() {
        return size < ring.length;
    }

    /** Returns whether there are bytes, or the end. */
    public boolean isReadable() {
        return size > 0 || ended;
    }

    /** Returns whether no more bytes will come. */
    public boolean isEnded() {
        return ended;
    }

    /** No more bytes will come. */
    public void end() {
        ended = true;
    }
}
