package dev.weft.benchmarks.echo;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.Datagrams;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.Network;
import dev.weft.net.NioNetwork;
import dev.weft.net.SocketStream;
import dev.weft.ports.Clock;
import dev.weft.ports.Poller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The server of the guide. Without drain, the loop first takes all events, and then runs all tasks. */
final class WeftEcho implements EchoServer.Peer {
    private final boolean drains;

    WeftEcho(boolean drains) {
        this.drains = drains;
    }

    @Override
    public int start() throws IOException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        EventLoop loop = EventLoop.create(Clock.system(), drains ? new NioNetwork() : new WithoutDrain());
        var unused = loop.start(serve(port));
        new Thread(loop::runForever, "weft").start();
        return port.join();
    }

    @Async
    private static Coroutine<Void> serve(CompletableFuture<Integer> port) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Listener listener = await(Net.listen(any, ListenOptions.defaults().backlog(2000)))) {
            port.complete(((InetSocketAddress) listener.address()).getPort());
            await(listener.serve(WeftEcho::handle));
        }
        return done();
    }

    @Async
    static Coroutine<Void> handle(SocketStream peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(EchoServer.SIZE);
        while (await(peer.read(buffer))) {
            buffer.flip();
            EchoServer.work(buffer);
            await(peer.write(buffer));
            buffer.clear();
        }
        return done();
    }

    /** The same network, without what lets tasks run after each event. */
    private static final class WithoutDrain implements Poller, Network {
        private final NioNetwork network = new NioNetwork();

        @Override
        public void poll(long nanos) {
            network.poll(nanos);
        }

        @Override
        public void wakeUp() {
            network.wakeUp();
        }

        @Override
        public void close() {
            network.close();
        }

        @Override
        public Coroutine<SocketStream> connect(SocketAddress to) throws IOException {
            return network.connect(to);
        }

        @Override
        public Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException {
            return network.listen(at, how);
        }

        @Override
        public Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException {
            return network.datagrams(at);
        }

        @Override
        public Coroutine<List<InetAddress>> resolve(String host) throws IOException {
            return network.resolve(host);
        }
    }
}
