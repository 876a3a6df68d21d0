package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Listeners: accepting, serving, stopping. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class ServeTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    /** What the handlers of a test have done. Owned by the loop's thread. */
    private final List<String> events = new ArrayList<>();

    private final AsyncEvent handling = new AsyncEvent();

    @Async
    private Coroutine<Void> waiting(SocketStream peer) {
        handling.set();
        try {
            await(sleep(Duration.ofDays(1)));
        } catch (CancelledError cancelled) {
            events.add("cancelled");
            throw cancelled;
        } finally {
            events.add("handler ends");
        }
        return done();
    }

    @Async
    private Coroutine<Void> reading(SocketStream peer) throws IOException {
        handling.set();
        ByteBuffer into = ByteBuffer.allocate(100);
        while (await(peer.read(into))) {
            into.clear();
        }
        events.add("end");
        return done();
    }

    // ---- stopping

    @Test
    void stopWaitsForTheHandlers() {
        NetLoop.run(this::stopInOrder);
    }

    @Async
    private Coroutine<Void> stopInOrder() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(this::reading));
        SocketStream client = await(Net.connect(listener.address()));
        await(handling.whenSet());
        Task<Void> stop = start(listener.stop(Duration.ofDays(1)));
        await(sleep(SHORT)); // the system lets go of the socket
        assertInstanceOf(ConnectException.class, await(failureOf(() -> Net.connect(listener.address()))));
        assertFalse(stop.isDone());
        await(client.closeAsync());
        await(stop);
        await(serving);
        assertEquals(List.of("end"), events);
        assertInstanceOf(ClosedChannelException.class, await(failureOf(listener::accept)));
        return done();
    }

    @Test
    void stopCancelsAfterTheGrace() {
        NetLoop.run(this::stopCancels);
    }

    @Async
    private Coroutine<Void> stopCancels() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(this::waiting));
        SocketStream client = await(Net.connect("localhost", Loopback.portOf(listener)));
        await(handling.whenSet());
        await(listener.stop(SHORT));
        await(serving);
        assertEquals(List.of("cancelled", "handler ends"), events);
        // the connection was aborted
        assertInstanceOf(IOException.class, await(failureOf(() -> client.read(ByteBuffer.allocate(1)))));
        await(client.closeAsync());
        return done();
    }

    /** Ignores its cancellation, but not that its connection is gone. */
    @Async
    @Allow("WEFT008")
    private Coroutine<Void> stubborn(SocketStream peer) throws IOException {
        handling.set();
        while (true) {
            try {
                await(peer.read(ByteBuffer.allocate(1)));
            } catch (CancelledError ignored) {
                events.add("ignored");
            } catch (ClosedChannelException gone) {
                events.add("gone");
                return done();
            }
        }
    }

    @Test
    void stopAbortsAfterTheGraceAgain() {
        NetLoop.run(this::stopAborts);
    }

    @Async
    private Coroutine<Void> stopAborts() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(this::stubborn));
        try (SocketStream client = await(Net.connect(listener.address()))) {
            await(handling.whenSet());
            await(listener.stop(SHORT));
            await(serving);
            assertEquals(List.of("ignored", "gone"), events);
        }
        return done();
    }

    @Async
    @Allow("WEFT008")
    private Coroutine<Void> deaf(AsyncEvent released) {
        handling.set();
        while (!released.isSet()) {
            try {
                await(released.whenSet());
            } catch (CancelledError ignored) {
                events.add("ignored");
            }
        }
        return done();
    }

    @Test
    void aHandlerThatNeverEndsIsReported() {
        List<Throwable> reports = NetLoop.reportsOf(this::neverEnds);
        assertEquals(1, reports.size(), reports.toString());
        assertTrue(reports.get(0).getMessage().contains("goes on"), reports.toString());
        assertTrue(reports.get(0).getMessage().contains("127.0.0.1"), reports.toString());
    }

    @Async
    private Coroutine<Void> neverEnds() throws IOException {
        AsyncEvent released = new AsyncEvent();
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(peer -> deaf(released)));
        try (SocketStream client = await(Net.connect(listener.address()))) {
            await(handling.whenSet());
            await(listener.stop(SHORT));
            released.set();
            await(serving);
        }
        return done();
    }

    @Test
    void cancellingServeCancelsTheHandlers() {
        NetLoop.run(this::cancelServe);
    }

    @Async
    private Coroutine<Void> cancelServe() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(this::waiting));
            try (SocketStream client = await(Net.connect(listener.address()))) {
                await(handling.whenSet());
                serving.cancel();
                assertInstanceOf(CancellationException.class, await(failureOf(serving)));
                assertEquals(List.of("cancelled", "handler ends"), events);
            }
            // The listener is still there.
            Task<SocketStream> accepted = start(listener.accept());
            await(await(Net.connect(listener.address())).closeAsync());
            await(await(accepted).closeAsync());
        }
        return done();
    }

    @Test
    void closingEndsWhenTheSystemRefusesConnections() {
        NetLoop.run(ServeTest::closeListener);
    }

    @Async
    private static Coroutine<Void> closeListener() throws IOException {
        for (int i = 0; i < 20; i++) {
            Listener listener = await(Net.listen(Loopback.any()));
            Task<Throwable> accepting = start(failureOf(listener::accept));
            await(yieldNow());
            await(listener.closeAsync());
            await(listener.closeAsync());
            assertInstanceOf(AsynchronousCloseException.class, await(accepting));
            assertInstanceOf(ConnectException.class, await(failureOf(() -> Net.connect(listener.address()))));
            await(await(Net.listen(listener.address())).closeAsync());
        }
        return done();
    }

    // ---- handlers

    @Test
    void aFailingHandlerIsReportedAndTheServerGoesOn() {
        List<Throwable> reports = NetLoop.reportsOf(ServeTest::failing);
        assertEquals(2, reports.size(), reports.toString());
        for (Throwable report : reports) {
            assertTrue(report.getMessage().contains("127.0.0.1:"), report.getMessage());
            assertInstanceOf(IllegalStateException.class, report.getCause());
        }
        assertInstanceOf(
                SocketStream.class, NetLoop.subjectsOf(ServeTest::failing).get(0));
    }

    @Async
    private static Coroutine<Void> failing() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(peer -> {
                throw new IllegalStateException("handler");
            }));
            for (int i = 0; i < 2; i++) {
                try (SocketStream client = await(Net.connect(listener.address()))) {
                    assertInstanceOf(IOException.class, await(failureOf(() -> client.read(ByteBuffer.allocate(1)))));
                }
            }
            await(listener.stop(Duration.ofDays(1)));
            await(serving);
        }
        return done();
    }

    @Test
    void aHandlerThatEndsNormallyHasItsConnectionClosed() {
        NetLoop.run(ServeTest::normal);
    }

    @Async
    private static Coroutine<Void> normal() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(peer -> peer.write(ByteBuffer.wrap(new byte[] {1, 2}))));
            try (SocketStream client = await(Net.connect(listener.address()))) {
                assertEquals(2, await(new ByteReader(client).all(100)).length);
            }
            await(listener.stop(Duration.ofDays(1)));
            await(serving);
        }
        return done();
    }

    @Test
    void soManyConnectionsAtATime() {
        NetLoop.run(this::bounded);
    }

    @Async
    private Coroutine<Void> counted(SocketStream peer, int[] count) throws IOException {
        count[0]++;
        count[1] = Math.max(count[0], count[1]);
        try {
            await(EchoTest.handle(peer));
        } finally {
            count[0]--;
            count[2]++;
        }
        return done();
    }

    @Async
    private Coroutine<Void> bounded() throws IOException {
        int[] count = new int[3];
        ListenOptions two = ListenOptions.defaults().maxConnections(2);
        try (Listener listener = await(Net.listen(Loopback.any(), two))) {
            Task<Void> serving = start(listener.serve(peer -> counted(peer, count)));
            List<Coroutine<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                clients.add(once(listener));
            }
            await(dev.weft.Weft.gather(clients));
            await(listener.stop(Duration.ofDays(1)));
            await(serving);
        }
        assertEquals(2, count[1]);
        assertEquals(10, count[2]);
        return done();
    }

    @Async
    private static Coroutine<Void> once(Listener listener) throws IOException {
        try (SocketStream client = await(Net.connect(listener.address()))) {
            await(client.write(ByteBuffer.wrap(new byte[100])));
            await(new ByteReader(client).exactly(100));
        }
        return done();
    }

    @Test
    void whoServesOrAcceptsIsAlone() {
        NetLoop.run(ServeTest::alone);
    }

    @Async
    private static Coroutine<Void> alone() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<SocketStream> accepting = start(listener.accept(), "the acceptor");
            await(yieldNow());
            for (Throwable refused : List.of(
                    await(failureOf(listener::accept)), await(failureOf(() -> listener.serve(EchoTest::handle))))) {
                assertInstanceOf(IllegalStateException.class, refused);
                assertTrue(refused.getMessage().contains("the acceptor"), refused.getMessage());
            }
            accepting.cancel();
            await(yieldNow());
            Task<Void> serving = start(listener.serve(EchoTest::handle));
            await(yieldNow());
            assertInstanceOf(IllegalStateException.class, await(failureOf(listener::accept)));
            assertInstanceOf(IllegalStateException.class, await(failureOf(() -> listener.serve(EchoTest::handle))));
            await(listener.stop(Duration.ZERO));
            await(serving);
        }
        return done();
    }

    /** The connection comes, the task is woken, and cancelled before it runs: the next one gets the connection. */
    @Test
    void aCancelledAcceptLosesNothing() {
        NetLoop.run(ServeTest::cancelledAccept);
    }

    @Async
    private static Coroutine<Void> cancelledAccept() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            for (int i = 0; i < 20; i++) {
                Task<SocketStream> accepting = start(listener.accept());
                await(yieldNow());
                try (SocketStream client = await(Net.connect(listener.address()))) {
                    accepting.cancel();
                    SocketStream accepted;
                    try {
                        accepted = await(accepting);
                    } catch (CancellationException expected) {
                        accepted = await(listener.accept());
                    }
                    assertEquals(client.local(), accepted.remote());
                    assertEquals(client.remote(), accepted.local());
                    await(accepted.closeAsync());
                }
            }
        }
        return done();
    }

    // ---- addresses and options

    @Test
    void anAddressInUse() {
        NetLoop.run(ServeTest::inUse);
    }

    @Async
    private static Coroutine<Void> inUse() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Throwable refused = await(failureOf(() -> Net.listen(listener.address())));
            assertInstanceOf(BindException.class, refused);
            assertTrue(refused.getMessage().contains(Integer.toString(Loopback.portOf(listener))), refused.toString());
        }
        return done();
    }

    @Test
    void optionsOfASocket() {
        NetLoop.run(ServeTest::options);
    }

    @Async
    private static Coroutine<Void> options() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()));
                SocketStream client = await(Net.connect(listener.address()))) {
            assertEquals(client, client.option(StandardSocketOptions.SO_KEEPALIVE, true));
            assertInstanceOf(UnsupportedOperationException.class, await(failureOf(() -> {
                client.option(StandardSocketOptions.IP_MULTICAST_LOOP, true);
                return done();
            })));
            await(client.closeAsync());
            assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> {
                client.option(StandardSocketOptions.SO_KEEPALIVE, true);
                return done();
            })));
        }
        return done();
    }

    @Test
    void theFileOfAUnixSocket(@TempDir Path folder) {
        Path file = folder.resolve("socket");
        NetLoop.run(() -> unixFile(file));
        assertFalse(Files.exists(file));
    }

    @Async
    private static Coroutine<Void> unixFile(Path file) throws IOException {
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(file);
        ListenOptions replacing = ListenOptions.defaults().replaceSocketFile(true);
        try (Listener first = await(Net.listen(at))) {
            assertEquals(at, first.address());
            assertTrue(Files.exists(file));
            // somebody listens
            assertInstanceOf(BindException.class, await(failureOf(() -> Net.listen(at))));
            assertInstanceOf(BindException.class, await(failureOf(() -> Net.listen(at, replacing))));
            assertTrue(Files.exists(file));
        }
        assertFalse(Files.exists(file));
        // a file that a dead server has left
        try (var dead = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            dead.bind(at);
        }
        assertTrue(Files.exists(file));
        assertInstanceOf(ConnectException.class, await(failureOf(() -> Net.connect(at))));
        assertInstanceOf(BindException.class, await(failureOf(() -> Net.listen(at))));
        await(await(Net.listen(at, replacing)).closeAsync());
        return done();
    }

    @Test
    void theBacklogOfAUnixSocketIsFull(@TempDir Path folder) {
        NetLoop.run(() -> fullBacklog(folder.resolve("socket")));
    }

    @Async
    private static Coroutine<Void> fullBacklog(Path file) throws IOException {
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(file);
        try (Listener listener = await(Net.listen(at, ListenOptions.defaults().backlog(1)))) {
            List<Task<SocketStream>> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                clients.add(start(Net.connect(at)));
            }
            await(yieldNow());
            assertTrue(clients.stream().anyMatch(client -> !client.isDone()));
            for (int i = 0; i < clients.size(); i++) {
                SocketStream accepted = await(listener.accept());
                await(accepted.closeAsync());
            }
            for (Task<SocketStream> client : clients) {
                await(await(client).closeAsync());
            }
        }
        return done();
    }

    // ---- files

    @Test
    void aFileIsSent(@TempDir Path folder) {
        NetLoop.run(() -> sendFile(folder.resolve("file")));
    }

    @Async
    private static Coroutine<Void> sendFile(Path file) throws IOException {
        byte[] content = StreamTest.random(3_000_000, 9);
        Files.write(file, content);
        try (Listener listener = await(Net.listen(Loopback.any()));
                SocketStream client = await(Net.connect(listener.address()));
                SocketStream server = await(listener.accept());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Task<byte[]> received = start(new ByteReader(server).all(10_000_000));
            assertEquals(2_000_000L, await(client.send(channel, 500_000, 2_000_000)));
            assertEquals(500_000L, await(client.send(channel, 2_500_000, 2_000_000)));
            assertEquals(0L, await(client.send(channel, 5_000_000, 10)));
            assertEquals(0, channel.position());
            await(client.end());
            assertTrue(Arrays.equals(Arrays.copyOfRange(content, 500_000, 3_000_000), await(received)));
        }
        return done();
    }

    @Test
    void aCancelledSendSaysHowMuchWasSent(@TempDir Path folder) {
        NetLoop.run(() -> cancelledSend(folder.resolve("file")));
    }

    @Async
    private static Coroutine<Void> cancelledSend(Path file) throws IOException {
        Files.write(file, new byte[30_000_000]);
        try (Listener listener = await(Net.listen(Loopback.any()));
                SocketStream client = await(Net.connect(listener.address()));
                SocketStream server = await(listener.accept());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Task<Long> sending = start(client.send(channel, 0, 30_000_000));
            await(server.readable());
            await(yieldNow());
            Throwable refused = await(failureOf(() -> client.write(ByteBuffer.allocate(1))));
            assertInstanceOf(IllegalStateException.class, refused);
            sending.cancel();
            Throwable cancelled = await(failureOf(sending));
            String message = cancelled.getCause().getMessage();
            assertTrue(message.contains("of 30000000 bytes of the file were sent"), message);
            long sent = Long.parseLong(message.replaceAll("(?s).*\\((\\d+) of.*", "$1"));
            await(client.end());
            assertEquals(sent, (long) await(new ByteReader(server).all(40_000_000)).length);
            // with a time limit, it is the limit that the caller sees
            assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> client.send(channel, 0, 1))));
        }
        return done();
    }

    @Test
    void aSendWithATimeLimit(@TempDir Path folder) {
        NetLoop.run(() -> limitedSend(folder.resolve("file")));
    }

    @Async
    private static Coroutine<Void> limitedSend(Path file) throws IOException {
        Files.write(file, new byte[30_000_000]);
        try (Listener listener = await(Net.listen(Loopback.any()));
                SocketStream client = await(Net.connect(listener.address()));
                SocketStream server = await(listener.accept());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Throwable late =
                    await(failureOf(() -> dev.weft.Weft.withTimeout(SHORT, client.send(channel, 0, 30_000_000))));
            assertInstanceOf(java.util.concurrent.TimeoutException.class, late);
            assertTrue(channel.isOpen());
        }
        return done();
    }

    // ---- what the system has not

    /** The descriptors are used up: the server waits until some come back, and goes on. */
    @Test
    void acceptGoesOnWhenDescriptorsComeBack(@TempDir Path folder) throws Exception {
        goesOnWhenDescriptorsComeBack("dev.weft.net.FewDescriptors", folder);
    }

    @Test
    void aGroupThatHandsOverGoesOnWhenDescriptorsComeBack(@TempDir Path folder) throws Exception {
        goesOnWhenDescriptorsComeBack("dev.weft.net.FewDescriptorsOfGroup", folder);
    }

    private static void goesOnWhenDescriptorsComeBack(String main, Path folder) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "the open files of a process can be limited and counted");
        ProcessBuilder child = new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -n 200 && exec \"$0\" -cp \"$1\" " + main + " \"$2\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jars(folder),
                folder.resolve("socket").toString());
        Path output = folder.resolve("output");
        Process process =
                child.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertTrue(process.waitFor(55, TimeUnit.SECONDS), () -> "hangs: " + read(output));
            String said = read(output);
            assertEquals(0, process.exitValue(), said);
            assertTrue(said.contains("cannot take a connection now"), said);
            assertTrue(said.contains("served after all"), said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The class path as jars, which are open already when descriptors are used up. */
    private static String jars(Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path home = Path.of(entry);
            if (Files.isDirectory(home)) {
                Path jar = folder.resolve(all.size() + ".jar");
                try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                        Stream<Path> files = Files.walk(home)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        out.putNextEntry(
                                new JarEntry(home.relativize(file).toString().replace('\\', '/')));
                        Files.copy(file, out);
                    }
                }
                all.add(jar.toString());
            } else {
                all.add(entry);
            }
        }
        return String.join(File.pathSeparator, all);
    }
}
