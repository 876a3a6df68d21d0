package dev.weft.net.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/** Opens files that have positions. On a worker. */
final class FileOpening {
    private static final int KIND = 0170000;
    private static final int FIFO = 0010000;

    private FileOpening() {}

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be opened, or if it has no positions: a pipe, a terminal
     */
    static FileChannel open(Path path, Set<OpenOption> how) throws IOException {
        if (isFifo(path)) {
            throw hasNoPositions(path); // to open it may wait for ever
        }
        FileChannel channel = FileChannel.open(path, how);
        try {
            channel.position();
            return channel;
        } catch (IOException none) {
            channel.close();
            throw hasNoPositions(path);
        }
    }

    private static IOException hasNoPositions(Path path) {
        return new IOException(
                path + " is no file that has positions, but a pipe or the like: its reads may wait for ever");
    }

    private static boolean isFifo(Path path) throws IOException {
        try {
            return ((int) Files.getAttribute(path, "unix:mode", new LinkOption[0]) & KIND) == FIFO;
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return false;
        } catch (IOException missing) {
            return false; // to open it may create it, or tells why not
        }
    }
}
