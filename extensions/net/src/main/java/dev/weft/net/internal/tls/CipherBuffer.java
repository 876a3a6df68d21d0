package dev.weft.net.internal.tls;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Records that have come and are not decrypted. It has memory only while it holds bytes. It learns from what comes how much it
 * should take at once.
 *
 * <p>Between calls the buffer is to be read from; between {@link #room} and {@link #filled} it is to be written to. Owned by the
 * loop's thread.
 */
final class CipherBuffer {
    private static final int HEADER = 5;
    private static final int LEAST = 1 << 12;
    private static final int MOST_AT_FIRST = 1 << 15;

    /** The longest record that RFC 5246 allows; some implementations have longer ones. */
    private static final int LONGEST_RECORD = (1 << 14) + (1 << 11);

    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 24;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private @Nullable ByteBuffer buffer;

    /** The size of the next buffer. */
    private int size = LEAST;

    boolean isEmpty() {
        return buffer == null;
    }

    /** Returns what there is. Who has taken some of it calls {@link #release}. */
    ByteBuffer bytes() {
        return buffer == null ? EMPTY : buffer;
    }

    /** Returns the length of the first record's content; −1 if not all of it has come. If it is no record, the engine says so. */
    int recordLength() {
        ByteBuffer in = bytes();
        int there = in.remaining() - HEADER;
        if (there < 0) {
            return -1;
        }
        int type = in.get(in.position()) & 0xff;
        int length = in.getShort(in.position() + 3) & 0xffff;
        if (type < FIRST_TYPE || type > LAST_TYPE || length > LONGEST_RECORD) {
            return there;
        }
        return there < length ? -1 : length;
    }

    /** Returns a buffer that has room for more. */
    ByteBuffer room() {
        ByteBuffer in = buffer;
        if (in == null) {
            in = ByteBuffer.allocate(size);
        } else if (in.position() > 0) {
            in.compact();
        } else if (in.limit() == in.capacity()) {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in);
        } else {
            in.position(in.limit()).limit(in.capacity());
        }
        buffer = in;
        return in;
    }

    /** The room was filled, or a part of it. */
    void filled() {
        ByteBuffer in = buffer;
        if (in == null) {
            return; // it was dropped meanwhile
        }
        if (!in.hasRemaining()) {
            size = Math.min(MOST_AT_FIRST, in.capacity() * 2);
        } else if (in.position() < size / 4) {
            size = Math.max(LEAST, size / 2);
        }
        in.flip();
        release();
    }

    /** Lets go of the memory if nothing is left. */
    void release() {
        if (buffer != null && !buffer.hasRemaining()) {
            buffer = null;
        }
    }

    /** Drops what there is. */
    void clear() {
        buffer = null;
    }
}
