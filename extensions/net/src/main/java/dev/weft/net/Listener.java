package dev.weft.net;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncFunction;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * Accepts connections. It is closed as by {@code stop(Duration.ZERO)}; when that has ended, the system refuses connections.
 * All methods but {@link #address} are for tasks of the loop that the listener belongs to.
 *
 * @since 0.1
 */
public interface Listener extends AsyncCloseable {
    /** {@return the address, with the port that was chosen if it was made for port 0} */
    SocketAddress address();

    /**
     * Waits for a connection. If it is cancelled, no connection is lost.
     *
     * @return the connection, which the caller closes
     * @throws IOException if the system cannot give one; {@link java.nio.channels.AsynchronousCloseException} if the listener
     *     is closed meanwhile
     * @throws IllegalStateException if another task accepts, or {@link #serve} runs
     */
    @CheckReturnValue
    Coroutine<SocketStream> accept() throws IOException;

    /**
     * Starts a task for each connection, until the listener is stopped or this is cancelled; then it waits for all of them.
     * The tasks are its children: a cancellation reaches them, too.
     *
     * <p>A handler that ends normally has its connection closed; that of one that throws is aborted, and the failure is
     * reported to {@link dev.weft.EventLoop#onUncaught} with the address of the peer. The server goes on. If the system has no
     * descriptors or memory left for a connection, that is logged, and tried again after 100 ms.
     *
     * @param handler receives each connection; it need not close it
     * @param <R> the type of its result, which is dropped
     * @return ends normally when the listener is stopped
     * @throws IOException if the system cannot accept connections any more; running handlers are cancelled first
     * @throws IllegalStateException if another task accepts or serves
     */
    @CheckReturnValue
    <R> Coroutine<Void> serve(AsyncFunction<? super SocketStream, R> handler) throws IOException;

    /**
     * Stops: takes no more connections, and lets the handlers of {@link #serve} go on. Cancels them after the grace. After
     * the grace again it aborts their connections, and after a third one it reports those that go on even then. If this is
     * cancelled, or a close is, it does both at once, and does not wait.
     *
     * @param grace how long to wait, up to three times
     * @return ends when all handlers have ended, or are reported
     */
    @CheckReturnValue
    Coroutine<Void> stop(Duration grace);
}
