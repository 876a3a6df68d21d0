package dev.weft.net.internal.file;

import dev.weft.net.internal.duplex.Buffers;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One write, in chunks that are copied, so that a worker never touches the caller's buffers. If its task does not go on and a part
 * was written, the rest is copied and written without it. Owned by the loop's thread.
 */
final class FileWrite {
    private static final int CHUNK = 1 << 18;

    private final OpenFile file;
    private final ByteBuffer[] all;
    private int first;
    private byte[] copy = {};

    /** The chunk that is being written, and how long it is. */
    private @Nullable FileJob<?> job;

    private int length;
    private boolean begun;
    private boolean over;

    FileWrite(OpenFile file, ByteBuffer[] all) {
        this.file = file;
        this.all = all;
    }

    boolean hasRemaining() {
        first = Buffers.firstWithBytes(all, first);
        return first < all.length;
    }

    /** Begins to write the next chunk. The caller's buffers move when it is written. */
    FileJob<?> next() {
        length = (int) Math.min(CHUNK, rest());
        if (copy.length < length) {
            copy = new byte[length];
        }
        ByteBuffer chunk = ByteBuffer.wrap(copy, 0, length);
        for (int i = first; chunk.hasRemaining(); i++) {
            ByteBuffer from = all[i].duplicate();
            from.limit(from.position() + Math.min(from.remaining(), chunk.remaining()));
            chunk.put(from);
        }
        FileJob<?> writing = file.put(chunk.flip());
        job = writing;
        return writing;
    }

    /** The chunk is written. */
    void written() {
        if (!over) {
            skip();
            begun = true;
            job = null;
        }
    }

    private void skip() {
        for (int left = length; left > 0 && hasRemaining(); ) {
            ByteBuffer from = all[first];
            int n = Math.min(left, from.remaining());
            from.position(from.position() + n);
            left -= n;
        }
    }

    private long rest() {
        return Buffers.remaining(all, first);
    }

    /** Its task does not go on: what was begun is written whole. Does nothing if that was said before. */
    void giveUp() {
        FileJob<?> writing = job;
        if (over) {
            return;
        }
        over = true;
        boolean failed = writing != null && writing.hasFailed();
        if (writing != null) {
            if (failed || writing.callOff()) {
                file.takeBack(length);
            } else {
                begun = true;
                skip();
            }
        }
        if (begun && !failed) {
            writeRest();
        }
    }

    private void writeRest() {
        while (hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, rest())));
            while (rest.hasRemaining() && hasRemaining()) {
                ByteBuffer from = all[first];
                int limit = from.limit();
                from.limit(from.position() + Math.min(from.remaining(), rest.remaining()));
                rest.put(from);
                from.limit(limit);
            }
            var unused = file.put(rest.flip());
        }
    }
}
