package dev.weft.test.internal.net;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ports of a host on which somebody listens, or receives datagrams. */
final class Ports {
    private static final int FIRST_CHOSEN = 49_152;
    private static final int LAST = 65_535;

    private final Map<Integer, List<SimListener>> listeners = new HashMap<>();
    private final Map<Integer, SimDatagrams> datagrams = new HashMap<>();
    private int next = FIRST_CHOSEN;

    /** Returns a port that nobody uses. */
    int choose() throws BindException {
        for (int tries = FIRST_CHOSEN; tries <= LAST; tries++) {
            int port = next;
            next = port == LAST ? FIRST_CHOSEN : port + 1;
            if (!listeners.containsKey(port) && !datagrams.containsKey(port)) {
                return port;
            }
        }
        throw new BindException("no port is left");
    }

    void add(SimListener listener) throws BindException {
        List<SimListener> there = listeners.computeIfAbsent(listener.port(), port -> new ArrayList<>());
        if (!there.isEmpty() && !(listener.sharesPort() && there.get(0).sharesPort())) {
            throw inUse(listener.address());
        }
        there.add(listener);
    }

    void remove(SimListener listener) {
        List<SimListener> there = listeners.get(listener.port());
        if (there != null && there.remove(listener) && there.isEmpty()) {
            listeners.remove(listener.port());
        }
    }

    /** Returns who listens at an address; those that share it take turns. */
    @Nullable
    SimListener listenerAt(InetSocketAddress at) {
        List<SimListener> there = listeners.get(at.getPort());
        if (there == null || !there.get(0).isFor(at.getAddress())) {
            return null;
        }
        if (there.size() > 1) {
            there.add(there.remove(0));
        }
        return there.get(there.size() - 1);
    }

    void add(SimDatagrams socket) throws BindException {
        if (datagrams.putIfAbsent(socket.port(), socket) != null) {
            throw inUse(socket.address());
        }
    }

    void remove(SimDatagrams socket) {
        datagrams.remove(socket.port(), socket);
    }

    @Nullable
    SimDatagrams datagramsAt(InetSocketAddress at) {
        SimDatagrams socket = datagrams.get(at.getPort());
        return socket != null && socket.isFor(at.getAddress()) ? socket : null;
    }

    private static BindException inUse(InetSocketAddress at) {
        return new BindException("Address already in use: " + at);
    }
}
