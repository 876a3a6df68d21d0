package dev.weft.net.internal.nio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.Datagrams;
import dev.weft.net.internal.duplex.Fate;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams. A failure of one datagram is no failure of the socket. */
final class NioDatagrams implements Datagrams, ChannelKey.Owner {
    /** More than any datagram has. */
    private static final int MOST = 1 << 16;

    private final DatagramChannel channel;
    private final SocketAddress address;
    private final ChannelKey key;
    private final Fate fate;
    private final IoWait readable;
    private final IoWait writable;

    /** The tasks that receive and send. Owned by the loop's thread, as all that follows. */
    private @Nullable Object receiver;

    private @Nullable Object sender;
    private boolean connected;

    /** What a datagram is received into if the user's buffer may be too small: the system would cut it. */
    private @Nullable ByteBuffer large;

    NioDatagrams(LoopChannels home, DatagramChannel channel) throws IOException {
        this.channel = channel;
        address = channel.getLocalAddress();
        key = new ChannelKey(home, channel, this);
        fate = new Fate(home.loop(), this);
        readable = IoWait.on(home.loop());
        writable = IoWait.on(home.loop());
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public Datagrams connect(SocketAddress peer) throws IOException {
        fate.requireHere();
        fate.check();
        if (connected) {
            channel.disconnect();
            connected = false;
        }
        channel.connect(peer);
        connected = true;
        return this;
    }

    @Override
    @Async
    @SuppressWarnings("NullAway") // it does not infer that the result may be null
    public Coroutine<@Nullable SocketAddress> receive(ByteBuffer into) throws IOException {
        Objects.requireNonNull(into, "into");
        fate.requireHere();
        fate.check();
        if (receiver != null) {
            throw new IllegalStateException(receiver + " receives already");
        }
        receiver = Task.current();
        try {
            SocketAddress from = receiveNow(into);
            while (from == null) {
                key.want(SelectionKey.OP_READ);
                await(readable.next());
                fate.requireOpen();
                from = receiveNow(into);
            }
            return result(connected ? null : from);
        } finally {
            receiver = null;
        }
    }

    private @Nullable SocketAddress receiveNow(ByteBuffer into) throws IOException {
        if (into.remaining() >= MOST) {
            return channel.receive(into);
        }
        ByteBuffer whole = large;
        if (whole == null) {
            whole = ByteBuffer.allocateDirect(MOST);
            large = whole;
        }
        whole.clear();
        SocketAddress from = channel.receive(whole);
        if (from != null) {
            whole.flip();
            if (whole.remaining() > into.remaining()) {
                throw new IOException("a datagram of " + whole.remaining() + " bytes from " + from
                        + " does not fit into the buffer, which has room for " + into.remaining() + "; it is dropped");
            }
            into.put(whole);
        }
        return from;
    }

    @Override
    @Async
    public Coroutine<Void> send(ByteBuffer datagram, SocketAddress to) throws IOException {
        Objects.requireNonNull(to, "to");
        await(sendTo(datagram, to));
        return done();
    }

    @Override
    @Async
    public Coroutine<Void> send(ByteBuffer datagram) throws IOException {
        if (!connected) {
            throw new IllegalStateException(this + " is not connected; say to whom the datagram is to be sent");
        }
        await(sendTo(datagram, null));
        return done();
    }

    @Async
    private Coroutine<Void> sendTo(ByteBuffer datagram, @Nullable SocketAddress to) throws IOException {
        fate.requireHere();
        fate.check();
        if (sender != null) {
            throw new IllegalStateException(sender + " sends already");
        }
        sender = Task.current();
        try {
            while (!sendNow(datagram, to)) {
                key.want(SelectionKey.OP_WRITE);
                await(writable.next());
                fate.requireOpen();
            }
        } finally {
            sender = null;
        }
        return done();
    }

    /** Returns whether the system has taken it. An empty datagram counts as taken: the system does not tell. */
    private boolean sendNow(ByteBuffer datagram, @Nullable SocketAddress to) throws IOException {
        int size = datagram.remaining();
        try {
            int n = to == null ? channel.write(datagram) : channel.send(datagram, to);
            return n > 0 || size == 0;
        } catch (IOException failure) {
            if (String.valueOf(failure.getMessage()).startsWith("Message too long")) {
                throw new IOException("a datagram of " + size + " bytes is too long for the system", failure);
            }
            throw failure;
        }
    }

    @Override
    public void ready(int ops) {
        if ((ops & SelectionKey.OP_READ) != 0) {
            if (receiver == null) {
                key.doNotWant(SelectionKey.OP_READ);
            }
            wake(readable);
        }
        if ((ops & SelectionKey.OP_WRITE) != 0) {
            key.doNotWant(SelectionKey.OP_WRITE);
            wake(writable);
        }
    }

    private static void wake(IoWait wait) {
        if (wait.isWaiting()) {
            wait.wake();
        }
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        fate.requireHere();
        if (!fate.isClosed()) {
            abort();
        }
        if (channel.isRegistered()) { // for a second caller, too
            await(key.home().released());
        }
        return done();
    }

    @Override
    public void abort() {
        fate.close();
        key.close();
        wake(readable);
        wake(writable);
    }

    @Override
    public String toString() {
        return "datagrams at " + address;
    }
}
