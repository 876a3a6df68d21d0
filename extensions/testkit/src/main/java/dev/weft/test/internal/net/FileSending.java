package dev.weft.test.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.internal.duplex.Outlet;
import dev.weft.net.internal.duplex.WriteSide;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Sends files by way of memory. */
final class FileSending {
    private static final int MOST_AT_ONCE = 8 * 1024;

    private FileSending() {}

    /** See {@link dev.weft.net.SocketStream#send}. */
    @Async
    static Coroutine<Long> send(WriteSide writes, Outlet to, FileChannel file, long from, long count)
            throws IOException {
        Objects.requireNonNull(file, "file");
        if (from < 0 || count < 0) {
            throw new IllegalArgumentException("a part of a file begins at " + from + " and has " + count + " bytes");
        }
        writes.occupy(Task.current());
        long sent = 0;
        try {
            while (!writes.isFlushed()) {
                await(writes.room());
            }
            ByteBuffer[] part = {ByteBuffer.allocate((int) Math.min(count, MOST_AT_ONCE))};
            while (sent < count) {
                part[0].clear().limit((int) Math.min(count - sent, part[0].capacity()));
                if (file.read(part[0], from + sent) < 0) {
                    break;
                }
                part[0].flip();
                to.writeNow(part, 0);
                sent += part[0].position();
                if (part[0].hasRemaining()) {
                    await(writes.room());
                }
            }
        } catch (CancelledError cancelled) {
            CancelledError telling = new CancelledError(
                    cancelled.getMessage() + " (" + sent + " of " + count + " bytes of the file were sent)");
            telling.initCause(cancelled);
            throw telling;
        } finally {
            writes.release();
        }
        return result(sent);
    }
}
