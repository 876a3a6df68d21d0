package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole things from a source: lines, blocks, all there is. A call gives all that it was asked for, or consumes nothing: what
 * has come stays in the reader, so a call that was cancelled, or has failed, can be made again.
 *
 * <p>The reader owns its source, and closes it. For tasks of the source's loop; at most one task reads at a time,
 * another one gets an {@link IllegalStateException}.
 *
 * @since 0.1
 */
public final class ByteReader implements ByteSource {
    private static final byte[] NOTHING = {};
    private static final byte[] NEWLINE = {'\n'};
    private static final int LEAST = 4096;

    private final ByteSource source;

    /** What has come and was not taken is from {@code start} to {@code end}. Empty while nothing has come. */
    private byte[] buffer = NOTHING;

    private int start;
    private int end;
    private boolean ended;

    /** The task that reads, by which two are told apart. Owned by the loop's thread, as all above. */
    private @Nullable Object reader;

    /**
     * Creates a reader.
     *
     * @param source where it reads from; from now on nobody else may read from it
     */
    public ByteReader(ByteSource source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Waits for so many bytes.
     *
     * @param count how many, at least 0
     * @return the bytes
     * @throws EOFException if the source ends before; nothing is consumed, the message says how many bytes there were, and
     *     {@link #partial} gives them
     * @throws IOException if the source fails
     * @throws IllegalArgumentException if {@code count} is negative
     */
    @Async
    @CheckReturnValue
    public Coroutine<byte[]> exactly(int count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("cannot read " + count + " bytes");
        }
        begin();
        try {
            while (available() < count) {
                if (!await(more(count - available()))) {
                    throw new EOFException("the source has ended after " + available() + " of " + count
                            + " bytes, which partial() gives");
                }
            }
            return result(take(count));
        } finally {
            reader = null;
        }
    }

    /**
     * Waits for a mark.
     *
     * @param mark the bytes of the mark, at least one
     * @param most how many bytes there may be, the mark included
     * @return the bytes up to the mark, and the mark
     * @throws TooLongException if there is no mark in so many bytes; nothing is consumed
     * @throws EOFException if the source ends before the mark; nothing is consumed, and {@link #partial} gives the bytes
     * @throws IOException if the source fails
     * @throws IllegalArgumentException if the mark is empty, or longer than {@code most}
     */
    @Async
    @CheckReturnValue
    public Coroutine<byte[]> until(byte[] mark, int most) throws IOException {
        byte[] wanted = mark.clone();
        if (wanted.length == 0 || most < wanted.length) {
            throw new IllegalArgumentException(
                    wanted.length == 0
                            ? "the mark is empty"
                            : "a mark of " + wanted.length + " bytes cannot come within " + most);
        }
        begin();
        try {
            int length = await(lengthUntil(wanted, most));
            if (length < 0) {
                throw new EOFException(
                        "the source has ended after " + available() + " bytes without the mark; partial() gives them");
            }
            return result(take(length));
        } finally {
            reader = null;
        }
    }

    /**
     * Waits for a line, which ends with {@code \n} or {@code \r\n}.
     *
     * @param most how many bytes its text may have, without its end
     * @return its text, as UTF-8, without its end; the last line may lack one. Null at the end of the source
     * @throws TooLongException if it is longer; nothing is consumed
     * @throws IOException if the source fails
     * @throws IllegalArgumentException if {@code most} is negative
     */
    @Async
    @CheckReturnValue
    @SuppressWarnings("NullAway") // it does not infer that the result may be null
    public Coroutine<@Nullable String> line(int most) throws IOException {
        if (most < 0) {
            throw new IllegalArgumentException("a line cannot have at most " + most + " bytes");
        }
        begin();
        try {
            int scanned = 0;
            while (true) {
                int at = indexOf(NEWLINE, scanned);
                int text = at < 0 ? available() : at > 0 && buffer[start + at - 1] == '\r' ? at - 1 : at;
                boolean mayEndWithReturn = at < 0 && !ended && text > 0 && buffer[end - 1] == '\r';
                if ((mayEndWithReturn ? text - 1 : text) > most) {
                    throw new TooLongException("a line is longer than its limit: it has at least "
                            + (mayEndWithReturn ? text - 1 : text) + " bytes, and the argument most is " + most);
                }
                if (at >= 0) {
                    String line = new String(buffer, start, text, StandardCharsets.UTF_8);
                    drop(at + 1);
                    return result(line);
                }
                if (ended) {
                    return result(text == 0 ? null : new String(take(text), StandardCharsets.UTF_8));
                }
                scanned = available();
                await(more(1));
            }
        } finally {
            reader = null;
        }
    }

    /**
     * Waits for everything up to the end of the source.
     *
     * @param most how many bytes there may be
     * @return the bytes
     * @throws TooLongException if there are more; nothing is consumed
     * @throws IOException if the source fails
     * @throws IllegalArgumentException if {@code most} is negative
     */
    @Async
    @CheckReturnValue
    public Coroutine<byte[]> all(int most) throws IOException {
        if (most < 0) {
            throw new IllegalArgumentException("a source cannot have at most " + most + " bytes");
        }
        begin();
        try {
            while (await(more(1))) {
                if (available() > most) {
                    break;
                }
            }
            if (available() > most) {
                throw new TooLongException("the source is longer than its limit: it has at least " + available()
                        + " bytes, and the argument most is " + most);
            }
            return result(take(available()));
        } finally {
            reader = null;
        }
    }

    /** {@return a copy of what has come and was not taken} Does not read. */
    public byte[] partial() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** Gives what the reader holds first. */
    @Override
    @Async
    public Coroutine<Boolean> read(ByteBuffer into) throws IOException {
        begin();
        try {
            if (available() == 0) {
                return result(!ended && await(source.read(into)));
            }
            if (!into.hasRemaining()) {
                throw new IllegalArgumentException("there is no room in the buffer to read into: " + into);
            }
            int n = Math.min(into.remaining(), available());
            into.put(buffer, start, n);
            drop(n);
            return result(true);
        } finally {
            reader = null;
        }
    }

    @Override
    @Async
    public Coroutine<Void> readable() throws IOException {
        begin();
        try {
            if (available() == 0 && !ended) {
                await(source.readable());
            }
            return done();
        } finally {
            reader = null;
        }
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        await(source.closeAsync());
        return done();
    }

    // ---- what has come

    private void begin() {
        if (reader != null) {
            throw new IllegalStateException(reader + " reads already");
        }
        reader = Task.current();
    }

    private int available() {
        return end - start;
    }

    /** Returns how long the bytes up to the mark are, with it; −1 if the source ends before. */
    @Async
    private Coroutine<Integer> lengthUntil(byte[] mark, int most) throws IOException {
        int scanned = 0;
        while (true) {
            int at = indexOf(mark, scanned);
            if (at >= 0 && at + mark.length <= most) {
                return result(at + mark.length);
            }
            // Without a mark yet, it may begin in the last bytes.
            if (at >= 0 || available() >= most) {
                throw new TooLongException("the mark has not come within the limit: there are " + available()
                        + " bytes, and the argument most is " + most);
            }
            if (ended) {
                return result(-1);
            }
            scanned = Math.max(0, available() - mark.length + 1);
            await(more(1));
        }
    }

    /** Returns where the mark is, counted from {@code start}; −1 if it has not come. */
    private int indexOf(byte[] mark, int from) {
        for (int i = start + from; i <= end - mark.length; i++) {
            if (buffer[i] == mark[0] && Arrays.equals(buffer, i, i + mark.length, mark, 0, mark.length)) {
                return i - start;
            }
        }
        return -1;
    }

    private byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(buffer, start, start + count);
        drop(count);
        return taken;
    }

    private void drop(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /** Reads once from the source. Returns whether something has come; false at the end. */
    @Async
    private Coroutine<Boolean> more(int hint) throws IOException {
        if (ended) {
            return result(false);
        }
        if (buffer.length == 0) {
            await(source.readable()); // an idle connection holds no buffer
        }
        makeRoom(hint);
        ByteBuffer into = ByteBuffer.wrap(buffer, end, buffer.length - end);
        boolean come = await(source.read(into));
        end = into.position();
        ended = !come;
        return result(come);
    }

    /** Doubles the buffer if it is full, whatever was asked for: so a peer cannot make it large by announcing much. */
    private void makeRoom(int hint) {
        if (end < buffer.length && (hint <= buffer.length - end || start == 0)) {
            return;
        }
        int held = available();
        byte[] larger = held > buffer.length / 2 || buffer.length < LEAST
                ? new byte[Math.max(LEAST, Math.addExact(buffer.length, buffer.length))]
                : buffer;
        System.arraycopy(buffer, start, larger, 0, held);
        buffer = larger;
        start = 0;
        end = held;
    }
}
