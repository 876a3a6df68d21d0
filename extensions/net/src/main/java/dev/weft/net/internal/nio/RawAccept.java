package dev.weft.net.internal.nio;

import dev.weft.Coroutine;
import dev.weft.net.Listener;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Accepts connections that go to other loops. */
public final class RawAccept {
    private RawAccept() {}

    /**
     * Accepts a connection that does not belong to a loop yet.
     *
     * @param listener a listener of the running loop
     */
    public static Coroutine<SocketChannel> from(Listener listener) throws IOException {
        return ((NioListener) listener).acceptChannel();
    }
}
