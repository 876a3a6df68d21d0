package dev.weft.test.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.net.Datagrams;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.Network;
import dev.weft.net.SocketStream;
import dev.weft.test.SimHost;
import dev.weft.test.SimNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simulated network of one run, as its test sees it, and as the code under test does. */
public final class SimulatedNetwork implements SimNetwork, Network {
    private final Ground ground;
    private final Luck luck;
    private final Courier courier;
    private final Names names;

    /** Creates a network with no host. */
    public SimulatedNetwork(Ground ground) {
        this.ground = ground;
        luck = new Luck(ground);
        courier = new Courier(ground, luck);
        names = new Names(ground);
    }

    Courier courier() {
        return courier;
    }

    @Nullable
    Host hostAt(InetAddress address, Host from) {
        return names.hostAt(address, from);
    }

    InetSocketAddress resolved(SocketAddress address) throws IOException {
        return names.resolve(address);
    }

    // ---- for the test

    @Override
    public SimHost host(String name) {
        return names.host(name);
    }

    @Override
    public void latency(Duration min, Duration max) {
        luck.latency(min, max);
    }

    @Override
    public void drop(double share) {
        luck.drop(share);
    }

    @Override
    public void duplicate(double share) {
        luck.duplicate(share);
    }

    @Override
    public void partition(SimHost a, SimHost b) {
        link(a, b, " are cut off").part(true);
    }

    @Override
    public void repair(SimHost a, SimHost b) {
        link(a, b, " are repaired").part(false);
    }

    @Override
    public void hold(SimHost a, SimHost b) {
        link(a, b, " are held").hold(true);
    }

    @Override
    public void release(SimHost a, SimHost b) {
        link(a, b, " are released").hold(false);
    }

    private Link link(SimHost a, SimHost b, String what) {
        Host one = mine(a);
        Host two = mine(b);
        if (one == two) {
            throw new IllegalArgumentException("this is one host: " + one);
        }
        ground.note(false, () -> one + " and " + two + what);
        return courier.link(one, two);
    }

    private Host mine(SimHost given) {
        Host host = names.host(given.name());
        if (host != given) {
            throw new IllegalArgumentException("the host " + given.name() + " is one of another run");
        }
        return host;
    }

    @Override
    public void crash(SimHost given) {
        Host host = mine(given);
        if (host.name().equals(Names.TEST)) {
            throw new IllegalArgumentException("this host is the test's own, which goes on");
        }
        if (host.isUp()) {
            ground.note(false, () -> host + " crashes");
            host.life().end(luck.chance(() -> "the peers of " + host + " are not told"));
        }
    }

    // ---- for the code under test

    private Life here() {
        Life life =
                Life.HERE.isBound() ? Life.HERE.get() : names.host(Names.TEST).life();
        life.requireGoingOn();
        return life;
    }

    @Override
    @Async
    public Coroutine<SocketStream> connect(SocketAddress address) throws IOException {
        Life life = here();
        InetSocketAddress to = names.resolve(address);
        Host target = names.hostAt(to.getAddress(), life.host());
        if (target == null) {
            throw new NoRouteToHostException("No route to host: " + to);
        }
        InetSocketAddress exact = to.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), to.getPort())
                : to;
        return result(await(Dialing.connect(courier, life, target, exact)));
    }

    @Override
    @Async
    public Coroutine<Listener> listen(SocketAddress address, ListenOptions how) throws IOException {
        Life life = here();
        SimListener listener = new SimListener(life, own(life, address), how);
        life.ports().add(listener);
        life.opened(listener);
        return result(listener);
    }

    @Override
    @Async
    public Coroutine<Datagrams> datagrams(SocketAddress address) throws IOException {
        Life life = here();
        SimDatagrams socket = new SimDatagrams(this, life, own(life, address));
        life.ports().add(socket);
        life.opened(socket);
        return result(socket);
    }

    /** Returns the address with a port, if it is one of the host's. */
    private InetSocketAddress own(Life life, SocketAddress address) throws IOException {
        InetSocketAddress at = names.resolve(address);
        if (names.hostAt(at.getAddress(), life.host()) != life.host()) {
            throw new BindException("Cannot assign requested address: " + at);
        }
        return at.getPort() == 0
                ? new InetSocketAddress(at.getAddress(), life.ports().choose())
                : at;
    }

    @Override
    @Async
    public Coroutine<List<InetAddress>> resolve(String host) throws IOException {
        here();
        return result(List.of(names.resolve(host)));
    }

    // ---- for the world

    /**
     * Returns whether a failure that nobody has handled is no failure of the test: that of a task whose host has crashed, or of
     * a server's handler whose connection broke. An orderly end that comes too early is for the handler to deal with.
     */
    public boolean tolerates(Object subject, Throwable failure) {
        if (subject instanceof Task<?> task) {
            return names.all().stream()
                    .flatMap(host -> host.lives().stream())
                    .anyMatch(life -> life.isOver() && life.has(task));
        }
        return subject instanceof SimStream stream
                && (stream.life().isOver() || (failure.getCause() instanceof IOException && stream.isBroken()));
    }

    /** Returns what programs have opened and not closed, each as a line. */
    public List<String> leftOpen() {
        List<String> lines = new ArrayList<>();
        for (Host host : names.all()) {
            for (Life.Open open : host.life().open()) {
                lines.add(open + " of the host " + host + ", opened by task " + open.opener());
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return "the simulated network";
    }
}
