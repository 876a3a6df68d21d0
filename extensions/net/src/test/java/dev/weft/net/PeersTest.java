package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.net.Programs.ascii;
import static dev.weft.net.Programs.assumeRuns;
import static dev.weft.net.Programs.runs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The other side is a program of others: Python's asyncio, curl. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class PeersTest {
    private static TlsKeys keys;
    private static Path pem;

    @BeforeAll
    static void thereIsPython(@TempDir Path directory) throws Exception {
        assumeRuns("python3", "-c", "import asyncio; asyncio.StreamWriter.start_tls"); // 3.11
        keys = TlsKeys.make(directory);
        pem = keys.pem(directory);
    }

    /** Answers when it has seen the end. */
    @Async
    private static Coroutine<Void> countsAll(SocketStream peer) throws IOException {
        byte[] all = await(new ByteReader(peer).all(10_000_000));
        await(peer.write(ByteBuffer.wrap(("got " + all.length + "\n").getBytes(StandardCharsets.UTF_8))));
        return done();
    }

    @Test
    void aClientEndsItsHalf() {
        NetLoop.run(PeersTest::halfClose);
    }

    @Async
    private static Coroutine<Void> halfClose() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(PeersTest::countsAll));
            String said = await(runs("python3", "-c", """
                    import asyncio
                    async def main():
                        r, w = await asyncio.open_connection('127.0.0.1', %d)
                        w.write(b'x' * 3000000)
                        await w.drain()
                        w.write_eof()
                        print((await r.read()).decode(), end='')
                        w.close()
                        await w.wait_closed()
                    asyncio.run(main())
                    """.formatted(Loopback.portOf(listener))));
            assertEquals("got 3000000\n", said);
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> upgrades(SocketStream peer) throws IOException {
        ByteReader clear = new ByteReader(peer);
        assertEquals("STARTTLS", await(clear.line(100)));
        await(peer.write(ByteBuffer.wrap("OK\n".getBytes(StandardCharsets.UTF_8))));
        assertEquals(0, clear.partial().length);
        try (TlsStream secure = await(Tls.server(peer, keys.context()))) {
            ByteReader reader = new ByteReader(secure);
            String line = assertNotNullLine(await(reader.line(100)));
            await(secure.write(ByteBuffer.wrap((line + " too\n").getBytes(StandardCharsets.UTF_8))));
            assertEquals(2_000_000, await(reader.exactly(2_000_000)).length);
            await(secure.write(ByteBuffer.allocate(2_000_000)));
        }
        return done();
    }

    private static String assertNotNullLine(String line) {
        assertNotNull(line);
        return line;
    }

    @Test
    void aClientStartsTls() {
        NetLoop.run(PeersTest::startTls);
    }

    @Async
    private static Coroutine<Void> startTls() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(PeersTest::upgrades));
            String said = await(runs("python3", "-c", """
                    import asyncio, ssl
                    async def main():
                        r, w = await asyncio.open_connection('127.0.0.1', %d)
                        w.write(b'STARTTLS\\n')
                        assert await r.readline() == b'OK\\n'
                        c = ssl.create_default_context()
                        c.check_hostname = False
                        c.verify_mode = ssl.CERT_NONE
                        await w.start_tls(c)
                        w.write(b'hello\\n')
                        print((await r.readline()).decode(), end='')
                        w.write(b'x' * 2000000)
                        await w.drain()
                        print(len(await r.readexactly(2000000)))
                        print(len(await r.read()))
                        w.close()
                        try:
                            await w.wait_closed()
                        except ssl.SSLError as e:
                            print(e)
                    asyncio.run(main())
                    """.formatted(Loopback.portOf(listener))));
            assertEquals("hello too\n2000000\n0\n", said);
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
        }
        return done();
    }

    @Test
    void aServerOfPython() {
        NetLoop.run(PeersTest::pythonServes);
    }

    @Async
    private static Coroutine<Void> pythonServes() throws Exception {
        ProcessBuilder python = new ProcessBuilder("python3", "-c", """
                import asyncio, ssl, sys
                async def handle(r, w):
                    data = await r.read()
                    w.write(str(len(data)).encode() + b'\\n' + b'y' * 1000000)
                    w.close()
                async def tls(r, w):
                    n = 0
                    while n < 1000000:
                        n += len(await r.read(70000))
                    w.write(b'z' * 1000000)
                    await w.drain()
                    w.close()
                async def main():
                    a = await asyncio.start_server(handle, '127.0.0.1', 0)
                    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                    c.load_cert_chain('%s')
                    b = await asyncio.start_server(tls, '127.0.0.1', 0, ssl=c)
                    print(a.sockets[0].getsockname()[1], b.sockets[0].getsockname()[1], flush=True)
                    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
                asyncio.run(main())
                """.formatted(pem));
        try (Subprocess server = await(Subprocess.start(python))) {
            String[] ports = assertNotNullLine(await(new ByteReader(server.stdout()).line(100)))
                    .split(" ", 2);
            try (SocketStream client = await(Net.connect("127.0.0.1", Integer.parseInt(ports[0])))) {
                Task<Void> writes = start(client.write(ByteBuffer.allocate(5_000_000)));
                await(writes);
                await(client.end());
                ByteReader reader = new ByteReader(client);
                assertEquals("5000000", await(reader.line(100)));
                assertEquals(1_000_000, await(reader.all(1_000_000)).length);
            }
            SocketStream below = await(Net.connect("localhost", Integer.parseInt(ports[1])));
            try (TlsStream client = await(Tls.client(below, keys.context(), "localhost"))) {
                await(client.write(ByteBuffer.allocate(1_000_000)));
                assertEquals(1_000_000, await(new ByteReader(client).all(2_000_000)).length);
            }
            await(server.stdin().end());
            assertEquals(0, await(server.exit()));
        }
        return done();
    }

    @Test
    void curlIsAnswered(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sent");
        assumeRuns("curl", "--version");
        Files.write(file, StreamTest.random(5_000_000, 1));
        NetLoop.run(() -> curl(file));
        assertEquals(-1, Files.mismatch(file, file.resolveSibling("out1")));
        assertEquals(-1, Files.mismatch(file, file.resolveSibling("out2")));
    }

    @Async
    private static Coroutine<Void> curl(Path file) throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(Programs::http));
            String to = "http://127.0.0.1:" + Loopback.portOf(listener) + "/";
            String said = await(runs(
                    "curl",
                    "-s",
                    "--data-binary",
                    "@" + file,
                    "-H",
                    "Expect: 100-continue",
                    "-w",
                    "%{num_connects} ",
                    "-o",
                    file.resolveSibling("out1").toString(),
                    to,
                    "-o",
                    file.resolveSibling("out2").toString(),
                    to));
            assertEquals("1 0 ", said);
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
        }
        return done();
    }

    /** An answer that comes before the request is read, and a close behind it. */
    @Async
    private static Coroutine<Void> refuses(SocketStream peer) throws IOException {
        ByteReader reader = new ByteReader(peer);
        String header = await(reader.line(8000));
        while (header != null && !header.isEmpty()) {
            header = await(reader.line(8000));
        }
        await(peer.write(ascii("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));
        return done();
    }

    @Test
    void curlGetsTheAnswerThoughItStillSends(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sent");
        assumeRuns("curl", "--version");
        Files.write(file, new byte[50_000_000]);
        NetLoop.run(() -> refused(file));
    }

    @Async
    private static Coroutine<Void> refused(Path file) throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(PeersTest::refuses));
            String to = "http://127.0.0.1:" + Loopback.portOf(listener) + "/";
            for (int i = 0; i < 3; i++) {
                Subprocess.Finished curl = await(Subprocess.run(
                        new ProcessBuilder(
                                "curl", "-s", "--data-binary", "@" + file, "-H", "Expect:", "-w", "%{http_code}", to),
                        ByteBuffer.allocate(0),
                        1000));
                assertEquals("413", new String(curl.out(), StandardCharsets.UTF_8));
            }
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
        }
        return done();
    }
}
