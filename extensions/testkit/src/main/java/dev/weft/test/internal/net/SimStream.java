package dev.weft.test.internal.net;

import dev.weft.Coroutine;
import dev.weft.net.SocketStream;
import dev.weft.net.internal.duplex.DuplexStream;
import dev.weft.net.internal.duplex.FileSend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One end of a simulated connection. */
final class SimStream extends DuplexStream implements SocketStream, Life.Open {
    private final Life life;
    private final Courier courier;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private String opener = "";

    /** The other end, and the way there; null until the other side has accepted. */
    private @Nullable SimStream other;

    private @Nullable Wire out;

    private final Inbox inbox;
    private final Window window;
    private @Nullable IOException broken;
    private boolean disposed;
    private boolean hasSentEnd;
    private boolean wantsToRead;
    private boolean wantsToWrite;

    SimStream(Life life, Courier courier, InetSocketAddress local, InetSocketAddress remote) {
        super(life.host().loop());
        this.life = life;
        this.courier = courier;
        this.local = local;
        this.remote = remote;
        inbox = new Inbox(courier, life.host(), this::mayRead);
        window = new Window(courier, life.host(), this::mayWrite);
    }

    /** Connects two ends. */
    static void connect(SimStream one, SimStream two) {
        one.other = two;
        two.other = one;
        one.out = new Wire(one.courier, one, two);
        two.out = new Wire(two.courier, two, one);
    }

    /** A program has got it, and must close it. */
    SimStream opened() {
        opener = Opener.here();
        if (!disposed) {
            life.opened(this);
        }
        return this;
    }

    @Override
    public String opener() {
        return opener;
    }

    Life life() {
        return life;
    }

    Host host() {
        return life.host();
    }

    boolean isDisposed() {
        return disposed;
    }

    /** Returns whether this end has failed by what the network or the other side did. */
    boolean isBroken() {
        return broken != null;
    }

    String names() {
        return host() + " to "
                + (other == null ? remote.toString() : other.host().toString());
    }

    // ---- as the transport

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        checkBroken();
        int n = inbox.moveTo(into);
        if (n > 0) {
            Objects.requireNonNull(other).window.wereRead(n);
        }
        return n;
    }

    @Override
    public void awaitReadable() {
        wantsToRead = true;
        mayRead();
    }

    private void mayRead() {
        if (wantsToRead && (inbox.isReadable() || broken != null || disposed)) {
            wantsToRead = false;
            var unused = reads().onReadable();
        }
    }

    @Override
    public void writeNow(ByteBuffer[] from, int first) throws IOException {
        checkBroken();
        if (disposed) {
            throw new ClosedChannelException();
        }
        ByteBuffer bytes = window.take(from, first);
        if (bytes.hasRemaining()) {
            out().send(
                            bytes.remaining() + " bytes",
                            () -> Objects.requireNonNull(other).arrive(bytes));
        }
    }

    @Override
    public void awaitWritable() {
        wantsToWrite = true;
        mayWrite();
    }

    private void mayWrite() {
        if (wantsToWrite && (window.hasRoom() || broken != null || disposed)) {
            wantsToWrite = false;
            writes().onWritable();
            if (!writes().isFlushed()) {
                wantsToWrite = true; // the loop sends what is left when there is room
            }
        }
    }

    @Override
    public void sendEnd() {
        hasSentEnd = true;
        out().send("the end", () -> Objects.requireNonNull(other).endArrives());
    }

    @Override
    protected void dispose(boolean abort) {
        if (disposed || !fate().isHere()) {
            return; // on another thread: it is called once more on the loop's
        }
        disposed = true;
        life.closed(this);
        inbox.clear();
        if (out != null && broken == null) {
            if (!abort) {
                if (!hasSentEnd) {
                    sendEnd();
                }
            } else if (!life.isSilent()) {
                out.sendOnce("a reset", Objects.requireNonNull(other)::resetArrives);
            }
        }
        mayRead();
        mayWrite();
    }

    /** Tells the other side, which has sent something, that there is nobody here. */
    void refuse() {
        SimStream sender = Objects.requireNonNull(other);
        courier.send(host(), sender.host(), () -> "a reset of " + names(), sender::resetArrives);
    }

    private Wire out() {
        return Objects.requireNonNull(out, "not connected");
    }

    private void checkBroken() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    // ---- what arrives

    private void arrive(ByteBuffer bytes) {
        courier.ground()
                .note(
                        false,
                        () -> bytes.remaining() + " bytes of "
                                + Objects.requireNonNull(other).host() + " arrive at " + host());
        if (disposed) {
            refuse();
        } else if (broken == null) {
            inbox.add(bytes);
            mayRead();
        }
    }

    private void endArrives() {
        if (life.isOver()) {
            refuse(); // the host has lived on, and does not know the connection
        } else if (!disposed) {
            inbox.end();
            mayRead();
        }
    }

    private void resetArrives() {
        breaks(new SocketException("Connection reset"));
    }

    /** The connection has failed. */
    void breaks(IOException by) {
        if (!disposed && broken == null) {
            courier.ground().note(false, () -> "the connection of " + names() + " breaks: " + by.getMessage());
            broken = by;
            inbox.clear();
            out().cut();
            mayRead();
            mayWrite();
        }
    }

    // ---- as a socket

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    /** Options change nothing here. */
    @Override
    public <V> SocketStream option(SocketOption<V> name, V value) throws IOException {
        Objects.requireNonNull(name, "name");
        fate().requireHere();
        fate().check();
        return this;
    }

    @Override
    public Coroutine<Long> send(FileChannel file, long from, long count) throws IOException {
        return FileSend.send(
                writes(), file, from, count, send -> FileSending.move(send, writes(), this, file, from, count));
    }

    @Override
    public String toString() {
        return "socket " + local + " to " + remote;
    }
}
