package dev.weft.net.internal.duplex;

import dev.weft.EventLoop;
import dev.weft.ports.AdapterLoop;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream is open, and which loop it belongs to.
 *
 * <pre>
 * OPEN → FAILED   by the transport; each call throws that failure
 * OPEN, FAILED → CLOSED
 * </pre>
 *
 * Owned by the loop's thread.
 */
public final class Fate {
    private final EventLoop loop;
    private final Object stream;
    private @Nullable IOException failure;
    private boolean closed;

    /**
     * Creates the fate of a stream that is open.
     *
     * @param loop the loop that it belongs to
     * @param stream the stream, for messages
     */
    public Fate(EventLoop loop, Object stream) {
        this.loop = loop;
        this.stream = stream;
    }

    /** Returns the loop that the stream belongs to. */
    public EventLoop loop() {
        return loop;
    }

    /** Returns whether the caller is on the loop's thread. Any thread. */
    public boolean isHere() {
        return AdapterLoop.of(loop).isHere();
    }

    /**
     * Checks that the caller is on the loop's thread.
     *
     * @throws IllegalStateException if it is not
     */
    public void requireHere() {
        if (!isHere()) {
            throw new IllegalStateException(stream + " belongs to " + loop + " and is used on " + here());
        }
    }

    private static String here() {
        try {
            return EventLoop.running().toString();
        } catch (IllegalStateException none) {
            return "thread " + Thread.currentThread().getName() + ", where no loop runs";
        }
    }

    /**
     * Checks that the stream is open and has not failed.
     *
     * @throws IOException what it has failed with, or that it is closed
     */
    public void check() throws IOException {
        checkFailure();
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    /**
     * Checks that the transport has not failed.
     *
     * @throws IOException what it has failed with
     */
    public void checkFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Checks, after a wait, that the stream is still open and has not failed.
     *
     * @throws IOException what it has failed with, or that it was closed meanwhile
     */
    public void requireOpen() throws IOException {
        checkFailure();
        if (closed) {
            throw new AsynchronousCloseException();
        }
    }

    /**
     * The transport has failed. The first failure counts, and none that only says that the stream is closed.
     *
     * @return what the caller throws
     */
    public IOException fails(IOException by) {
        if (failure == null && !(by instanceof ClosedChannelException)) {
            failure = by;
        }
        return failure == null ? by : failure;
    }

    /** Returns whether the transport has failed. */
    public boolean hasFailed() {
        return failure != null;
    }

    /** Returns whether the stream is closed. */
    public boolean isClosed() {
        return closed;
    }

    /** The stream is closed from now on. */
    public void close() {
        closed = true;
    }
}
