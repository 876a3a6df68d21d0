package dev.weft.net.internal.nio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** Moves bytes from a file to a channel that does not wait. */
final class FileTransfer {
    /** After so many bytes the loop gets its turn. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private FileTransfer() {}

    /** Returns how many bytes were moved; 0 if the channel takes none, or the file has none. */
    static long some(FileChannel file, long from, long count, WritableByteChannel to) throws IOException {
        boolean interrupted = Thread.interrupted(); // the JDK would close the file
        try {
            return file.transferTo(from, Math.min(count, MOST_AT_ONCE), to);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
