package dev.weft.net.internal.file;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.net.internal.duplex.Fate;
import dev.weft.net.internal.loop.Background;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file and the position in it. Workers get positions and copies only, so what they do late, for a task that has gone, moves
 * nothing here.
 *
 * <pre>
 * OPEN → ENDED   no more writes
 * OPEN, ENDED → CLOSED   the channel is closed behind what was begun
 * </pre>
 *
 * Owned by the loop's thread.
 */
public final class OpenFile {
    private static final int MOST_READ = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final boolean appends;
    private final Fate fate;
    private final FileCalls calls;

    /** Where the next read or write begins. */
    private long position;

    /** Where the last write has ended, if the file appends. Written by a worker; read by the loop's thread. */
    private volatile long appendedTo;

    /** The task that reads or writes, and which of it. */
    private @Nullable Object user;

    private String use = "";
    private @Nullable FileWrite writing;
    private boolean ended;
    private byte[] readBuffer = {};

    private OpenFile(EventLoop loop, Path path, FileChannel channel, boolean appends, long size) {
        this.path = path;
        this.channel = channel;
        this.appends = appends;
        appendedTo = size;
        fate = new Fate(loop, this);
        calls = new FileCalls(fate, channel);
    }

    /** See {@link dev.weft.net.AsyncFile#open}. */
    @Async
    public static Coroutine<OpenFile> open(EventLoop loop, Path path, Set<OpenOption> how) throws IOException {
        boolean appends = how.contains(StandardOpenOption.APPEND);
        return result(await(Background.<OpenFile>call(
                () -> {
                    FileChannel channel = FileOpening.open(path, how);
                    return new OpenFile(loop, path, channel, appends, appends ? channel.size() : 0);
                },
                OpenFile::closeChannel)));
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            // nobody knows the file
        }
    }

    /** Returns the loop that it belongs to. */
    public EventLoop loop() {
        return fate.loop();
    }

    // ---- where

    /** See {@link dev.weft.net.AsyncFile#position()}. */
    public long position() {
        fate.requireHere();
        return appends ? appendedTo : position;
    }

    /** See {@link dev.weft.net.AsyncFile#position(long)}. */
    public void position(long at) {
        fate.requireHere();
        requireUnused();
        if (appends) {
            throw new IllegalStateException(this + " was opened to append, so each write is at its end");
        }
        if (at < 0) {
            throw new IllegalArgumentException("a position cannot be negative: " + at);
        }
        position = at;
    }

    // ---- reads

    /** See {@link dev.weft.net.AsyncFile#read}. */
    @Async
    public Coroutine<Boolean> read(ByteBuffer into) throws IOException {
        occupy("reads");
        try {
            if (!into.hasRemaining()) {
                throw new IllegalArgumentException("there is no room in the buffer to read into: " + into);
            }
            int room = Math.min(into.remaining(), MOST_READ);
            if (readBuffer.length < room) {
                readBuffer = new byte[room]; // one that a worker uses now is left to it
            }
            ByteBuffer come = ByteBuffer.wrap(readBuffer, 0, room);
            long at = position;
            int n = await(calls.call(() -> channel.read(come, at)));
            if (n < 0) {
                return result(false);
            }
            into.put(come.flip());
            position = at + n;
            return result(true);
        } finally {
            user = null;
        }
    }

    /** See {@link dev.weft.net.AsyncFile#readable}. */
    @Async
    public Coroutine<Void> readable() throws IOException {
        occupy("reads");
        try {
            await(calls.settled());
        } finally {
            user = null;
        }
        return done();
    }

    // ---- writes

    /** See {@link dev.weft.net.AsyncFile#write(ByteBuffer...)}. */
    @Async
    public Coroutine<Void> write(ByteBuffer... all) throws IOException {
        occupy("writes");
        FileWrite write = new FileWrite(this, all);
        try {
            if (ended) {
                throw new ClosedChannelException();
            }
            writing = write;
            while (write.hasRemaining()) {
                await(calls.outcome(write.next()));
                write.written();
            }
        } finally {
            write.giveUp(); // nothing is left of it if it has come to its end
            writing = null;
            user = null;
        }
        return done();
    }

    /** Writes this at the position, which moves. The buffer is the worker's. */
    FileJob<?> put(ByteBuffer bytes) {
        long at = position;
        if (!appends) {
            position = at + bytes.remaining();
        }
        return calls.submit(() -> {
            write(bytes, at);
            return null;
        });
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += appends ? channel.write(bytes) : channel.write(bytes, to);
        }
        if (appends) {
            appendedTo = channel.position();
        }
    }

    /** What was to be written is not. */
    void takeBack(int length) {
        if (!appends) {
            position -= length;
        }
    }

    /** See {@link dev.weft.net.AsyncFile#end}. */
    @Async
    public Coroutine<Void> end() throws IOException {
        fate.requireHere();
        requireUnused();
        calls.check();
        ended = true;
        await(calls.settled()); // what was begun is written
        return done();
    }

    // ---- the whole

    /** See {@link dev.weft.net.AsyncFile#size}. */
    @Async
    public Coroutine<Long> size() throws IOException {
        fate.requireHere();
        calls.check();
        return result(await(calls.call(channel::size)));
    }

    /** See {@link dev.weft.net.AsyncFile#truncate}. */
    @Async
    public Coroutine<Void> truncate(long size) throws IOException {
        fate.requireHere();
        requireUnused();
        calls.check();
        FileJob<FileChannel> job = calls.submit(() -> channel.truncate(size));
        try {
            await(calls.outcome(job));
        } finally {
            if (!job.callOff() && !job.hasFailed()) { // it is done, or will be
                position = Math.min(position, size);
            }
        }
        return done();
    }

    /** See {@link dev.weft.net.AsyncFile#force}. */
    @Async
    public Coroutine<Void> force(boolean metadata) throws IOException {
        fate.requireHere();
        calls.check();
        await(calls.<@Nullable Void>call(() -> {
            channel.force(metadata);
            return null;
        }));
        return done();
    }

    // ---- closing

    /** See {@link dev.weft.net.AsyncFile#closeAsync}. */
    @Async
    public Coroutine<Void> close() {
        fate.requireHere();
        shut();
        await(calls.closed());
        return done();
    }

    /** Takes no more calls. The channel is closed when what was begun is done. On the loop's thread. */
    public void shut() {
        fate.close();
        if (writing != null) {
            writing.giveUp();
        }
        calls.close();
    }

    // ----

    private void occupy(String how) throws IOException {
        fate.requireHere();
        requireUnused();
        calls.check();
        user = Task.current();
        use = how;
    }

    private void requireUnused() {
        if (user != null) {
            throw new IllegalStateException(user + " " + use + " already");
        }
    }

    @Override
    public String toString() {
        return "file " + path;
    }
}
