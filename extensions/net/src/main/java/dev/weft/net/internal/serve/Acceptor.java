package dev.weft.net.internal.serve;

import dev.weft.Coroutine;
import dev.weft.net.SocketStream;
import java.io.IOException;

/** Where a server gets its connections from. */
public interface Acceptor {
    /**
     * Waits for a connection.
     *
     * @throws IOException if there is none; {@link java.nio.channels.ClosedChannelException} after {@link #refuse}
     */
    Coroutine<SocketStream> acceptNext() throws IOException;

    /** Refuses connections from now on. Who waits for one is told. */
    Coroutine<Void> refuse();
}
