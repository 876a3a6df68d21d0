package dev.weft.net.internal.nio;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.SocketStream;
import dev.weft.net.internal.duplex.DuplexStream;
import dev.weft.net.internal.duplex.FileSend;
import dev.weft.ports.IoWait;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A socket that is connected. */
final class NioStream extends DuplexStream implements SocketStream, ChannelKey.Owner {
    /** How many bytes that came and were not read are dropped at closing, so that they do not make a reset of it. */
    private static final int MOST_DROPPED = 1 << 20;

    private final SocketChannel channel;
    private final ChannelKey key;
    private SocketAddress local;
    private SocketAddress remote;

    /** The wait for the connection; null if there is none. */
    private @Nullable IoWait connecting;

    /** A socket that is to be connected. */
    private NioStream(LoopChannels home, SocketChannel channel, SocketAddress to) {
        super(home.loop());
        this.channel = channel;
        key = new ChannelKey(home, channel, this);
        local = to;
        remote = to;
    }

    /** Takes a channel over that is connected. If it throws, the channel is closed. */
    static NioStream of(LoopChannels home, SocketChannel channel) throws IOException {
        try {
            SocketAddress remote = channel.getRemoteAddress();
            channel.configureBlocking(false);
            NioStream stream = new NioStream(home, channel, remote);
            try {
                stream.connected();
            } catch (Throwable failure) {
                stream.abort();
                throw failure;
            }
            return stream;
        } catch (Throwable failure) {
            channel.close();
            throw failure;
        }
    }

    private void connected() throws IOException {
        local = channel.getLocalAddress();
        remote = channel.getRemoteAddress();
        if (remote instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** Connects a socket to an address, which is resolved. If that fails or is cancelled, the socket is closed. */
    @Async
    static Coroutine<SocketStream> connect(LoopChannels home, SocketChannel channel, SocketAddress to)
            throws IOException {
        NioStream stream = new NioStream(home, channel, to);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(to)) {
                IoWait wait = IoWait.on(home.loop());
                stream.connecting = wait;
                while (!channel.finishConnect()) {
                    stream.key.want(SelectionKey.OP_CONNECT);
                    await(wait.next());
                }
                stream.key.doNotWant(SelectionKey.OP_CONNECT);
                stream.connecting = null;
            }
            stream.connected();
        } catch (ClosedChannelException closed) {
            stream.abort();
            throw closed;
        } catch (IOException refused) {
            stream.abort();
            ConnectException named = new ConnectException(refused.getMessage() + ": " + to);
            named.initCause(refused);
            throw named;
        } catch (Throwable failure) {
            stream.abort();
            throw failure;
        }
        return result(stream);
    }

    @Override
    public void ready(int ops) {
        if (connecting != null) {
            key.doNotWant(SelectionKey.OP_CONNECT);
            connecting.wake();
            return;
        }
        if ((ops & SelectionKey.OP_READ) != 0 && !reads().onReadable()) {
            key.doNotWant(SelectionKey.OP_READ); // nobody reads now
        }
        if ((ops & SelectionKey.OP_WRITE) != 0) {
            key.doNotWant(SelectionKey.OP_WRITE);
            writes().onWritable();
            if (!writes().isFlushed()) {
                wantRoom();
            }
        }
    }

    /** What is left is sent by the loop, without a task. */
    private void wantRoom() {
        try {
            awaitWritable();
        } catch (IOException closed) {
            fate().fails(closed);
            writes().drop();
        }
    }

    // ---- as the transport

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        return HeapLimit.read(channel, into);
    }

    @Override
    public void awaitReadable() throws IOException {
        key.want(SelectionKey.OP_READ);
    }

    @Override
    public void writeNow(ByteBuffer[] from, int first) throws IOException {
        HeapLimit.write(channel, from, first);
    }

    @Override
    public void awaitWritable() throws IOException {
        key.want(SelectionKey.OP_WRITE);
    }

    @Override
    public void sendEnd() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    protected void beforeDisposing() {
        ByteBuffer dropped = ByteBuffer.allocate(8192);
        try {
            int n = 0;
            for (int all = 0; n >= 0 && all < MOST_DROPPED; all += n) {
                n = channel.read(dropped.clear());
                if (n == 0) {
                    return;
                }
            }
        } catch (IOException gone) {
            // nothing comes any more
        }
    }

    @Override
    protected void dispose(boolean abort) {
        if (abort && channel.isOpen() && remote instanceof InetSocketAddress) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0); // makes a reset of it
            } catch (IOException gone) {
                // there is nobody to see it
            }
        }
        key.close();
    }

    // ---- as a socket

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public <V> SocketStream option(SocketOption<V> name, V value) throws IOException {
        fate().requireHere();
        fate().check();
        channel.setOption(name, value);
        return this;
    }

    @Override
    public Coroutine<Long> send(FileChannel file, long from, long count) throws IOException {
        return FileSend.send(writes(), file, from, count, send -> move(send, file, from, count));
    }

    @Async
    private Coroutine<Void> move(FileSend send, FileChannel file, long from, long count) throws IOException {
        while (send.sent() < count) {
            long n = transfer(file, from + send.sent(), count - send.sent());
            send.moved(n);
            if (n == 0 && from + send.sent() >= file.size()) {
                break;
            }
            if (send.sent() < count) {
                await(writes().room());
            }
        }
        return done();
    }

    /** The system does not say which of both has failed; it is the socket nearly always. */
    private long transfer(FileChannel file, long from, long count) throws IOException {
        try {
            return FileTransfer.some(file, from, count, channel);
        } catch (IOException failure) {
            throw fate().fails(failure);
        }
    }

    @Override
    public String toString() {
        return "socket " + local + " to " + remote;
    }
}
