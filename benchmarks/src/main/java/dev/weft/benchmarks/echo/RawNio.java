package dev.weft.benchmarks.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The least that a selector can do: no task, no order, no limit. A write that the system does not take whole is repeated at once. */
final class RawNio implements EchoServer.Peer {
    private final boolean bufferEach;
    private final ByteBuffer one = ByteBuffer.allocateDirect(EchoServer.SIZE);

    RawNio(boolean bufferEach) {
        this.bufferEach = bufferEach;
    }

    @Override
    public int start() throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2000);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        new Thread(() -> run(selector), "raw").start();
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private void run(Selector selector) {
        try {
            while (true) {
                selector.select(this::selected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void selected(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept(key);
            } else {
                echo(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel accepted = ((ServerSocketChannel) key.channel()).accept();
        accepted.configureBlocking(false);
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        accepted.register(
                key.selector(), SelectionKey.OP_READ, bufferEach ? ByteBuffer.allocateDirect(EchoServer.SIZE) : one);
    }

    private static void echo(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        ByteBuffer buffer = (ByteBuffer) key.attachment();
        buffer.clear();
        if (channel.read(buffer) < 0) {
            channel.close();
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
