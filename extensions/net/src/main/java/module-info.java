/**
 * Sockets, TLS, processes, files and signals for event loops, on {@code java.nio}. It needs the Weft runtime, and nothing else.
 */
@SuppressWarnings("module") // the test kit comes later, and has no descriptor
module dev.weft.net {
    requires transitive dev.weft.runtime;
    requires static org.jspecify;
    requires static jdk.unsupported; // signals

    exports dev.weft.net;
    // the simulated network of the test kit keeps the same promises by the same code
    exports dev.weft.net.internal.duplex to
            dev.weft.test;
    exports dev.weft.net.internal.serve to
            dev.weft.test;
}
