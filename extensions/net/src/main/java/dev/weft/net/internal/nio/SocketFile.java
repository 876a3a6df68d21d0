package dev.weft.net.internal.nio;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file of a Unix socket that listens. It outlives the socket, so somebody must delete it. */
final class SocketFile {
    private final Path path;

    /** What file it is, if the system tells: somebody else may put another one into its place. */
    private final @Nullable Object identity;

    private SocketFile(Path path, @Nullable Object identity) {
        this.path = path;
        this.identity = identity;
    }

    /** Returns the file that was made by binding to an address. */
    static SocketFile of(UnixDomainSocketAddress bound) throws IOException {
        return new SocketFile(bound.getPath(), attributes(bound.getPath()).fileKey());
    }

    /** Deletes the file, if it is still the same one. */
    void delete() {
        try {
            if (Objects.equals(attributes(path).fileKey(), identity)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // it is gone, or can be replaced by the next one
        }
    }

    /** Deletes the file at an address if it is a socket on which nobody listens. If anything stays, binding fails, and says so. */
    static void deleteDead(UnixDomainSocketAddress at) throws IOException {
        Path path = at.getPath();
        // a system may refuse a connection to any file as it does to a dead socket
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || !attributes(path).isOther()) {
            return;
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(at);
        } catch (ConnectException nobody) {
            Files.delete(path);
        } catch (IOException full) {
            // somebody listens, whose backlog is full
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
