package dev.weft.test.internal.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has arrived at one end of a connection and was not read. The bytes of several writes are one sequence. A read may be given
 * a part of it only; then the rest is late: it cannot be read before as much time has passed as a message takes.
 */
final class Inbox {
    private final Courier courier;
    private final Host host;
    private final Runnable onReadable;
    private final Deque<ByteBuffer> parts = new ArrayDeque<>();
    private int size;
    private boolean hasEnded;
    private boolean isLate;

    /** Creates an empty one. {@code onReadable} is run when what was late can be read. */
    Inbox(Courier courier, Host host, Runnable onReadable) {
        this.courier = courier;
        this.host = host;
        this.onReadable = onReadable;
    }

    void add(ByteBuffer part) {
        parts.add(part);
        size += part.remaining();
    }

    /** Nothing more comes. */
    void end() {
        hasEnded = true;
    }

    boolean isReadable() {
        return !isLate && (size > 0 || hasEnded);
    }

    /** Moves what can be read. Returns the number of bytes; 0 if none can be read now; −1 if none will come. */
    int moveTo(ByteBuffer into) {
        if (isLate || size == 0) {
            return isReadable() ? -1 : 0;
        }
        int all = Math.min(into.remaining(), size);
        int some = courier.luck().someOf(all, 1, "a read of " + host + " is given ");
        move(into, some);
        if (some < all) {
            isLate = true;
            var unused = courier.after(courier.luck().leastLatency(), this::isInTime);
        }
        return some;
    }

    private void move(ByteBuffer into, int count) {
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

    private void isInTime() {
        isLate = false;
        onReadable.run();
    }

    void clear() {
        parts.clear();
        size = 0;
    }
}
