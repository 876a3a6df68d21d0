package dev.weft.test.internal.world;

import dev.weft.Coroutine;
import dev.weft.net.Datagrams;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.Network;
import dev.weft.net.SocketStream;
import dev.weft.ports.Poller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;

/** The loop's port to the world: its poller, and the network that is asked for there. That is made when it is first used. */
final class WorldPort implements Poller, Network {
    private final World world;
    private final SimPoller poller;

    WorldPort(World world, SimPoller poller) {
        this.world = world;
        this.poller = poller;
    }

    @Override
    public void poll(long nanos) {
        poller.poll(nanos);
    }

    @Override
    public void wakeUp() {
        poller.wakeUp();
    }

    @Override
    public Coroutine<SocketStream> connect(SocketAddress to) throws IOException {
        return world.network().connect(to);
    }

    @Override
    public Coroutine<Listener> listen(SocketAddress at, ListenOptions how) throws IOException {
        return world.network().listen(at, how);
    }

    @Override
    public Coroutine<Datagrams> datagrams(SocketAddress at) throws IOException {
        return world.network().datagrams(at);
    }

    @Override
    public Coroutine<List<InetAddress>> resolve(String host) throws IOException {
        return world.network().resolve(host);
    }

    @Override
    public String toString() {
        return "the simulated world";
    }
}
