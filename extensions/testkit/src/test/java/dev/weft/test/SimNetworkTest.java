package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.test.NetPrograms.ask;
import static dev.weft.test.NetPrograms.bytes;
import static dev.weft.test.NetPrograms.connect;
import static dev.weft.test.NetPrograms.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.net.ByteReader;
import dev.weft.net.ListenOptions;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import dev.weft.test.NetPrograms.Ends;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Hosts and connections, first in, first out: each message takes a millisecond. */
@Tag("jdk")
class SimNetworkTest {
    private static final int PORT = NetPrograms.PORT;

    private SimNetwork network;
    private SimHost server;
    private SimHost client;

    @BeforeEach
    void hosts(Sim sim) {
        network = sim.network();
        server = network.host("server");
        client = network.host("client");
    }

    // ---- connections

    @WeftTest
    void aQuestionAndAnAnswer(Sim sim) throws IOException {
        server.background(NetPrograms::serve);
        assertEquals("HELLO", await(client.start(() -> ask("hello"))));
        assertEquals(ofMillis(4), sim.elapsed(), "a request, an answer, and two messages");
    }

    @WeftTest
    void theTestIsAHostToo() throws IOException {
        server.background(NetPrograms::serve);
        assertEquals("HELLO", await(ask("hello")));
        assertEquals("test", network.host("test").name());
        assertThrows(IllegalArgumentException.class, () -> network.crash(network.host("test")));
    }

