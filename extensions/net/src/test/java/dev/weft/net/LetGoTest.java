package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A close ends when the system has let go of the address, whoever closes, and whenever. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class LetGoTest {
    private final AsyncEvent handling = new AsyncEvent();

    @Async
    private Coroutine<Void> waiting(SocketStream peer) throws IOException {
        handling.set();
        await(sleep(Duration.ofDays(1)));
        return done();
    }

    /** A task that an event has woken closes a listener, and is the only one there. */
    @Test
    void closedByATaskThatAnEventHasWoken() {
        NetLoop.run(LetGoTest::closesAfterAnEvent);
    }

    @Async
    private static Coroutine<Void> closesAfterAnEvent() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<SocketStream> accepting = start(listener.accept());
        InetSocketAddress at = (InetSocketAddress) listener.address();
        try (Socket client = new Socket(at.getAddress(), at.getPort());
                SocketStream server = await(accepting)) {
            Task<Integer> sender = start(() -> Weft.blocking(() -> {
                Thread.sleep(50);
                client.getOutputStream().write(1);
                return 1;
            }));
            await(server.read(ByteBuffer.allocate(1)));
            await(listener.closeAsync());
            assertThrows(ConnectException.class, () -> new Socket(at.getAddress(), at.getPort()).close());
            await(sender);
        }
        return done();
    }

    /** The loop is in the middle of an event when the listener is closed. */
    @Test
    void datagramsClosedByATaskThatAnEventHasWoken() {
        NetLoop.run(LetGoTest::closesDatagramsAfterAnEvent);
    }

    @Async
    private static Coroutine<Void> closesDatagramsAfterAnEvent() throws IOException {
        Datagrams one = await(Net.datagrams(Loopback.any()));
        Task<Void> sends = start(sendsLater(one.address()));
        await(one.receive(ByteBuffer.allocate(10)));
        await(one.closeAsync());
        try (Datagrams again = await(Net.datagrams(one.address()))) {
            assertEquals(one.address(), again.address());
        }
        await(sends);
        return done();
    }

    @Async
    private static Coroutine<Void> sendsLater(java.net.SocketAddress to) throws IOException {
        try (Datagrams other = await(Net.datagrams(Loopback.any()))) {
            await(sleep(Duration.ofMillis(20)));
            await(other.send(ByteBuffer.allocate(1), to));
        }
        return done();
    }

    @Test
    void twoCloseAtOnce() {
        NetLoop.run(this::twoClose);
    }

    @Async
    private Coroutine<Void> twoClose() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(this::waiting));
        SocketStream client = await(Net.connect(listener.address()));
        await(handling.whenSet());
        InetSocketAddress at = (InetSocketAddress) listener.address();
        Task<Void> closing = start(listener.closeAsync());
        await(Weft.yieldNow());
        await(listener.closeAsync());
        assertThrows(ConnectException.class, () -> new Socket(at.getAddress(), at.getPort()).close());
        await(closing);
        await(serving);
        await(client.closeAsync());
        return done();
    }
}
