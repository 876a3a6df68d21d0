package dev.weft.net.internal.duplex;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.ports.IoWait;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * The writing half of a stream.
 *
 * <p>Bytes move when the writing task runs. If that is cancelled after a part of its message has gone, the rest becomes
 * {@code left}, which the loop sends when the transport has room. Everything else waits for that, so no message is torn.
 *
 * <pre>
 * OPEN → ENDING → ENDED   end() is called; what is left is sent, and the end behind it
 * </pre>
 *
 * Owned by the loop's thread.
 */
public final class WriteSide {
    /** The longest rest of a message that is sent in the background. */
    static final int MOST_LEFT = 1 << 20;

    private enum State {
        OPEN,
        ENDING,
        ENDED
    }

    private final Fate fate;
    private final Outlet outlet;
    private State state = State.OPEN;

    /** The rest of a message whose writer has gone; null if there is none. One buffer, as the outlet wants it. */
    private ByteBuffer @Nullable [] left;

    /** Made at the first wait. */
    private @Nullable IoWait wait;

    /** The task that writes. */
    private @Nullable Object writer;

    /** What it writes; null if it does that itself. */
    private @Nullable Writing writing;

    /** A frame that nobody uses now. */
    private @Nullable Writing spare;

    /** Set when the task that waits for the end to be sent waits no more; null if none does. */
    private @Nullable AsyncEvent othersEnd;

    /**
     * Creates the writing half of a stream.
     *
     * @param fate the stream's fate
     * @param outlet the transport
     */
    public WriteSide(Fate fate, Outlet outlet) {
        this.fate = fate;
        this.outlet = outlet;
    }

    /** See {@link dev.weft.net.ByteSink#write(ByteBuffer)}. */
    public Coroutine<Void> write(ByteBuffer all) {
        return frame().with(all);
    }

    /** See {@link dev.weft.net.ByteSink#write(ByteBuffer...)}. */
    public Coroutine<Void> write(ByteBuffer... all) {
        return frame().with(all.clone());
    }

    private Writing frame() {
        Writing lent = spare;
        if (lent != null && fate.isHere()) { // elsewhere its start is to throw, and to change nothing here
            spare = null;
            return lent;
        }
        return new Writing(this);
    }

    /** See {@link dev.weft.net.ByteSink#end}. */
    @Async
    public Coroutine<Void> end() throws IOException {
        fate.requireHere();
        requireNoWriter();
        fate.check();
        while (othersEnd != null) { // which is told when it gives up, too
            Weft.await(othersEnd.whenSet());
            fate.requireOpen();
        }
        AsyncEvent over = new AsyncEvent();
        othersEnd = over;
        if (state == State.OPEN) {
            state = State.ENDING;
        }
        try {
            Weft.await(flushed(false));
        } finally {
            othersEnd = null;
            over.set();
        }
        return Weft.done();
    }

    /**
     * Waits until what is left is sent, and the end if one is to be sent.
     *
     * @param closing whether the stream is being closed by the caller; otherwise it is left if another task closes it
     */
    @Async
    public Coroutine<Void> flushed(boolean closing) throws IOException {
        flush();
        while (!isFlushed()) {
            IoWait waited = waited();
            waited.reset();
            awaitWritable();
            Weft.await(waited.next());
            if (closing) {
                fate.checkFailure();
            } else {
                fate.requireOpen();
            }
        }
        return Weft.done();
    }

    /** Returns whether nothing is left to be sent. */
    public boolean isFlushed() {
        return left == null && state != State.ENDING;
    }

    /** Returns whether the end was sent, or is to be sent. */
    public boolean isEnding() {
        return state != State.OPEN;
    }

    /** The transport may have room: sends what is left, and wakes who waits. */
    public void onWritable() {
        try {
            flush();
        } catch (IOException failure) {
            left = null; // each later call throws it
            state = state == State.ENDING ? State.ENDED : state;
        }
        if (wait != null) {
            wait.wake(); // who is about to wait does not
        }
    }

    /** Returns whether somebody needs to know when the transport has room. */
    public boolean wantsRoom() {
        return !isFlushed() || writer != null;
    }

    /** Wakes the task that waits, since the fate of the stream has changed. */
    public void wake() {
        if (wait != null && wait.isWaiting()) {
            wait.wake();
        }
    }

