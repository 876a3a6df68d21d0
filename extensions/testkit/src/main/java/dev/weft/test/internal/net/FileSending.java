package dev.weft.test.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.internal.duplex.FileSend;
import dev.weft.net.internal.duplex.Outlet;
import dev.weft.net.internal.duplex.WriteSide;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Sends files by way of memory. */
final class FileSending {
    private static final int MOST_AT_ONCE = 8 * 1024;

    private FileSending() {}

    /** Moves bytes of a file to a transport, as far as it has room; waits for room. */
    @Async
    @Allow("WEFT007") // files are real in a simulation
    static Coroutine<Void> move(FileSend send, WriteSide writes, Outlet to, FileChannel file, long from, long count)
            throws IOException {
        ByteBuffer[] part = {ByteBuffer.allocate((int) Math.min(count, MOST_AT_ONCE))};
        while (send.sent() < count) {
            part[0].clear().limit((int) Math.min(count - send.sent(), part[0].capacity()));
            if (file.read(part[0], from + send.sent()) < 0) {
                break;
            }
            part[0].flip();
            to.writeNow(part, 0);
            send.moved(part[0].position());
            if (part[0].hasRemaining()) {
                await(writes.room());
            }
        }
        return done();
    }
}
