package dev.weft.test.internal.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hosts, by name and by address. No look-up leaves the JVM. */
final class Names {
    /** The host of the tasks that belong to no other one. */
    static final String TEST = "test";

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final Ground ground;
    private final Map<String, Host> byName = new LinkedHashMap<>();
    private final Map<InetAddress, Host> byAddress = new HashMap<>();

    Names(Ground ground) {
        this.ground = ground;
    }

    Host host(String name) {
        Host known = byName.get(Objects.requireNonNull(name, "name"));
        if (known != null) {
            return known;
        }
        if (name.isBlank() || name.equals("localhost") || isAddress(name)) {
            throw new IllegalArgumentException("this is no name of a host: \"" + name + "\"");
        }
        Host made = new Host(ground, name, byName.size() + 1);
        byName.put(name, made);
        byAddress.put(made.address(), made);
        return made;
    }

    Collection<Host> all() {
        return byName.values();
    }

    /** Returns the host that has an address, as it is seen from a host; null if there is none. */
    @Nullable
    Host hostAt(InetAddress address, Host from) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() ? from : byAddress.get(address);
    }

    InetAddress resolve(String name) throws UnknownHostException {
        Objects.requireNonNull(name, "host");
        Host known = byName.get(name);
        if (known != null) {
            return known.address();
        }
        if (name.equals("localhost")) {
            return InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1});
        }
        if (isAddress(name)) {
            return InetAddress.getByName(name);
        }
        throw new UnknownHostException(name + ": the simulated network has no such host, only " + byName.keySet());
    }

    InetSocketAddress resolve(SocketAddress address) throws UnknownHostException {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new IllegalArgumentException("the simulated network needs an InetSocketAddress: " + address);
        }
        return inet.isUnresolved() ? new InetSocketAddress(resolve(inet.getHostString()), inet.getPort()) : inet;
    }

    /** The JDK looks none of these up. */
    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }
}
