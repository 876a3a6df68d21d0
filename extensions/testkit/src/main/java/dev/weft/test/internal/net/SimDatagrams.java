package dev.weft.test.internal.net;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A simulated socket for datagrams. */
final class SimDatagrams implements Datagrams, Life.Open {
    private static final int MOST_BYTES = 65_507;

    /** Further ones are lost, as where a system has no memory for them. */
    private static final int MOST_WAITING = 256;

    private final SimulatedNetwork network;
    private final Life life;
    private final InetSocketAddress address;
    private final Fate fate;
    private final IoWait readable;
    private final String opener = Opener.here();
    private final Deque<Datagram> inbox = new ArrayDeque<>();
    private @Nullable InetSocketAddress peer;
    private @Nullable Object receiver;

    /** Whether a datagram to the peer has found nobody. */
    private boolean unreachable;

    private record Datagram(InetSocketAddress from, ByteBuffer bytes) {}

    SimDatagrams(SimulatedNetwork network, Life life, InetSocketAddress address) {
        this.network = network;
        this.life = life;
        this.address = address;
        fate = new Fate(life.host().loop(), this);
        readable = IoWait.on(life.host().loop());
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    int port() {
        return address.getPort();
    }

    boolean isFor(InetAddress target) {
        return address.getAddress().isAnyLocalAddress() || address.getAddress().equals(target);
    }

    @Override
    public String opener() {
        return opener;
    }

    @Override
    public Datagrams connect(SocketAddress with) throws IOException {
        fate.requireHere();
        fate.check();
        peer = network.resolved(with);
        return this;
    }

    @Override
    @Async
    @SuppressWarnings("NullAway") // it does not infer that the result may be null
    public Coroutine<@Nullable SocketAddress> receive(ByteBuffer into) throws IOException {
        Objects.requireNonNull(into, "into");
        life.requireGoingOn();
        fate.requireHere();
        fate.check();
        if (receiver != null) {
            throw new IllegalStateException(receiver + " receives already");
        }
        receiver = Task.current();
        try {
            while (inbox.isEmpty() && !unreachable) {
                readable.reset();
                await(readable.next());
                fate.requireOpen();
            }
            return result(receiveNow(into));
        } finally {
            receiver = null;
        }
    }

    private @Nullable SocketAddress receiveNow(ByteBuffer into) throws IOException {
        if (unreachable) {
            unreachable = false;
            throw new PortUnreachableException();
        }
        Datagram datagram = inbox.removeFirst();
        int size = datagram.bytes.remaining();
        if (size > into.remaining()) {
            throw new IOException("a datagram of " + size + " bytes from " + datagram.from
                    + " does not fit into the buffer, which has room for " + into.remaining() + "; it is dropped");
        }
        into.put(datagram.bytes);
        return peer == null ? datagram.from : null;
    }

    @Override
    @Async
    public Coroutine<Void> send(ByteBuffer datagram, SocketAddress to) throws IOException {
        sendNow(datagram, network.resolved(to));
        return done();
    }

    @Override
    @Async
    public Coroutine<Void> send(ByteBuffer datagram) throws IOException {
        InetSocketAddress to = peer;
        if (to == null) {
            throw new IllegalStateException(this + " is not connected; say to whom the datagram is to be sent");
        }
        sendNow(datagram, to);
        return done();
    }

    private void sendNow(ByteBuffer datagram, InetSocketAddress to) throws IOException {
        life.requireGoingOn();
        fate.requireHere();
        fate.check();
        int size = datagram.remaining();
        if (size > MOST_BYTES) {
            throw new IOException("a datagram of " + size + " bytes is too long for the system");
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(datagram).flip();
        Host target = network.hostAt(to.getAddress(), life.host());
        if (target == null) {
            return; // as on the real net: nobody answers
        }
        Datagram sent = new Datagram(sender(to), bytes);
        Courier courier = network.courier();
        String what = "a datagram of " + size + " bytes of " + life.host() + " to " + target;
        int times = life.host() != target && courier.luck().isDoubled(() -> what) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            courier.send(life.host(), target, () -> what, () -> arrives(target, to, sent));
        }
    }

    private InetSocketAddress sender(InetSocketAddress to) {
        InetAddress own = address.getAddress();
        InetAddress seen = !own.isAnyLocalAddress()
                ? own
                : to.getAddress().isLoopbackAddress()
                        ? to.getAddress()
                        : life.host().address();
        return new InetSocketAddress(seen, port());
    }

    /** One of this socket's datagrams arrives at another host. */
    private void arrives(Host target, InetSocketAddress to, Datagram datagram) {
        SimDatagrams socket = target.life().ports().datagramsAt(to);
        if (socket != null) {
            socket.receives(datagram);
        } else if (to.equals(peer)) {
            network.courier().send(target, life.host(), () -> "word that nobody is at " + to, this::nobodyIsThere);
        }
    }

    private void nobodyIsThere() {
        unreachable = true;
        wake();
    }

    private void receives(Datagram datagram) {
        boolean wanted = peer == null || peer.equals(datagram.from);
        if (wanted && inbox.size() < MOST_WAITING) {
            inbox.add(new Datagram(datagram.from, datagram.bytes.duplicate()));
            wake();
        }
    }

    private void wake() {
        if (readable.isWaiting()) {
            readable.wake();
        }
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        fate.requireHere();
        abort();
        return done();
    }

    @Override
    public void abort() {
        fate.close();
        life.closed(this);
        life.ports().remove(this);
        inbox.clear();
        wake();
    }

    @Override
    public String toString() {
        return "datagrams at " + address;
    }
}
