package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class DatagramsTest {
    @FunctionalInterface
    interface Body {
        Coroutine<Void> run(Datagrams one, Datagrams other) throws Exception;
    }

    private static void with(Body body) {
        NetLoop.run(() -> withTwo(body));
    }

    @Async
    private static Coroutine<Void> withTwo(Body body) throws Exception {
        try (Datagrams one = await(Net.datagrams(Loopback.any()));
                Datagrams other = await(Net.datagrams(Loopback.any()))) {
            await(body.run(one, other));
        }
        return done();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.wrap(StreamTest.random(size, size));
    }

    @Test
    void aDatagramComesWhole() {
        with(DatagramsTest::whole);
    }

    @Async
    private static Coroutine<Void> whole(Datagrams one, Datagrams other) throws IOException {
        for (int size : new int[] {0, 1, 1000, 9000, 60_000}) {
            ByteBuffer sent = bytes(size);
            await(one.send(sent, other.address()));
            assertEquals(0, sent.remaining());
            ByteBuffer into = size % 2 == 0 ? ByteBuffer.allocate(70_000) : ByteBuffer.allocate(1000);
            SocketAddress from = await(other.receive(into));
            assertEquals(one.address(), from);
            assertEquals(bytes(size), into.flip());
        }
        return done();
    }

    @Test
    void receivingWaits() {
        with(DatagramsTest::waits);
    }

    @Async
    private static Coroutine<Void> waits(Datagrams one, Datagrams other) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(10);
        Task<SocketAddress> receiving = start(other.receive(into), "the receiver");
        await(yieldNow());
        Throwable second = await(failureOf(() -> other.receive(ByteBuffer.allocate(1))));
        assertInstanceOf(IllegalStateException.class, second);
        assertTrue(second.getMessage().contains("the receiver"), second.getMessage());
        await(one.send(bytes(3), other.address()));
        await(receiving);
        assertEquals(3, into.position());
        return done();
    }

    @Test
    void oneThatDoesNotFitIsDroppedAndItsSizeTold() {
        with(DatagramsTest::doesNotFit);
    }

    @Async
    private static Coroutine<Void> doesNotFit(Datagrams one, Datagrams other) throws IOException {
        await(one.send(bytes(100), other.address()));
        await(one.send(bytes(5), other.address()));
        ByteBuffer into = ByteBuffer.allocate(10);
        Throwable dropped = await(failureOf(() -> other.receive(into)));
        assertEquals(IOException.class, dropped.getClass());
        assertTrue(dropped.getMessage().contains("100 bytes"), dropped.getMessage());
        assertEquals(0, into.position());
        await(other.receive(into));
        assertEquals(5, into.position());
        Throwable tooLong = await(failureOf(() -> one.send(bytes(70_000), other.address())));
        assertInstanceOf(IOException.class, tooLong);
        assertTrue(tooLong.getMessage().contains("70000"), tooLong.getMessage());
        return done();
    }

    @Test
    void connectedToAPeer() {
        with(DatagramsTest::connected);
    }

    @Async
    private static Coroutine<Void> connected(Datagrams one, Datagrams other) throws IOException {
        assertInstanceOf(IllegalStateException.class, await(failureOf(() -> one.send(bytes(1)))));
        assertEquals(one, one.connect(other.address()));
        await(one.send(bytes(4)));
        ByteBuffer into = ByteBuffer.allocate(10);
        assertEquals(one.address(), await(other.receive(into)));
        await(other.send(bytes(4), one.address()));
        assertNull(await(one.receive(into.clear())));
        assertEquals(4, into.position());
        return done();
    }

    @Test
    void aPeerThatIsNotThere() {
        with(DatagramsTest::unreachable);
    }

    @Async
    private static Coroutine<Void> unreachable(Datagrams one, Datagrams other) throws IOException {
        SocketAddress gone = other.address();
        one.connect(gone);
        await(other.closeAsync());
        await(yieldNow());
        Throwable told = null;
        Task<SocketAddress> receiving = start(one.receive(ByteBuffer.allocate(1)));
        for (int i = 0; i < 100 && told == null; i++) {
            try {
                await(one.send(bytes(1)));
                await(yieldNow());
            } catch (PortUnreachableException unreachable) {
                told = unreachable;
            }
        }
        receiving.cancel();
        Throwable received = await(failureOf(receiving));
        assertTrue(
                told != null || received instanceof PortUnreachableException, "neither " + told + " nor " + received);
        // it can be used further
        try (Datagrams again = await(Net.datagrams(gone))) {
            await(again.send(bytes(2), one.address()));
            ByteBuffer into = ByteBuffer.allocate(10);
            while (into.position() == 0) {
                try {
                    await(one.receive(into));
                } catch (PortUnreachableException before) {
                    // of a datagram that was sent before
                }
            }
        }
        return done();
    }

    @Test
    void aCancelledReceiveLosesNothing() {
        with(DatagramsTest::cancelled);
    }

    @Async
    private static Coroutine<Void> cancelled(Datagrams one, Datagrams other) throws IOException {
        for (int i = 1; i < 50; i++) {
            ByteBuffer into = ByteBuffer.allocate(100);
            Task<SocketAddress> receiving = start(other.receive(into));
            await(yieldNow());
            await(one.send(bytes(i), other.address()));
            if (i % 3 == 0) {
                await(dev.weft.Weft.sleep(java.time.Duration.ofMillis(1)));
            }
            receiving.cancel();
            try {
                await(receiving);
            } catch (CancellationException expected) {
                assertEquals(0, into.position());
                await(other.receive(into));
            }
            assertEquals(bytes(i), into.flip());
        }
        return done();
    }

    @Test
    void closing() {
        with(DatagramsTest::closed);
    }

    @Async
    private static Coroutine<Void> closed(Datagrams one, Datagrams other) throws IOException {
        assertInstanceOf(BindException.class, await(failureOf(() -> Net.datagrams(one.address()))));
        Task<Throwable> receiving = start(failureOf(() -> one.receive(ByteBuffer.allocate(1))));
        await(yieldNow());
        await(one.closeAsync());
        await(one.closeAsync());
        assertInstanceOf(AsynchronousCloseException.class, await(receiving));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> one.receive(ByteBuffer.allocate(1)))));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> one.send(bytes(1), other.address()))));
        assertTrue(((InetSocketAddress) one.address()).getPort() > 0);
        return done();
    }
}
