package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side is a blocking socket of the JDK. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class TlsPeerTest {
    private static final int SIZE = 2 << 20;
    private static TlsKeys keys;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TlsKeys.make(directory);
    }

    private static String[] only(String version) {
        return new String[] {version};
    }

    /** Sends and receives at the same time; makes another handshake, or new keys, in between; closes. */
    private static Void converse(SSLSocket socket, boolean again) throws Exception {
        try (socket) {
            byte[] heard = new byte[SIZE];
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(TlsTest.random(SIZE), 0, SIZE / 2);
                    if (again) {
                        socket.startHandshake();
                    }
                    socket.getOutputStream().write(TlsTest.random(SIZE), SIZE / 2, SIZE / 2);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            writer.start();
            new DataInputStream(socket.getInputStream()).readFully(heard);
            writer.join();
            assertArrayEquals(TlsTest.random(SIZE), heard);
            assertEquals(1, socket.getInputStream().read());
            socket.getOutputStream().write(2); // the other handshake has ended by now
            socket.shutdownOutput();
            waitForEnd(socket); // a socket that is closed with something unread would reset the connection
        }
        return null;
    }

    private static void waitForEnd(SSLSocket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                // the other side says nothing more
            }
        } catch (IOException ended) {
            // TLS 1.2 ends both directions at once
        }
    }

    @Async
    private static Coroutine<Void> converse(TlsStream stream) throws IOException {
        ByteReader reader = new ByteReader(stream);
        Task<byte[]> hearing = start(reader.exactly(SIZE));
        await(stream.write(ByteBuffer.wrap(TlsTest.random(SIZE))));
        assertArrayEquals(TlsTest.random(SIZE), await(hearing));
        await(stream.write(ByteBuffer.wrap(new byte[] {1})));
        assertArrayEquals(new byte[] {2}, await(reader.exactly(1)));
        assertEquals(0, await(reader.all(10)).length, "the other side has sent a close_notify");
        await(stream.closeAsync());
        return done();
    }

    @Async
    private static Coroutine<Void> asClient(String version, boolean again) throws IOException {
        try (SSLServerSocket server = (SSLServerSocket) keys.context()
                .getServerSocketFactory()
                .createServerSocket(0, 1, Loopback.at(0).getAddress())) {
            server.setEnabledProtocols(only(version));
            Task<Void> other = start(blocking(() -> converse((SSLSocket) server.accept(), again)));
            SocketStream below = await(Net.connect(Loopback.at(server.getLocalPort())));
            TlsStream stream = await(Tls.client(below, keys.context(), "localhost"));
            assertEquals(version, stream.session().getProtocol());
            await(converse(stream));
            await(other);
            TlsTest.assertNoTaskIsLeft();
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void aSocketOfTheJdkServes(String version) {
        TlsTest.run(() -> asClient(version, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void theServerWantsAnotherHandshake(String version) {
        TlsTest.run(() -> asClient(version, true));
    }

    @Async
    private static Coroutine<Void> asServer(String version, boolean again) throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            int port = Loopback.portOf(listener);
            SSLSocket client = (SSLSocket) keys.context().getSocketFactory().createSocket();
            client.setEnabledProtocols(only(version));
            Task<Void> other = start(blocking(() -> {
                client.connect(Loopback.at(port));
                return converse(client, again);
            }));
            TlsStream stream = await(Tls.server(await(listener.accept()), keys.context()));
            assertEquals(version, stream.session().getProtocol());
            await(converse(stream));
            await(other);
            TlsTest.assertNoTaskIsLeft();
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void aSocketOfTheJdkConnects(String version) {
        TlsTest.run(() -> asServer(version, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void theClientWantsAnotherHandshake(String version) {
        TlsTest.run(() -> asServer(version, true));
    }

    @Async
    private static Coroutine<Void> nameIsSent() throws IOException {
        TlsOptions options = TlsOptions.defaults();
        Pipes.Pair below = Pipes.pair(1000);
        Task<TlsStream> serving = start(Tls.wrap(below.other(), keys.engine(false, TlsPair.TLS13), options));
        TlsStream client = await(Tls.client(below.one(), keys.context(), "localhost"));
        TlsStream server = await(serving);
        ExtendedSSLSession session = assertInstanceOf(ExtendedSSLSession.class, server.session());
        assertTrue(session.getRequestedServerNames().contains(new SNIHostName("localhost")));
        await(new TlsPair(client, server).close());
        return done();
    }

    @org.junit.jupiter.api.Test
    void theServerIsToldTheNameOfTheHost() {
        TlsTest.run(TlsPeerTest::nameIsSent);
    }

    /** The process of the other side dies: it closes its socket without a close_notify. */
    @Async
    private static Coroutine<Void> cut(boolean reset) throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            int port = Loopback.portOf(listener);
            Task<Void> other = start(blocking(() -> {
                java.net.Socket plain = new java.net.Socket();
                plain.connect(Loopback.at(port));
                SSLSocket client =
                        (SSLSocket) keys.context().getSocketFactory().createSocket(plain, "localhost", port, true);
                client.startHandshake();
                client.getInputStream().read();
                if (reset) {
                    plain.setSoLinger(true, 0);
                }
                plain.close();
                return null;
            }));
            TlsStream stream = await(Tls.server(await(listener.accept()), keys.context()));
            await(stream.write(ByteBuffer.allocate(1)));
            await(other);
            Throwable failure = await(TlsHandshakeTest.failureOf(start(new ByteReader(stream).all(100))));
            Class<?> expected = reset ? IOException.class : SSLException.class;
            assertInstanceOf(expected, failure);
            await(stream.closeAsync());
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOtherSideDies(boolean reset) {
        TlsTest.run(() -> cut(reset));
    }

    @Async
    private static Coroutine<Void> handle(SocketStream below) throws IOException {
        try (TlsStream stream = await(Tls.server(below, keys.context()))) {
            await(stream.write(ByteBuffer.wrap(TlsTest.random(10))));
            await(stream.read(ByteBuffer.allocate(10)));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelledServer(CompletableFuture<Integer> port, CompletableFuture<Void> heard)
            throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            port.complete(Loopback.portOf(listener));
            Task<Void> serving = start(listener.serve(TlsPeerTest::handle));
            await(heard);
            serving.cancel();
            await(TlsHandshakeTest.failureOf(serving));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> leftServer(CompletableFuture<Integer> port, CompletableFuture<Void> heard)
            throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        port.complete(Loopback.portOf(listener));
        start(handle(await(listener.accept())), "the handler");
        await(heard);
        await(listener.closeAsync());
        return done(); // the loop cancels all that is left
    }

    /** Returns how the stream ends for a client. */
    private static Integer endOf(CompletableFuture<Integer> port, CompletableFuture<Void> heard) throws Exception {
        try (SSLSocket client = (SSLSocket) keys.context().getSocketFactory().createSocket()) {
            client.connect(Loopback.at(port.get()));
            new DataInputStream(client.getInputStream()).readFully(new byte[10]);
            heard.complete(null);
            return client.getInputStream().read();
        } finally {
            heard.complete(null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHandlerThatIsCancelledClosesInOrder(boolean byTheLoop) throws Exception {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        CompletableFuture<Void> heard = new CompletableFuture<>();
        FutureTask<Integer> client = new FutureTask<>(() -> endOf(port, heard));
        new Thread(client).start();
        TlsTest.run(() -> byTheLoop ? leftServer(port, heard) : cancelledServer(port, heard));
        assertEquals(-1, client.get(), "there was a close_notify");
    }
}
