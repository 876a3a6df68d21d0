package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.internal.file.OpenFile;
import dev.weft.net.internal.loop.OpenThings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/**
 * A file that is read and written by tasks, on worker threads that nobody interrupts. It keeps its own position, where the next
 * read or write begins.
 *
 * <p>A read that is cancelled leaves the position where it was. A write that is cancelled has written nothing, or what is left of
 * it, however long, is copied and written behind its back; later calls wait for it, and so does closing. A failure of that is
 * thrown by the next call, or by closing.
 *
 * <p>Since there is one position, at most one task reads or writes; another one gets an {@link IllegalStateException} that names
 * the task. Once a call has failed with an {@link IOException}, for example because the disk is full, each further call throws the
 * same failure.
 *
 * <p>A file belongs to the loop that was running when it was opened; elsewhere its methods throw {@link IllegalStateException}. If
 * it is open when its loop ends, it is closed and reported to {@link EventLoop#onUncaught}.
 *
 * @since 0.1
 */
public final class AsyncFile implements ByteSource, ByteSink {
    private final OpenFile file;
    private final OpenThings.Entry entry;

    private AsyncFile(OpenFile file) {
        this.file = file;
        entry = OpenThings.add(file.loop(), this, () -> {
            file.shut();
            return true;
        });
    }

    /**
     * Opens a file, at its beginning. If the wait is cancelled, it is closed again.
     *
     * @param path where it is
     * @param how as {@link java.nio.channels.FileChannel#open(Path, OpenOption...)} takes it; nothing means
     *     {@link StandardOpenOption#READ}. With {@link StandardOpenOption#APPEND} each write is at the end
     * @return the file, which the caller closes
     * @throws IOException if it cannot be opened: {@link java.nio.file.NoSuchFileException} and its like. Or if it has no
     *     positions, as pipes and terminals
     */
    @Async
    @CheckReturnValue
    public static Coroutine<AsyncFile> open(Path path, OpenOption... how) throws IOException {
        EventLoop loop = EventLoop.running();
        Set<OpenOption> options = how.length == 0 ? Set.of(StandardOpenOption.READ) : Set.of(how.clone());
        return result(new AsyncFile(await(OpenFile.open(loop, Objects.requireNonNull(path, "path"), options))));
    }

    /**
     * {@return where the next read or write begins, in bytes} If the file was opened to append: where its last write
     * has ended.
     */
    public long position() {
        return file.position();
    }

    /**
     * Sets where the next read or write begins. It may be behind the end: then a read gives false, and a write fills the gap.
     *
     * @param at the position in bytes, not negative
     * @return this file
     * @throws IllegalArgumentException if {@code at} is negative
     * @throws IllegalStateException if a task reads or writes now, or if the file was opened to append
     */
    public AsyncFile position(long at) {
        file.position(at);
        return this;
    }

    /**
     * Asks for the size of the file.
     *
     * @return its size in bytes
     * @throws IOException if the file has failed or is closed
     */
    @CheckReturnValue
    public Coroutine<Long> size() throws IOException {
        return file.size();
    }

    /**
     * Cuts the file off. The position moves to the new end if it was behind that.
     *
     * @param size the new size in bytes; a file that is not longer stays
     * @return ends when it is cut off
     * @throws IOException if the file has failed or is closed
     */
    @CheckReturnValue
    public Coroutine<Void> truncate(long size) throws IOException {
        return file.truncate(size);
    }

    /**
     * Waits until what was written is on the device.
     *
     * @param metadata whether what describes the file is to be there, too
     * @return ends when it is there
     * @throws IOException if the file has failed or is closed
     */
    @CheckReturnValue
    public Coroutine<Void> force(boolean metadata) throws IOException {
        return file.force(metadata);
    }

    /** Reads at the position, 64 KiB at most. False at the end of the file, which may grow later. */
    @Override
    public Coroutine<Boolean> read(ByteBuffer into) throws IOException {
        return file.read(Objects.requireNonNull(into, "into"));
    }

    /** Waits until what was written before is in the file: a read of a file waits for nobody else. */
    @Override
    public Coroutine<Void> readable() throws IOException {
        return file.readable();
    }

    @Override
    public Coroutine<Void> write(ByteBuffer all) throws IOException {
        return file.write(Objects.requireNonNull(all, "all"));
    }

    @Override
    public Coroutine<Void> write(ByteBuffer... all) throws IOException {
        return file.write(all.clone());
    }

    /** Writes nothing more: waits until what was written before is in the file. It can still be read. */
    @Override
    public Coroutine<Void> end() throws IOException {
        return file.end();
    }

    /**
     * Closes the file, behind what was begun. A task that reads or writes gets an
     * {@link java.nio.channels.AsynchronousCloseException}; its write is done whole. If this is cancelled, the file is closed
     * without the task. The await throws an {@link IOException} if a write has failed that nobody waited for, or if the system
     * cannot close.
     */
    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        entry.remove();
        await(file.close());
        return done();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
