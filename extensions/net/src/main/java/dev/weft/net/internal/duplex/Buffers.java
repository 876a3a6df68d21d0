package dev.weft.net.internal.duplex;

import java.nio.ByteBuffer;

/** Buffers that are written one after another. */
public final class Buffers {
    private Buffers() {}

    /** Returns the index of the first buffer that has bytes left, from this one on; the number of buffers if none has. */
    public static int firstWithBytes(ByteBuffer[] all, int from) {
        int first = from;
        while (first < all.length && !all[first].hasRemaining()) {
            first++;
        }
        return first;
    }

    /** Returns how many bytes the buffers have left, from this one on. */
    public static long remaining(ByteBuffer[] all, int from) {
        long sum = 0;
        for (int i = from; i < all.length; i++) {
            sum += all[i].remaining();
        }
        return sum;
    }
}
