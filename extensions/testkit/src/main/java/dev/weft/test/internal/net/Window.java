package dev.weft.test.internal.net;

import java.nio.ByteBuffer;

/**
 * How much one end of a connection can pass on: at most 64 KiB are under way, or wait to be read. A write may find room for a part of
 * its bytes only; then there is none before as much time has passed as a message takes.
 */
final class Window {
    private static final int MOST = 64 * 1024;

    private final Courier courier;
    private final Host host;
    private final Runnable onRoom;

    /** How many bytes the other side has not read. */
    private int unread;

    private boolean isFull;

    /** Creates one with room. {@code onRoom} is run when there is room again. */
    Window(Courier courier, Host host, Runnable onRoom) {
        this.courier = courier;
        this.host = host;
        this.onRoom = onRoom;
    }

    boolean hasRoom() {
        return !isFull && unread < MOST;
    }

    /** The other side has read so many bytes. */
    void wereRead(int count) {
        unread -= count;
        onRoom.run();
    }

    /** Takes as many bytes as there is room for, perhaps none. */
    ByteBuffer take(ByteBuffer[] from, int first) {
        if (!hasRoom()) {
            return ByteBuffer.allocate(0);
        }
        long remaining = 0;
        for (int i = first; i < from.length; i++) {
            remaining += from[i].remaining();
        }
        int all = (int) Math.min(remaining, MOST - unread);
        int some = courier.luck().someOf(all, 0, "a write of " + host + " passes on ");
        if (some < all) {
            isFull = true;
            var unused = courier.after(courier.luck().leastLatency(), this::hasRoomAgain);
        }
        unread += some;
        return copy(from, first, some);
    }

    private void hasRoomAgain() {
        isFull = false;
        onRoom.run();
    }

    private static ByteBuffer copy(ByteBuffer[] from, int first, int count) {
        ByteBuffer copy = ByteBuffer.allocate(count);
        for (int i = first; copy.hasRemaining(); i++) {
            ByteBuffer part = from[i];
            int n = Math.min(copy.remaining(), part.remaining());
            copy.put(copy.position(), part, part.position(), n);
            copy.position(copy.position() + n);
            part.position(part.position() + n);
        }
        return copy.flip();
    }
}
