package dev.weft.net.internal.process;

import dev.weft.EventLoop;
import dev.weft.net.internal.duplex.DuplexStream;
import dev.weft.net.internal.loop.LoopCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** What a child writes to its standard output or error. Its writing half is never used. Owned by the loop's thread. */
final class ChildOutput extends DuplexStream {
    private final String name;

    /** Null if the child's output goes elsewhere: then this has ended. */
    private final @Nullable Pump pump;

    /** Whether the child may write until it has ended, although nobody reads. Written before the stream is closed. */
    private volatile boolean draining;

    /**
     * Creates the stream of an output.
     *
     * @param loop the loop that it belongs to
     * @param name what it is, for messages
     * @param pipe the pipe; null if the output goes elsewhere
     */
    ChildOutput(EventLoop loop, String name, @Nullable InputStream pipe) {
        super(loop);
        this.name = name;
        pump = pipe == null ? null : new Pump(pipe, () -> LoopCalls.run(loop, this::mayRead));
    }

    /** Begins to read, whether somebody wants it or not. */
    void startPump() {
        if (pump != null) {
            pump.start("weft-pump " + name);
        }
    }

    private void mayRead() {
        var unused = reads().onReadable();
    }

    /** Takes no more reads; the child may go on to write. */
    void drain() {
        draining = true;
        abort();
    }

    /** The child has ended: lets go of the pipe as soon as that is possible. */
    void closePipe() {
        if (pump != null) {
            pump.close();
        }
    }

    /** The child has ended: the stream ends too, even if somebody else keeps the pipe open. */
    void endWhenQuiet() {
        if (pump != null) {
            pump.endWhenQuiet();
        }
    }

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        return pump == null ? -1 : pump.take(into);
    }

    @Override
    public void awaitReadable() {
        if (pump == null || pump.isReadable()) {
            mayRead();
        }
    }

    @Override
    public void writeNow(ByteBuffer[] from, int first) throws IOException {
        throw new ClosedChannelException();
    }

    @Override
    public void awaitWritable() {
        writes().onWritable();
    }

    @Override
    public void sendEnd() {}

    @Override
    protected void dispose(boolean abort) {
        if (pump == null) {
            return;
        }
        if (draining) {
            pump.drop();
        } else {
            pump.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
