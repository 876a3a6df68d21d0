package example;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses of this machine that no other one reaches. */
class Loopback {
    private Loopback() {}

    /** The system chooses the port. */
    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
