package dev.weft.net;

import dev.weft.Coroutine;
import dev.weft.Weft;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** A connection that moves no bytes: it only knows whether it is open. */
final class FakeSocket implements SocketStream {
    /** How many are open. */
    static int open;

    private final SocketAddress remote;
    private final List<String> events;
    boolean aborted;

    FakeSocket(SocketAddress remote, List<String> events) {
        this.remote = remote;
        this.events = events;
        open++;
    }

    @Override
    public void abort() {
        if (!aborted) {
            aborted = true;
            open--;
            events.add(remote + " aborted");
        }
    }

    @Override
    public Coroutine<Void> closeAsync() {
        abort();
        return Weft.done();
    }

    @Override
    public SocketAddress local() {
        return remote;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public <V> SocketStream option(SocketOption<V> name, V value) {
        return this;
    }

    @Override
    public Coroutine<Long> send(FileChannel file, long from, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coroutine<Boolean> read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coroutine<Void> readable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coroutine<Void> write(ByteBuffer all) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coroutine<Void> write(ByteBuffer... all) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coroutine<Void> end() {
        throw new UnsupportedOperationException();
    }
}
