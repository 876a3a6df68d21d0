package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.net.Programs.ascii;
import static dev.weft.net.Programs.assumeRuns;
import static dev.weft.net.Programs.assumeSays;
import static dev.weft.net.Programs.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The other side is netcat or socat: half-closed connections, Unix sockets, datagrams, TLS of OpenSSL. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ToolsAsPeersTest {
    private static final int MUCH = 3_000_000;

    /** Answers when it has seen the end. */
    @Async
    private static Coroutine<Void> counts(ByteStream peer) throws IOException {
        byte[] all = await(new ByteReader(peer).all(2 * MUCH));
        await(peer.write(ascii("got " + all.length + "\n")));
        await(peer.end());
        return done();
    }

    /** What a client says to a server that counts, as the client's command is made of the server's address. */
    @Async
    private static Coroutine<String> saidTo(
            SocketAddress address, AsyncFunction<SocketStream, Void> server, AsyncFunction<Listener, String> client)
            throws Exception {
        try (Listener listener = await(Net.listen(address))) {
            Task<Void> serving = start(listener.serve(server));
            String said = await(client.apply(listener));
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
            return result(said);
        }
    }

    private static Coroutine<String> sendsMuch(String... command) throws IOException {
        return runs(ByteBuffer.allocate(MUCH), command);
    }

    @Test
    void netcatEndsItsHalf() throws Exception {
        assumeSays("-N", "nc", "-h");
        assertEquals(
                "got 3000000\n",
                NetLoop.run(() -> saidTo(
                        Loopback.any(),
                        ToolsAsPeersTest::counts,
                        to -> sendsMuch("nc", "-N", "127.0.0.1", "" + Loopback.portOf(to)))));
    }

    @Test
    void netcatEndsItsHalfOfAUnixSocket(@TempDir Path folder) throws Exception {
        assumeSays("-N", "nc", "-h");
        Path socket = folder.resolve("s");
        assertEquals(
                "got 3000000\n",
                NetLoop.run(() -> saidTo(
                        UnixDomainSocketAddress.of(socket),
                        ToolsAsPeersTest::counts,
                        to -> sendsMuch("nc", "-N", "-U", socket.toString()))));
    }

    /** It ends its half, goes on reading, and ends when we do. */
    @Test
    void socatPassesBothHalvesOn(@TempDir Path folder) throws Exception {
        assumeRuns("socat", "-V");
        assertEquals(
                "got 3000000\n",
                NetLoop.run(() -> saidTo(
                        Loopback.any(),
                        ToolsAsPeersTest::counts,
                        to -> sendsMuch("socat", "-t", "30", "-", "TCP:127.0.0.1:" + Loopback.portOf(to)))));
    }

    /** OpenSSL ends its half of TLS 1.3 by close_notify, and reads on. */
    @Test
    void socatSpeaksTls(@TempDir Path folder) throws Exception {
        assumeRuns("socat", "-V");
        TlsKeys keys = TlsKeys.make(folder);
        String pem = keys.pem(folder).toString();
        AsyncFunction<SocketStream, Void> server = peer -> encrypted(peer, keys);
        assertEquals(
                "got 3000000\n",
                NetLoop.run(() -> saidTo(
                        Loopback.any(),
                        server,
                        to -> sendsMuch(
                                "socat",
                                "-t",
                                "30",
                                "-",
                                "OPENSSL:127.0.0.1:" + Loopback.portOf(to) + ",commonname=localhost,cafile=" + pem))));
    }

    @Async
    private static Coroutine<Void> encrypted(SocketStream peer, TlsKeys keys) throws IOException {
        try (TlsStream secure = await(Tls.server(peer, keys.context()))) {
            await(counts(secure));
        }
        return done();
    }

    /** Netcat is the server. It says its port, takes one connection, and ends when both halves have ended. */
    @Test
    void netcatListens() throws Exception {
        assumeSays("-N", "nc", "-h");
        NetLoop.run(ToolsAsPeersTest::toNetcat);
    }

    @Async
    private static Coroutine<Void> toNetcat() throws IOException {
        try (Subprocess server =
                await(Subprocess.start(new ProcessBuilder("nc", "-N", "-v", "-l", "127.0.0.1", "0")))) {
            String heard =
                    Objects.requireNonNull(await(new ByteReader(server.stderr()).line(1000)), "netcat is silent");
            int port = Integer.parseInt(heard.substring(heard.lastIndexOf(' ') + 1));
            try (SocketStream client = await(Net.connect("127.0.0.1", port))) {
                Task<byte[]> arrived = start(new ByteReader(server.stdout()).all(2 * MUCH));
                await(client.write(ByteBuffer.allocate(MUCH)));
                await(server.stdin().write(ascii("hello\n")));
                ByteReader reader = new ByteReader(client);
                assertEquals("hello", await(reader.line(100)));
                await(client.end());
                assertEquals(MUCH, await(arrived).length);
                await(server.stdin().end());
                assertEquals(0, await(reader.all(100)).length);
            }
            assertEquals(0, await(server.exit()));
        }
        return done();
    }

    /** A peer that is killed in the midst of what it reads. */
    @Test
    void netcatIsKilled() throws Exception {
        assumeSays("-N", "nc", "-h");
        NetLoop.run(ToolsAsPeersTest::killed);
    }

    @Async
    private static Coroutine<Void> killed() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()));
                Subprocess client = await(
                        Subprocess.start(new ProcessBuilder("nc", "127.0.0.1", "" + Loopback.portOf(listener))))) {
            try (SocketStream peer = await(listener.accept())) {
                // nobody reads what netcat prints, so it stops reading
                Task<Void> writing = start(peer.write(ByteBuffer.allocate(50_000_000)));
                await(new ByteReader(client.stdout()).exactly(100_000));
                client.process().destroyForcibly();
                assertInstanceOf(IOException.class, await(Fails.failureOf(writing)));
            }
        }
        return done();
    }

    @Test
    void netcatSendsDatagrams() throws Exception {
        assumeSays("-N", "nc", "-h");
        NetLoop.run(ToolsAsPeersTest::datagrams);
    }

    @Async
    private static Coroutine<Void> datagrams() throws IOException {
        try (Datagrams socket = await(Net.datagrams(Loopback.any()))) {
            int port = ((InetSocketAddress) socket.address()).getPort();
            try (Subprocess client = await(Subprocess.start(new ProcessBuilder("nc", "-u", "127.0.0.1", "" + port)))) {
                ByteReader answers = new ByteReader(client.stdout());
                for (int i = 0; i < 5; i++) {
                    await(client.stdin().write(ascii("message " + i + "\n")));
                    ByteBuffer received = ByteBuffer.allocate(100);
                    SocketAddress from = await(socket.receive(received));
                    String said =
                            StandardCharsets.US_ASCII.decode(received.flip()).toString();
                    assertEquals("message " + i + "\n", said);
                    await(socket.send(ascii("to you, too: " + said), from));
                    assertEquals("to you, too: message " + i, await(answers.line(100)));
                }
            }
        }
        return done();
    }

    /** Many at a time, each with a socat between. */
    @Test
    void manyThroughSocat() throws Exception {
        assumeRuns("socat", "-V");
        NetLoop.run(() -> saidTo(Loopback.any(), ToolsAsPeersTest::counts, ToolsAsPeersTest::many));
    }

    @Async
    private static Coroutine<String> many(Listener to) throws IOException {
        List<Coroutine<String>> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(sendsMuch("socat", "-t", "30", "-", "TCP:127.0.0.1:" + Loopback.portOf(to)));
        }
        for (String said : await(gather(clients))) {
            assertEquals("got 3000000\n", said);
        }
        return result("");
    }
}
