package dev.weft.net.internal.duplex;

import dev.weft.Coroutine;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of a stream. Bytes move only when the reading task runs, so a task that is cancelled has consumed nothing.
 *
 * <pre>
 * UNKNOWN   a read may give something: it is tried
 * EMPTY     the last read has taken everything: the transport says when there is more
 * READY     the transport says that there is something
 * ENDED     the other side has ended
 * </pre>
 *
 * Owned by the loop's thread.
 */
public final class ReadSide {
    private enum State {
        UNKNOWN,
        EMPTY,
        READY,
        ENDED
    }

    private static final int DROPPED_AT_ONCE = 1 << 13;

    private final Fate fate;
    private final Inlet inlet;
    private State state = State.UNKNOWN;

    /** Whether what comes is dropped. */
    private boolean dropping;

    /** Whether that goes on now. */
    private boolean inDrop;

    /** Made at the first wait. */
    private @Nullable IoWait wait;

    /** The task that reads. */
    private @Nullable FrameDriver reader;

    /** A frame that nobody uses now. */
    private @Nullable Reading spare;

    /**
     * Creates the reading half of a stream.
     *
     * @param fate the stream's fate
     * @param inlet the transport
     */
    public ReadSide(Fate fate, Inlet inlet) {
        this.fate = fate;
        this.inlet = inlet;
    }

    /** See {@link dev.weft.net.ByteSource#read}. */
    @SuppressWarnings("unchecked") // a reading with a buffer gives a Boolean
    public Coroutine<Boolean> read(ByteBuffer into) {
        return (Coroutine<Boolean>) (Coroutine<?>) frame().with(into);
    }

    /** See {@link dev.weft.net.ByteSource#readable}. */
    @SuppressWarnings("unchecked") // a reading without a buffer gives null
    public Coroutine<Void> readable() {
        return (Coroutine<Void>) (Coroutine<?>) frame().with(null);
    }

    private Reading frame() {
        Reading lent = spare;
        if (lent != null && fate.isHere()) { // elsewhere its start is to throw, and to change nothing here
            spare = null;
            return lent;
        }
        return new Reading(this);
    }

    /** The transport has something to read, or has ended or failed: the next read tells. Returns whether a task waits. */
    public boolean onReadable() {
        if (state != State.ENDED) {
            state = State.READY;
        }
        if (dropping) {
            drop();
            return state != State.ENDED;
        }
        IoWait waited = wait;
        if (waited == null || !waited.isWaiting()) {
            return false;
        }
        waited.wake();
        return true;
    }

    /** Returns whether a task reads, which may wait. */
    public boolean isReading() {
        return reader != null;
    }

    /** Wakes the task that reads, since the fate of the stream has changed. */
    public void wake() {
        if (wait != null && wait.isWaiting()) {
            wait.wake();
        }
    }

    /**
     * The stream is being closed, and not everything is sent: what comes is dropped from now on. The other side may be unable to
     * read before it has written, as when both are closed at the same time.
     */
    public void startDropping() {
        dropping = true;
        drop();
    }

    private void drop() {
        if (inDrop || state == State.ENDED) {
            return; // or the transport tells that there is more while it is asked to tell
        }
        inDrop = true;
        ByteBuffer dropped = ByteBuffer.allocate(DROPPED_AT_ONCE);
        try {
            int n;
            do {
                n = inlet.readNow(dropped.clear());
                if (n < 0) {
                    state = State.ENDED;
                    return;
                }
                state = State.EMPTY;
                inlet.awaitReadable();
            } while (n > 0 && state == State.READY); // a transport that is let go of may say so, and have nothing
        } catch (IOException gone) {
            state = State.ENDED; // nothing comes any more; who sends learns it by itself
        } finally {
            inDrop = false;
        }
    }

    // ---- for the frame

    void begin(FrameDriver driver, @Nullable ByteBuffer into) throws IOException {
        fate.requireHere();
        if (reader != null) {
            throw new IllegalStateException(reader + " reads already");
        }
        fate.check();
        if (into != null && !into.hasRemaining()) {
            throw new IllegalArgumentException("there is no room in the buffer to read into: " + into);
        }
        reader = driver;
    }

    void ends(Reading frame) {
        reader = null;
        spare = frame;
    }

    /** Goes on as far as it can. Returns a {@link Boolean}, null if it is without a buffer, or {@link Frame#SUSPENDED}. */
    @Nullable
    Object advance(FrameDriver driver, int depth, @Nullable ByteBuffer into) throws Throwable {
        while (state != State.ENDED) {
            if (into == null && state == State.READY) {
                return null;
            }
            if (into != null && state != State.EMPTY) {
                if (tryRead(into) > 0) {
                    return true;
                }
            } else {
                Object given = suspend(driver, depth);
                if (given == Frame.SUSPENDED) {
                    return given;
                }
                fate.requireOpen();
            }
        }
        return into == null ? null : false;
    }

    private int tryRead(ByteBuffer into) throws IOException {
        int n;
        try {
            n = inlet.readNow(into);
        } catch (IOException failure) {
            throw fate.fails(failure);
        }
        state = n < 0 ? State.ENDED : into.hasRemaining() ? State.EMPTY : State.UNKNOWN;
        return n;
    }

    private @Nullable Object suspend(FrameDriver driver, int depth) throws Throwable {
        IoWait waited = wait;
        if (waited == null) {
            waited = IoWait.on(fate.loop());
            wait = waited;
        }
        waited.reset();
        try {
            inlet.awaitReadable();
        } catch (IOException failure) {
            throw fate.fails(failure);
        }
        return state == State.READY ? null : Suspension.await(waited.next(), driver, depth);
    }

    Fate fate() {
        return fate;
    }
}
