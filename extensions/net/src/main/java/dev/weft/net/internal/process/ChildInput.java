package dev.weft.net.internal.process;

import dev.weft.EventLoop;
import dev.weft.net.internal.duplex.DuplexStream;
import dev.weft.net.internal.loop.LoopCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a child reads from its standard input. Its reading half is never used. Owned by the loop's thread. */
final class ChildInput extends DuplexStream {
    private final String name;
    private final BooleanSupplier hasExited;

    /** Null if the child's input comes from elsewhere: then this is closed. */
    private final @Nullable Feeder feeder;

    /** Whether the child is being ended: it is to see the signal before the end of its input. Written before the stream is closed. */
    private volatile boolean keepsPipe;

    /**
     * Creates the stream of an input.
     *
     * @param loop the loop that it belongs to
     * @param name what it is, for messages
     * @param pipe the pipe; null if the input comes from elsewhere
     * @param hasExited says whether the child has ended: somebody else may keep its pipe open
     */
    ChildInput(EventLoop loop, String name, @Nullable OutputStream pipe, BooleanSupplier hasExited) {
        super(loop);
        this.name = name;
        this.hasExited = hasExited;
        if (pipe == null) {
            feeder = null;
            fate().close();
        } else {
            feeder = new Feeder(pipe, "weft-feed " + name, () -> LoopCalls.run(loop, this::mayWrite));
        }
    }

    /** Takes no more writes; the child's input does not end by that. */
    void shut() {
        keepsPipe = true;
        abort();
    }

    /** Lets go of the pipe as soon as that is possible. */
    void closePipe() {
        if (feeder != null) {
            feeder.drop();
        }
    }

    /** Nobody reads any more what is held. Who waits for room learns of it. */
    void childEnded() {
        if (feeder != null) {
            feeder.drop();
            mayWrite();
        }
    }

    /** There may be room, or there is nobody to write for. */
    private void mayWrite() {
        writes().onWritable();
        if (!writes().isFlushed()) {
            awaitWritable(); // what is left is sent by the loop, without a task
        }
    }

    @Override
    public int readNow(ByteBuffer into) {
        return -1;
    }

    @Override
    public void awaitReadable() {
        var unused = reads().onReadable();
    }

    @Override
    public void writeNow(ByteBuffer[] from, int first) throws IOException {
        if (feeder == null) {
            throw new ClosedChannelException();
        }
        if (hasExited.getAsBoolean()) {
            throw new IOException("Broken pipe: the process has ended that would read " + name);
        }
        try {
            feeder.put(from, first);
        } catch (IOException broken) {
            throw new IOException("Broken pipe: nobody reads " + name, broken);
        }
    }

    @Override
    public void awaitWritable() {
        if (feeder == null || hasExited.getAsBoolean() || feeder.isWritable()) {
            writes().onWritable();
        }
    }

    @Override
    public void sendEnd() {
        if (feeder != null) {
            feeder.end();
        }
    }

    @Override
    protected void dispose(boolean abort) {
        if (feeder == null || keepsPipe) {
            return;
        }
        if (abort) {
            feeder.drop();
        } else {
            feeder.end();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
