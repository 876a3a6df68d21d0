package dev.weft.net.internal.tls;

import dev.weft.net.ByteStream;
import dev.weft.net.SocketStream;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes engines. */
public final class Engines {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private Engines() {}

    /** Makes the engine of a server. */
    public static SSLEngine server(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    /**
     * Makes the engine of a client that checks the name of the server.
     *
     * @param over the stream below; a socket's port tells sessions apart that may be resumed
     * @param host the server
     */
    public static SSLEngine client(SSLContext context, ByteStream over, String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the name of the host is empty");
        }
        boolean address = host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
        String name = address ? bare(host) : ascii(host);
        SSLEngine engine = context.createSSLEngine(name, portOf(over));
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(address ? List.of() : serverNames(name));
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Takes the brackets of an IPv6 address in a URL away. */
    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    /** Certificates and SNI have no final dot, and no letters beyond ASCII. */
    private static String ascii(String host) {
        try {
            return IDN.toASCII(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        } catch (IllegalArgumentException noName) {
            return host; // no certificate fits it
        }
    }

    private static List<SNIServerName> serverNames(String name) {
        try {
            return List.of(new SNIHostName(name));
        } catch (IllegalArgumentException noName) {
            return List.of(); // no certificate fits it
        }
    }

    private static int portOf(ByteStream over) {
        return over instanceof SocketStream socket && socket.remote() instanceof InetSocketAddress inet
                ? inet.getPort()
                : -1;
    }
}
