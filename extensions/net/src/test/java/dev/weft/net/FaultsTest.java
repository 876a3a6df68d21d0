package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks and peers as they are. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class FaultsTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final byte[] CONTENT = StreamTest.random(50_000, 11);

    /** What a client does, over a proxy. */
    @FunctionalInterface
    interface Client {
        Coroutine<Void> run(SocketStream stream) throws Exception;
    }

    @Async
    private static Coroutine<Void> sends(SocketStream peer) throws IOException {
        await(peer.write(ByteBuffer.wrap(CONTENT)));
        return done();
    }

    private static void over(FaultyProxy.Fault fault, int passing, Client client) {
        NetLoop.reportsOf(() -> run(fault, passing, client));
    }

    @Async
    private static Coroutine<Void> run(FaultyProxy.Fault fault, int passing, Client client) throws Exception {
        try (Listener server = await(Net.listen(Loopback.any()));
                Listener proxy = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(server.serve(FaultsTest::sends));
            Task<Void> proxying = start(proxy.serve(new FaultyProxy(server.address(), fault, passing)::handle));
            try (SocketStream stream = await(Net.connect(proxy.address()))) {
                await(client.run(stream));
            }
            await(proxy.stop(Duration.ZERO));
            await(server.stop(Duration.ZERO));
            await(proxying);
            await(serving);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> all(SocketStream stream) throws IOException {
        assertArrayEquals(CONTENT, await(new ByteReader(stream).exactly(CONTENT.length)));
        return done();
    }

    @Test
    void bytesThatComeOneByOne() {
        over(FaultyProxy.Fault.SPLIT, 0, FaultsTest::all);
    }

    @Test
    void bytesThatComeLate() {
        over(FaultyProxy.Fault.DELAY, 0, FaultsTest::all);
    }

    @Test
    void aConnectionThatIsCut() {
        over(FaultyProxy.Fault.CUT, 12_345, FaultsTest::cut);
    }

    @Async
    private static Coroutine<Void> cut(SocketStream stream) {
        ByteReader reader = new ByteReader(stream);
        Throwable ended = await(failureOf(() -> reader.exactly(CONTENT.length)));
        assertInstanceOf(EOFException.class, ended);
        assertArrayEquals(Arrays.copyOf(CONTENT, 12_345), reader.partial());
        return done();
    }

    @Test
    void aConnectionThatIsReset() {
        over(FaultyProxy.Fault.RESET, 12_345, FaultsTest::reset);
    }

    @Async
    private static Coroutine<Void> reset(SocketStream stream) {
        ByteReader reader = new ByteReader(stream);
        Throwable reset = await(failureOf(() -> reader.exactly(CONTENT.length)));
        assertInstanceOf(IOException.class, reset);
        assertTrue(!(reset instanceof EOFException), reset.toString());
        byte[] partial = reader.partial();
        assertArrayEquals(Arrays.copyOf(CONTENT, partial.length), partial);
        assertEquals(reset, await(failureOf(() -> reader.exactly(CONTENT.length))));
        return done();
    }

    @Test
    void aPeerThatFallsSilent() {
        over(FaultyProxy.Fault.SILENCE, 12_345, FaultsTest::silent);
    }

    @Async
    private static Coroutine<Void> silent(SocketStream stream) throws IOException {
        ByteReader reader = new ByteReader(stream);
        assertInstanceOf(
                TimeoutException.class, await(failureOf(() -> withTimeout(SHORT, reader.exactly(CONTENT.length)))));
        assertArrayEquals(Arrays.copyOf(CONTENT, 12_345), await(reader.exactly(12_345)));
        return done();
    }

    // ---- peers

    @Async
    private static Coroutine<SocketStream> listening(Socket client, Listener listener) throws IOException {
        client.connect((InetSocketAddress) listener.address());
        return result(await(listener.accept()));
    }

    @Test
    void aPeerThatNeverReads() {
        NetLoop.run(FaultsTest::neverReads);
    }

    @Async
    private static Coroutine<Void> neverReads() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()));
                Socket deaf = new Socket()) {
            SocketStream stream = await(listening(deaf, listener));
            // A write that waits can be given a time limit; what is left of it is little, and goes on in the
            // background.
            Throwable late = null;
            while (late == null) {
                try {
                    await(withTimeout(SHORT, stream.write(ByteBuffer.allocate(900_000))));
                } catch (TimeoutException expected) {
                    late = expected;
                }
            }
            // The next one waits behind it, and can be cancelled, too.
            assertInstanceOf(
                    TimeoutException.class,
                    await(failureOf(() -> withTimeout(SHORT, stream.write(ByteBuffer.allocate(1))))));
            // Closing is bounded by ten seconds, and a limit of the caller's.
            assertInstanceOf(TimeoutException.class, await(failureOf(() -> withTimeout(SHORT, stream.closeAsync()))));
        }
        return done();
    }

    /** A client that sends a byte now and then must not hold a server's task for longer than a request may take. */
    @Test
    void slowLoris() {
        NetLoop.run(FaultsTest::loris);
    }

    @Async
    private static Coroutine<Void> request(SocketStream peer) throws IOException {
        try {
            await(withTimeout(Duration.ofMillis(100), new ByteReader(peer).line(1000)));
        } catch (TimeoutException slow) {
            await(peer.write(ByteBuffer.wrap("too slow\n".getBytes(StandardCharsets.UTF_8))));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> loris() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(FaultsTest::request));
            List<Coroutine<String>> slow = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                slow.add(drips(listener));
            }
            for (String answer : await(dev.weft.Weft.gather(slow))) {
                assertEquals("too slow", answer);
            }
            await(listener.stop(Duration.ofDays(1)));
            await(serving);
        }
        return done();
    }

    @Async
    private static Coroutine<String> drips(Listener listener) throws IOException {
        try (SocketStream stream = await(Net.connect(listener.address()))) {
            Task<String> answer = start(new ByteReader(stream).line(100));
            try {
                while (!answer.isDone()) {
                    await(stream.write(ByteBuffer.wrap(new byte[] {'x'})));
                    await(dev.weft.Weft.sleep(Duration.ofMillis(3)));
                }
            } catch (IOException gone) {
                // the server has closed the connection
            }
            return result(await(answer));
        }
    }

    /** Closing with input that nobody has read must not become a reset that destroys the answer under way. */
    @Test
    void anAnswerIsNotLostToUnreadInput() {
        NetLoop.run(FaultsTest::unreadInput);
    }

    @Async
    private static Coroutine<Void> refuses(SocketStream peer) throws IOException {
        await(peer.readable());
        await(peer.write(ByteBuffer.wrap("refused\n".getBytes(StandardCharsets.UTF_8))));
        return done();
    }

    @Async
    private static Coroutine<Void> unreadInput() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(FaultsTest::refuses));
            for (int i = 0; i < 50; i++) {
                try (SocketStream stream = await(Net.connect(listener.address()))) {
                    await(stream.write(ByteBuffer.allocate(50_000)));
                    await(yieldNow());
                    assertEquals("refused", await(new ByteReader(stream).line(100)));
                }
            }
            await(listener.stop(Duration.ofDays(1)));
            await(serving);
        }
        return done();
    }

    // ---- what is held

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void noDescriptorIsLeft() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files can be counted");
        NetLoop.run(FaultsTest::manyConnections);
        long before = descriptors();
        for (int i = 0; i < 5; i++) {
            NetLoop.run(FaultsTest::manyConnections);
        }
        long after = descriptors();
        assertTrue(after <= before + 3, before + " descriptors became " + after);
    }

    @Async
    private static Coroutine<Void> manyConnections() throws Exception {
        for (Pairs kind : new Pairs[] {Pairs.TCP, Pairs.UNIX}) {
            for (int i = 0; i < 20; i++) {
                Pipes.Pair pair = await(kind.open());
                Task<Throwable> reading = start(failureOf(() -> pair.one().read(ByteBuffer.allocate(1))));
                await(yieldNow());
                if (i % 2 == 0) {
                    pair.one().abort();
                } else {
                    await(pair.one().closeAsync());
                }
                await(reading);
                await(pair.other().closeAsync());
                assertInstanceOf(IOException.class, await(failureOf(() -> Net.connect(Loopback.at(1)))));
            }
        }
        return done();
    }

    /** Connections that wait hold no buffer; a handler that waits by readable() holds none either. */
    @Test
    void tenThousandIdleConnectionsInAHeapOf64Megabytes() throws Exception {
        int connections = 10_000;
        assumeTrue(most() > connections + 500, "this process may open " + connections + " files");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleServer.class.getName(),
                        Integer.toString(connections))
                .redirectErrorStream(true)
                .start();
        List<SocketChannel> clients = new ArrayList<>();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            InetSocketAddress at = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(String.valueOf(said.readLine())));
            for (int i = 0; i < connections; i++) {
                clients.add(SocketChannel.open(at));
            }
            String bytes = String.valueOf(said.readLine());
            assertTrue(bytes.matches("\\d+ bytes for each"), bytes);
            assertTrue(Integer.parseInt(bytes.replaceAll("\\D", "")) <= 1500, bytes);
            for (SocketChannel client : clients) {
                client.write(ByteBuffer.wrap(new byte[] {7}));
            }
            ByteBuffer answer = ByteBuffer.allocate(1);
            for (SocketChannel client : clients) {
                assertEquals(1, client.read(answer.clear()));
            }
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
            server.destroyForcibly();
        }
    }

    private static long most() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return 0;
        }
        for (String line : Files.readAllLines(limits)) {
            if (line.startsWith("Max open files")) {
                String most = line.substring(26).trim().split(" +", 2)[0];
                return most.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(most);
            }
        }
        return 0;
    }
}
