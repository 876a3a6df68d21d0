package dev.weft.net.internal.memory;

import dev.weft.EventLoop;
import dev.weft.net.internal.duplex.DuplexStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a pipe in memory. Both ends belong to one loop. Owned by its thread. */
public final class PipeEnd extends DuplexStream {
    private final Channel in;
    private final Channel out;
    private @Nullable PipeEnd other;
    private boolean disposed;
    private boolean reset;
    private boolean wantsToRead;
    private boolean wantsToWrite;

    private PipeEnd(EventLoop loop, Channel in, Channel out) {
        super(loop);
        this.in = in;
        this.out = out;
    }

    /**
     * Makes the ends of a pipe.
     *
     * @param loop the loop that both belong to
     * @param capacity how many bytes each direction holds
     */
    public static PipeEnd[] pair(EventLoop loop, int capacity) {
        Channel there = new Channel(capacity);
        Channel back = new Channel(capacity);
        PipeEnd one = new PipeEnd(loop, back, there);
        PipeEnd two = new PipeEnd(loop, there, back);
        one.other = two;
        two.other = one;
        return new PipeEnd[] {one, two};
    }

    private PipeEnd other() {
        return Objects.requireNonNull(other);
    }

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        checkReset();
        int n = in.get(into);
        if (n > 0) {
            other().mayWrite();
        }
        return n;
    }

    @Override
    public void awaitReadable() {
        wantsToRead = true;
        mayRead();
    }

    private void mayRead() {
        if (wantsToRead && (in.isReadable() || reset || disposed)) {
            wantsToRead = false;
            var unused = reads().onReadable();
        }
    }

    @Override
    public void writeNow(ByteBuffer[] from, int first) throws IOException {
        checkReset();
        if (disposed) {
            throw new ClosedChannelException();
        }
        if (other().disposed) {
            throw new SocketException("Broken pipe: the other end is closed");
        }
        for (int i = first; i < from.length; i++) {
            out.put(from[i]);
        }
        other().mayRead();
    }

    @Override
    public void awaitWritable() {
        wantsToWrite = true;
        mayWrite();
    }

    private void mayWrite() {
        if (wantsToWrite && (out.hasRoom() || reset || disposed || other().disposed)) {
            wantsToWrite = false;
            writes().onWritable();
            if (!writes().isFlushed()) {
                wantsToWrite = true; // the loop sends what is left when there is room
            }
        }
    }

    @Override
    public void sendEnd() {
        out.end();
        other().mayRead();
    }

    private void checkReset() throws SocketException {
        if (reset) {
            throw new SocketException("Connection reset: the other end was aborted");
        }
    }

    @Override
    protected void dispose(boolean abort) {
        if (disposed || !fate().isHere()) {
            return; // on another thread: it is called once more on the loop's
        }
        disposed = true;
        if (abort) {
            other().reset = true;
        } else {
            out.end();
        }
        other().mayRead();
        other().mayWrite();
    }

    @Override
    public String toString() {
        return "pipe in memory";
    }
}
