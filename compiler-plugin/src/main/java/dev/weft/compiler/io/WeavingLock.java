package dev.weft.compiler.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets one weaver at a time work on a directory or jar: in an IDE and in Maven two may be started together. The second one
 * waits, and then finds the classes woven.
 *
 * <p>Locks a file in the folder for temporary files, whose name is made of the real path. It is deleted at the end; the
 * system frees the lock of a process that was killed. Where such a file cannot be made, nothing is locked.
 */
public final class WeavingLock implements Closeable {

    private static final long POLL_MILLIS = 20;
    private static final int POLLS_BEFORE_NOTE = 50;

    private final Deque<Held> held = new ArrayDeque<>();

    private record Held(Path file, FileChannel channel) {}

    private WeavingLock() {}

    /**
     * Locks directories and jars; waits while others have them.
     *
     * @param notes is told whom this one waits for, if that takes a while
     * @throws IOException if the thread is interrupted while it waits
     */
    public static WeavingLock of(Collection<Path> roots, Consumer<String> notes) throws IOException {
        return of(roots, notes, POLLS_BEFORE_NOTE);
    }

    /** @param patience how often to look for the lock before the notes are told */
    static WeavingLock of(Collection<Path> roots, Consumer<String> notes, int patience) throws IOException {
        var places = new TreeSet<Path>(); // in one order, so that two that want the same do not wait for each other
        for (var root : roots) {
            if (Files.exists(root)) { // whoever opens it says so if not
                places.add(root.toRealPath());
            }
        }
        var lock = new WeavingLock();
        try {
            for (var place : places) {
                lock.acquire(place, notes, patience);
            }
            return lock;
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private void acquire(Path place, Consumer<String> notes, int patience) throws IOException {
        var file = fileFor(place);
        for (int polls = 0; ; polls++) {
            Held one;
            try {
                one = tryToHold(file);
            } catch (IOException e) {
                notes.accept("weaving " + place + " without a lock, since " + file + " cannot be used: " + e);
                return;
            }
            if (one != null) {
                held.push(one);
                return;
            }
            if (polls == patience) {
                notes.accept("another weaver works on " + place + "; waiting for it to end");
            }
            pause(place);
        }
    }

    private static void pause(Path place) throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another weaver worked on " + place);
        }
    }

    private static Path fileFor(Path place) {
        var name = UUID.nameUUIDFromBytes(place.toString().getBytes(StandardCharsets.UTF_8));
        var user =
                HexFormat.of().toHexDigits(System.getProperty("user.name", "").hashCode());
        return Path.of(System.getProperty("java.io.tmpdir"), "weft-" + user + "-" + name + ".lock");
    }

    /** Returns null if another weaver has it. */
    private static @Nullable Held tryToHold(Path file) throws IOException {
        var channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        boolean kept = false;
        try {
            kept = isLocked(channel) && isStillThere(file, channel);
            return kept ? new Held(file, channel) : null;
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // another thread of this JVM has it
            return false;
        }
    }

    /** The one who had it before may have deleted the file after this one had opened it: then that is a lock of nothing. */
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        var token = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)), 0);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(file, StandardCharsets.US_ASCII).equals(token);
    }

    @Override
    public void close() throws IOException {
        while (!held.isEmpty()) {
            var one = held.pop();
            try {
                deleteQuietly(one.file());
            } finally {
                one.channel().close();
            }
        }
    }

    /** Some systems do not delete a file that is open. It is empty of meaning without the lock. */
    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