    /**
     * Takes over what the writing task has not written yet, since the stream is being closed. Its write fails; the message is
     * sent whole.
     */
    public void takeOver() {
        Writing interrupted = writing;
        if (interrupted != null) {
            keepRest(interrupted, null);
        }
    }

    /** Drops what is left. */
    public void drop() {
        left = null;
        state = state == State.ENDING ? State.ENDED : state;
    }

    // ---- for a transport that writes by itself

    /**
     * Begins a write by the transport. {@link #release} ends it.
     *
     * @param task the task that writes
     * @throws IOException if the stream is not open
     */
    public void occupy(Object task) throws IOException {
        fate.requireHere();
        requireNoWriter();
        fate.check();
        if (state != State.OPEN) {
            throw new ClosedChannelException();
        }
        writer = task;
    }

    /** Ends a write by the transport. */
    public void release() {
        writer = null;
        writing = null;
    }

    /** Waits, once, until there may be room. What is left of another write goes first. */
    @Async
    public Coroutine<Void> room() throws IOException {
        flush();
        IoWait waited = waited();
        waited.reset();
        awaitWritable();
        Weft.await(waited.next());
        fate.requireOpen();
        return Weft.done();
    }

    // ---- for the frame

    void begin(Writing frame, Object task) throws IOException {
        occupy(task);
        writing = frame;
    }

    private void requireNoWriter() {
        if (writer != null) {
            throw new IllegalStateException(writer + " writes already");
        }
    }

    void ends(Writing frame) {
        release();
        spare = frame;
    }

    /** Goes on as far as it can. Returns null, or {@link Frame#SUSPENDED}. */
    @Nullable
    Object advance(Writing frame, FrameDriver driver, int depth) throws Throwable {
        while (true) {
            flush();
            if (left == null && push(frame)) {
                return null;
            }
            IoWait waited = waited();
            waited.reset();
            awaitWritable();
            Object given = Suspension.await(waited.next(), driver, depth);
            if (given == Frame.SUSPENDED) {
                return given;
            }
            fate.requireOpen();
        }
    }

    private void awaitWritable() throws IOException {
        try {
            outlet.awaitWritable();
        } catch (IOException failure) {
            throw fate.fails(failure);
        }
    }

    /** Writes what the outlet takes. Returns whether that was all. */
    private boolean push(Writing frame) throws IOException {
        if (!frame.hasRemaining()) {
            return true;
        }
        try {
            outlet.writeNow(frame.buffers(), frame.first());
        } catch (IOException failure) {
            throw fate.fails(failure);
        }
        return !frame.hasRemaining();
    }

    Fate fate() {
        return fate;
    }

    /**
     * Keeps what a write leaves whose task does not go on.
     *
     * @param cancelled what the task gets; it learns if the stream is aborted for that
     */
    void keepRest(Writing frame, @Nullable Throwable cancelled) {
        long rest = frame.rest();
        if (rest == 0 || !frame.hasBegun() || fate.hasFailed() || left != null) {
            return; // with something left, it has not begun
        }
        if (rest > MOST_LEFT) {
            IOException torn = fate.fails(new IOException("the stream is aborted: a write was cancelled when " + rest
                    + " bytes of its message were left, and at most " + MOST_LEFT + " are sent in the background"));
            if (cancelled != null) {
                cancelled.addSuppressed(torn);
            }
            outlet.abort();
            return;
        }
        left = new ByteBuffer[] {frame.copyOfRest()};
        frame.forget();
        try {
            outlet.awaitWritable();
        } catch (IOException failure) {
            fate.fails(failure);
        }
    }

    // ----

    /** Sends what is left, and the end, as far as the transport takes it. */
    private void flush() throws IOException {
        ByteBuffer[] rest = left;
        try {
            if (rest != null) {
                outlet.writeNow(rest, 0);
                if (rest[0].hasRemaining()) {
                    return;
                }
                left = null;
            }
            if (state == State.ENDING) {
                outlet.sendEnd();
                state = State.ENDED;
            }
        } catch (IOException failure) {
            throw fate.fails(failure);
        }
    }

    private IoWait waited() {
        IoWait waited = wait;
        if (waited == null) {
            waited = IoWait.on(fate.loop());
            wait = waited;
        }
        return waited;
    }
}
