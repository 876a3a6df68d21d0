/**
 * Sockets, TLS, processes, files and signals for event loops, on {@code java.nio}. It needs the Weft runtime, and nothing else.
 */
module dev.weft.net {
    requires transitive dev.weft.runtime;
    requires static org.jspecify;
    requires static jdk.unsupported; // signals

    exports dev.weft.net;
}
