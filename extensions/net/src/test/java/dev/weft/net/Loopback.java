package dev.weft.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses of this machine for tests. */
final class Loopback {
    private Loopback() {}

    /** A port that the system chooses. */
    static InetSocketAddress any() {
        return at(0);
    }

    static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static int portOf(Listener listener) {
        return ((InetSocketAddress) listener.address()).getPort();
    }
}