    @WeftTest
    void manyClientsAtOnce() throws IOException {
        server.background(NetPrograms::serve);
        List<Task<String>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String question = "q" + i;
            all.add(network.host("client " + i).start(() -> ask(question)));
        }
        List<String> answers = await(gather(all));
        assertEquals("Q0", answers.get(0));
        assertEquals("Q19", answers.get(19));
    }

    @WeftTest
    void addressesAndNames() throws IOException {
        assertEquals("server/10.0.0.1:7000", server.address(PORT).toString());
        assertEquals(List.of(client.address()), await(Net.resolve("client")));
        assertEquals("127.0.0.1", await(Net.resolve("localhost")).get(0).getHostAddress());
        assertEquals("1.2.3.4", await(Net.resolve("1.2.3.4")).get(0).getHostAddress());
        Throwable unknown = await(failureOf(() -> Net.connect("nobody", PORT)));
        assertInstanceOf(UnknownHostException.class, unknown);
        assertEquals(
                "nobody: the simulated network has no such host, only [server, client, test]", unknown.getMessage());
        Throwable noRoute = await(failureOf(() -> Net.connect("10.9.9.9", PORT)));
        assertInstanceOf(ConnectException.class, noRoute);
        assertInstanceOf(NoRouteToHostException.class, noRoute.getSuppressed()[0].getCause());
        assertThrows(IllegalArgumentException.class, () -> network.host("10.0.0.1"));
        assertThrows(IllegalArgumentException.class, () -> network.host(" "));
        assertEquals(server, network.host("server"));
        assertInstanceOf(
                IllegalArgumentException.class,
                await(failureOf(() -> Net.connect(UnixDomainSocketAddress.of("/tmp/x")))));
        server.background(NetPrograms::serve);
        SocketStream stream = await(Net.connect(InetSocketAddress.createUnresolved("server", PORT)));
        assertEquals(server.address(PORT), stream.remote());
        assertEquals(network.host("test").address(), ((InetSocketAddress) stream.local()).getAddress());
        assertEquals(stream, stream.option(StandardSocketOptions.TCP_NODELAY, false));
        await(stream.closeAsync());
    }

    @WeftTest
    void loopbackIsTheOwnHost(Sim sim) throws IOException {
        Task<String> there = server.start(this::askOverLoopback);
        assertEquals("HI", await(there));
        assertEquals(Duration.ZERO, sim.elapsed());
        Throwable refused = await(failureOf(() -> Net.connect("localhost", PORT)));
        assertEquals("Connection refused: localhost/127.0.0.1:7000", refused.getMessage());
    }

    @Async
    private Coroutine<String> askOverLoopback() throws IOException {
        Listener listener = await(Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT)));
        Task<Void> serving = start(listener.serve(NetPrograms::shouts));
        SocketStream stream = await(Net.connect("localhost", PORT));
        await(stream.write(bytes("hi\n")));
        String heard = await(new ByteReader(stream).line(100));
        await(stream.closeAsync());
        await(listener.closeAsync());
        await(serving);
        return result(heard);
    }

    @WeftTest
    void portsAreTakenAndGivenBack() throws IOException {
        Listener one = await(Net.listen(new InetSocketAddress(0)));
        int port = ((InetSocketAddress) one.address()).getPort();
        assertTrue(port >= 49_152);
        Throwable inUse = await(failureOf(() -> Net.listen(new InetSocketAddress(port))));
        assertInstanceOf(BindException.class, inUse);
        assertInstanceOf(BindException.class, await(failureOf(() -> Net.listen(server.address(PORT)))));
        await(one.closeAsync());
        Listener again = await(Net.listen(new InetSocketAddress(port)));
        await(again.closeAsync());
        await(again.closeAsync());
        assertInstanceOf(ClosedChannelException.class, await(failureOf(again::accept)));
    }

    @WeftTest
    void listenersThatShareAPortTakeTurns() throws IOException {
        ListenOptions shared = ListenOptions.defaults().reusePort(true);
        Listener one = await(Net.listen(new InetSocketAddress(PORT), shared));
        Listener two = await(Net.listen(new InetSocketAddress(PORT), shared));
        SocketStream first = await(Net.connect("test", PORT));
        SocketStream second = await(Net.connect("test", PORT));
        SocketStream a = await(one.accept());
        SocketStream b = await(two.accept());
        for (SocketStream stream : List.of(a, b, first, second)) {
            await(stream.closeAsync());
        }
        await(one.closeAsync());
        await(two.closeAsync());
    }

    @WeftTest
    void aFullBacklogLetsWait(Sim sim) throws IOException {
        Listener listener = await(
                Net.listen(new InetSocketAddress(PORT), ListenOptions.defaults().backlog(1)));
        SocketStream first = await(Net.connect("test", PORT));
        Task<SocketStream> second = start(Net.connect("test", PORT));
        await(sleep(ofMillis(500)));
        assertFalse(second.isDone());
        SocketStream accepted = await(listener.accept());
        SocketStream late = await(second);
        assertEquals(ofSeconds(1), sim.elapsed(), "it is tried again after a second");
        for (SocketStream stream : List.of(first, accepted, late)) {
            stream.abort();
        }
        await(listener.closeAsync());
    }

    @WeftTest
    void nobodyListens(Sim sim) throws IOException {
        Throwable refused = await(failureOf(() -> Net.connect("server", PORT)));
        assertInstanceOf(ConnectException.class, refused);
        assertEquals("Connection refused: server/10.0.0.1:7000", refused.getMessage());
        assertEquals(ofMillis(2), sim.elapsed());
    }

    @WeftTest
    void halfClose() throws IOException {
        Ends ends = await(connect(server, client));
        await(ends.client().write(bytes("all")));
        await(ends.client().end());
        ByteReader reader = new ByteReader(ends.server());
        assertEquals("all", new String(await(reader.all(100)), UTF_8));
        await(ends.server().write(bytes("an answer, later")));
        ByteBuffer heard = ByteBuffer.allocate(100);
        assertTrue(await(ends.client().read(heard)));
        assertEquals(16, heard.position());
        assertInstanceOf(
                ClosedChannelException.class,
                await(failureOf(() -> ends.client().write(bytes("more")))));
        await(ends.server().closeAsync());
        assertFalse(await(ends.client().read(heard)));
        await(ends.client().closeAsync());
    }

    @WeftTest
    void anAbortIsAReset() throws IOException {
        Ends ends = await(connect(server, client));
        await(ends.client().write(bytes("lost")));
        ends.client().abort();
        Throwable reset = await(failureOf(() -> new ByteReader(ends.server()).exactly(5)));
        assertEquals("java.net.SocketException: Connection reset", reset.toString());
        assertEquals(reset, await(failureOf(() -> ends.server().write(bytes("x")))));
        await(ends.server().closeAsync());
        assertInstanceOf(
                ClosedChannelException.class,
                await(failureOf(() -> ends.client().read(ByteBuffer.allocate(1)))));
    }

    @WeftTest
    void whoWritesToOneThatHasClosedIsReset() throws IOException {
        Ends ends = await(connect(server, client));
        await(ends.server().closeAsync());
        await(ends.client().write(bytes("nobody reads this")));
        await(sleep(ofMillis(3)));
        assertInstanceOf(
                SocketException.class, await(failureOf(() -> ends.client().write(bytes("x")))));
        await(ends.client().closeAsync());
    }

    @WeftTest
    void aReaderThatDoesNotReadStopsTheWriter() throws IOException {
        Ends ends = await(connect(server, client));
        Task<Void> writing = start(ends.client().write(ByteBuffer.allocate(1_000_000)));
        await(sleep(ofSeconds(1)));
        assertFalse(writing.isDone());
        int all = 0;
        ByteBuffer buffer = ByteBuffer.allocate(100_000);
        while (all < 1_000_000) {
            assertTrue(await(ends.server().read(buffer.clear())));
            all += buffer.position();
        }
        await(writing);
        ends.abort();
    }

    @WeftTest
    void aFileIsSent(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("file");
        Files.writeString(path, "x".repeat(100_000));
        Ends ends = await(connect(server, client));
        try (FileChannel file = FileChannel.open(path)) {
            Task<byte[]> heard = start(new ByteReader(ends.server()).exactly(90_000));
            assertEquals(90_000, await(ends.client().send(file, 10_000, 1_000_000)));
            assertEquals(90_000, await(heard).length);
        }
        ends.abort();
    }

    // ---- cancellation

    @WeftTest
    void aCancelledReadHasConsumedNothing() throws IOException {
        Ends ends = await(connect(server, client));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        Task<Boolean> reading = start(ends.server().read(buffer));
        await(sleep(ofMillis(1)));
        reading.cancel();
        await(ends.client().write(bytes("abc")));
        await(Weft.waitAll(List.of(reading)));
        assertTrue(reading.isCancelled());
        assertTrue(await(ends.server().read(buffer)));
        assertEquals(3, buffer.position());
        ends.abort();
    }

    @WeftTest
    void aWriteThatIsCancelledHalfWayIsSentWhole() throws IOException {
        Ends ends = await(connect(server, client));
        Task<Void> writing = start(ends.client().write(ByteBuffer.allocate(100_000)));
        await(sleep(ofMillis(5)));
        writing.cancel();
        await(Weft.waitAll(List.of(writing)));
        assertEquals(100_000, await(new ByteReader(ends.server()).exactly(100_000)).length);
        await(ends.client().write(bytes("next")));
        assertEquals("next", new String(await(new ByteReader(ends.server()).exactly(4)), UTF_8));
        ends.abort();
    }

    @WeftTest
    void aCancelledConnectLeavesNothing(Sim sim) throws IOException {
        Listener listener = await(server.start(() -> Net.listen(new InetSocketAddress(PORT))));
        Task<SocketStream> connecting = client.start(() -> Net.connect("server", PORT));
        await(sleep(ofMillis(1).plusNanos(1)));
        connecting.cancel();
        SocketStream accepted = await(listener.accept());
        await(sleep(ofSeconds(1)));
        assertTrue(connecting.isCancelled());
        assertInstanceOf(SocketException.class, await(failureOf(() -> accepted.read(ByteBuffer.allocate(1)))));
        await(accepted.closeAsync());
        await(listener.closeAsync());
    }

    @WeftTest
    void aCancelledAcceptLosesNoConnection() throws IOException {
        Listener listener = await(Net.listen(new InetSocketAddress(PORT)));
        Task<SocketStream> accepting = start(listener.accept());
        await(sleep(ofMillis(1)));
        accepting.cancel();
        SocketStream one = await(Net.connect("test", PORT));
        SocketStream two = await(listener.accept());
        assertInstanceOf(IllegalStateException.class, await(second(listener)));
        one.abort();
        two.abort();
        await(listener.closeAsync());
    }

    @Async
    private Coroutine<Throwable> second(Listener listener) throws IOException {
        Task<SocketStream> first = start(listener.accept());
        await(sleep(ofMillis(1)));
        Throwable refused = await(failureOf(listener::accept));
        first.cancel();
        await(Weft.waitAll(List.of(first)));
        return result(refused);
    }

    @WeftTest
    void closingWakesTheReader() throws IOException {
        Ends ends = await(connect(server, client));
        Task<Throwable> reading = start(failureOf(() -> ends.client().read(ByteBuffer.allocate(1))));
        await(sleep(ofMillis(1)));
        await(ends.client().closeAsync());
        assertInstanceOf(AsynchronousCloseException.class, await(reading));
        assertFalse(await(ends.server().read(ByteBuffer.allocate(1))));
        await(ends.server().closeAsync());
    }

    @WeftTest
    void aListenerStops() throws IOException {
        Listener listener = await(server.start(() -> Net.listen(new InetSocketAddress(PORT))));
        Task<Void> serving = start(listener.serve(NetPrograms::shouts));
        await(sleep(ofMillis(1)));
        assertInstanceOf(IllegalStateException.class, await(failureOf(listener::accept)));
        SocketStream idle = await(Net.connect("server", PORT));
        await(listener.stop(ofSeconds(1)));
        await(serving);
        await(sleep(ofMillis(1)));
        assertInstanceOf(SocketException.class, await(failureOf(() -> idle.read(ByteBuffer.allocate(1)))));
        assertInstanceOf(ConnectException.class, await(failureOf(() -> Net.connect("server", PORT))));
        await(idle.closeAsync());
    }
}
