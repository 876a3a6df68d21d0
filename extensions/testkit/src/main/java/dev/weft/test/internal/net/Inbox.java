package dev.weft.test.internal.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes that have arrived and were not read. Those of several writes are one sequence. */
final class Inbox {
    private final Deque<ByteBuffer> parts = new ArrayDeque<>();
    private int size;

    void add(ByteBuffer part) {
        parts.add(part);
        size += part.remaining();
    }

    int size() {
        return size;
    }

    /** Moves so many bytes, which are there. */
    void moveTo(ByteBuffer into, int count) {
        int left = count;
        while (left > 0) {
            ByteBuffer part = parts.getFirst();
            int n = Math.min(left, part.remaining());
            into.put(into.position(), part, part.position(), n);
            into.position(into.position() + n);
            part.position(part.position() + n);
            if (!part.hasRemaining()) {
                parts.removeFirst();
            }
            left -= n;
        }
        size -= count;
    }

    void clear() {
        parts.clear();
        size = 0;
    }
}
