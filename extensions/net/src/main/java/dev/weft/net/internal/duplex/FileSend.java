package dev.weft.net.internal.duplex;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Sends a part of a file by a transport that moves the bytes itself. It knows how many have gone, also if it is cancelled. */
public final class FileSend {
    private long sent;

    private FileSend() {}

    /** Moves the bytes from the file to the transport. */
    @FunctionalInterface
    public interface Mover {
        /**
         * Moves the bytes until all have gone, or the file has no more.
         *
         * @param send is told of each step
         * @throws IOException if the file or the transport has failed
         */
        Coroutine<Void> move(FileSend send) throws IOException;
    }

    /** See {@link dev.weft.net.SocketStream#send}. What is left of another write goes first. */
    @Async
    public static Coroutine<Long> send(WriteSide writes, FileChannel file, long from, long count, Mover mover)
            throws IOException {
        Objects.requireNonNull(file, "file");
        if (from < 0 || count < 0) {
            throw new IllegalArgumentException("a part of a file begins at " + from + " and has " + count + " bytes");
        }
        writes.occupy(Task.current());
        FileSend send = new FileSend();
        try {
            while (!writes.isFlushed()) {
                await(writes.room());
            }
            await(mover.move(send));
        } catch (CancelledError cancelled) {
            CancelledError telling = new CancelledError(
                    cancelled.getMessage() + " (" + send.sent + " of " + count + " bytes of the file were sent)");
            telling.initCause(cancelled);
            throw telling;
        } finally {
            writes.release();
        }
        return result(send.sent);
    }

    /** Returns how many bytes have gone. */
    public long sent() {
        return sent;
    }

    /** So many more bytes have gone. */
    public void moved(long bytes) {
        sent += bytes;
    }
}
