package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncEvent;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the tests of asyncio, Trio and AnyIO ask of streams and sockets, as far as no other test here asks it.
 * docs/evidence/conformance.md says which is which.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class ConformanceTest {
    private static ByteBuffer bytes(String text) {
        return UTF_8.encode(text);
    }

    // ---- any stream: Trio's check_one_way_stream, check_two_way_stream

    @ParameterizedTest
    @EnumSource
    void anyBufferIsWritten(Pairs kind) {
        kind.with(ConformanceTest::anyBuffer);
    }

    @Async
    private static Coroutine<Void> anyBuffer(ByteStream one, ByteStream other) throws IOException {
        Task<byte[]> read = start(new ByteReader(other).exactly(9));
        ByteBuffer readOnly = bytes("abc").asReadOnlyBuffer();
        ByteBuffer part = bytes("xxdefxx").position(2).limit(5);
        ByteBuffer direct = ByteBuffer.allocateDirect(7)
                .put(1, "ghi".getBytes(UTF_8))
                .position(1)
                .limit(4);
        await(one.write(readOnly));
        await(one.write(part, direct.slice()));
        assertFalse(readOnly.hasRemaining());
        assertEquals(5, part.position());
        assertEquals("abcdefghi", new String(await(read), UTF_8));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyWriteIsRefusedAfterTheEndToo(Pairs kind) {
        kind.with(ConformanceTest::emptyWrite);
    }

    @Async
    private static Coroutine<Void> emptyWrite(ByteStream one, ByteStream other) throws IOException {
        await(one.end());
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> one.write(bytes("")))));
        await(other.closeAsync());
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> other.write(bytes("")))));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(other::end)));
        return done();
    }

    /** The other side sees a reset or an end. It does not hang, and gets no bytes. */
    @ParameterizedTest
    @EnumSource
    void anAbortIsNoticedByTheOtherSide(Pairs kind) {
        kind.with(ConformanceTest::abortNoticed);
    }

    @Async
    private static Coroutine<Void> abortNoticed(ByteStream one, ByteStream other) throws IOException {
        one.abort();
        try {
            assertFalse(await(other.read(ByteBuffer.allocate(10))));
        } catch (IOException reset) {
            // as well
        }
        IOException broken = null;
        for (int i = 0; i < 1000 && broken == null; i++) {
            try {
                await(other.write(ByteBuffer.allocate(10_000)));
            } catch (IOException failure) {
                broken = failure;
            }
        }
        assertSame(broken, await(failureOf(() -> other.write(bytes("x")))));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void aCloseThatIsCancelledBeforeItBeginsCloses(Pairs kind) {
        kind.with(ConformanceTest::cancelledClose);
    }

    @Async
    private static Coroutine<Void> cancelledClose(ByteStream one, ByteStream other) throws IOException {
        Task<Void> close = start(one.closeAsync());
        close.cancel();
        await(Weft.waitAll(List.of(close)));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> one.write(bytes("x")))));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> one.read(ByteBuffer.allocate(1)))));
        assertFalse(await(other.read(ByteBuffer.allocate(1))));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void afterCancelledCallsAStreamIsClosedInOrder(Pairs kind) {
        kind.with(ConformanceTest::closedInOrder);
    }

    @Async
    private static Coroutine<Void> closedInOrder(ByteStream one, ByteStream other) throws IOException {
        Task<Void> write = start(one.write(bytes("never")));
        Task<Boolean> read = start(one.read(ByteBuffer.allocate(1)));
        await(yieldNow());
        read.cancel();
        write.cancel(); // it may be done
        await(Weft.waitAll(List.of(write)));
        await(Weft.waitAll(List.of(read)));
        Task<byte[]> all = start(new ByteReader(other).all(100));
        await(one.closeAsync());
        String got = new String(await(all), UTF_8);
        assertTrue(got.isEmpty() || got.equals("never"), got);
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsToWriteLearnsThatTheReaderHasGone(Pairs kind) {
        kind.with(ConformanceTest::readerGone);
    }

    @Async
    private static Coroutine<Void> readerGone(ByteStream one, ByteStream other) throws IOException {
        Task<Void> write = start(one.write(ByteBuffer.allocate(50_000_000)));
        await(yieldNow());
        await(yieldNow());
        assertFalse(write.isDone());
        other.abort();
        assertInstanceOf(IOException.class, await(failureOf(write)));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void bothDirectionsInPiecesOfAnySize(Pairs kind) {
        kind.with(ConformanceTest::pieces);
    }

    @Async
    private static Coroutine<Void> pieces(ByteStream one, ByteStream other) throws IOException {
        int size = 1 << 18;
        byte[] there = StreamTest.random(size, 1);
        byte[] back = StreamTest.random(size, 2);
        await(gather(
                send(one, there, new Random(3)),
                send(other, back, new Random(4)),
                receive(other, there, new Random(5)),
                receive(one, back, new Random(6))));
        return done();
    }

    @Async
    private static Coroutine<Void> send(ByteSink to, byte[] all, Random random) throws IOException {
        for (int at = 0; at < all.length; ) {
            int n = Math.min(all.length - at, 1 + random.nextInt(1 << 14));
            await(to.write(ByteBuffer.wrap(all, at, n)));
            at += n;
        }
        return done();
    }

    @Async
    private static Coroutine<Void> receive(ByteSource from, byte[] expected, Random random) throws IOException {
        ByteBuffer got = ByteBuffer.allocate(expected.length);
        while (got.hasRemaining()) {
            got.limit(Math.min(got.capacity(), got.position() + 1 + random.nextInt(1 << 14)));
            assertTrue(await(from.read(got)));
            got.limit(got.capacity());
        }
        assertArrayEquals(expected, got.array());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesCloseAtOnce(Pairs kind) {
        kind.with(ConformanceTest::bothClose);
    }

    @Async
    private static Coroutine<Void> bothClose(ByteStream one, ByteStream other) throws IOException {
        Task<Boolean> read = start(other.read(ByteBuffer.allocate(10)));
        await(yieldNow());
        await(gather(one.closeAsync(), closeAfter(read, other)));
        assertFalse(await(read));
        return done();
    }

    @Async
    private static Coroutine<Void> closeAfter(Task<?> before, ByteStream stream) {
        await(before);
        await(stream.closeAsync());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void closeWhileAnotherTaskWaitsToRead(Pairs kind) {
        kind.with(ConformanceTest::closeWhileReadable);
    }

    @Async
    private static Coroutine<Void> closeWhileReadable(ByteStream one, ByteStream other) throws IOException {
        Task<Void> readable = start(one.readable());
        await(yieldNow());
        await(one.closeAsync());
        assertInstanceOf(AsynchronousCloseException.class, await(failureOf(readable)));
        return done();
    }

    // ---- any stream: asyncio

    /** What has come and was not read makes no reset of the close: the last words arrive. */
    @ParameterizedTest
    @EnumSource(names = {"TCP", "UNIX", "PIPE_OF_1000"})
    void whatWasNotReadDoesNotBreakTheClose(Pairs kind) {
        kind.with(ConformanceTest::unread);
    }

    @Async
    private static Coroutine<Void> unread(ByteStream one, ByteStream other) throws IOException {
        await(other.write(ByteBuffer.allocate(1000)));
        await(one.readable());
        await(one.write(bytes("bye")));
        await(one.closeAsync());
        assertEquals("bye", new String(await(new ByteReader(other).all(100)), UTF_8));
        return done();
    }

    // ---- the reader: asyncio's StreamReader, AnyIO's BufferedByteReceiveStream

    /** Gives bytes, then fails. */
    private record Breaks(ByteBuffer before, IOException failure) implements ByteSource {
        @Override
        @Async
        public Coroutine<Boolean> read(ByteBuffer into) throws IOException {
            if (!before.hasRemaining()) {
                throw failure;
            }
            into.put(before);
            return result(true);
        }

        @Override
        @Async
        public Coroutine<Void> readable() {
            return done();
        }

        @Override
        @Async
        public Coroutine<Void> closeAsync() {
            return done();
        }
    }

    @Test
    void whatHasComeBeforeAFailureIsRead() {
        NetLoop.run(ConformanceTest::readBeforeFailure);
    }

    @Async
    private static Coroutine<Void> readBeforeFailure() throws IOException {
        IOException failure = new IOException("broken");
        ByteReader reader = new ByteReader(new Breaks(bytes("line\npart"), failure));
        assertEquals("line", await(reader.line(10)));
        for (int i = 0; i < 2; i++) {
            assertSame(failure, await(failureOf(() -> reader.line(10))));
            assertEquals("part", new String(reader.partial(), UTF_8));
        }
        assertEquals("pa", new String(await(reader.exactly(2)), UTF_8));
        assertSame(failure, await(failureOf(() -> reader.exactly(3))));
        assertEquals("rt", new String(reader.partial(), UTF_8));
        return done();
    }

    @Test
    void marksThatOverlapThemselves() {
        NetLoop.run(ConformanceTest::overlaps);
    }

    @Async
    private static Coroutine<Void> overlaps() throws IOException {
        byte[] mark = bytes("aaa").array();
        List<List<String>> cases = List.of(
                List.of("QWEaa", "XYaa", "a", "|", "QWEaaXYaaa"),
                List.of("QWEaa", "XYa", "aa", "|", "QWEaaXYaaa"),
                List.of("aaa", "|", "aaa"),
                List.of("Xaaaa", "|", "Xaaa"),
                List.of("XXX", "a", "a", "a", "|", "XXXaaa"));
        for (List<String> each : cases) {
            Pipes.Pair pair = Pipes.pair(100);
            try (ByteReader reader = new ByteReader(pair.one());
                    ByteStream other = pair.other()) {
                Task<byte[]> got = start(reader.until(Arrays.copyOf(mark, 3), 100));
                for (String piece : each.subList(0, each.indexOf("|"))) {
                    await(yieldNow());
                    await(other.write(bytes(piece)));
                }
                assertEquals(each.get(each.size() - 1), new String(await(got), UTF_8));
            }
        }
        return done();
    }

    @Test
    void limitsThatMakeNoSense() {
        NetLoop.run(ConformanceTest::senseless);
    }

    @Async
    private static Coroutine<Void> senseless() throws IOException {
        Pipes.Pair pair = Pipes.pair(10);
        try (ByteReader reader = new ByteReader(pair.one());
                ByteStream other = pair.other()) {
            assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> reader.line(-1))));
            assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> reader.all(-1))));
            await(other.write(bytes("x\n")));
            assertEquals("x", await(reader.line(1)));
        }
        return done();
    }

    /** A peer that announces much costs no memory before it sends it. */
    @Test
    void whatIsOnlyAnnouncedTakesNoMemory() {
        NetLoop.run(ConformanceTest::announced);
    }

    @Async
    private static Coroutine<Void> announced() throws IOException {
        Pipes.Pair pair = Pipes.pair(10);
        try (ByteReader reader = new ByteReader(pair.one());
                ByteStream other = pair.other()) {
            await(other.write(bytes("abc")));
            await(other.end());
            Throwable ended = await(failureOf(() -> reader.exactly(Integer.MAX_VALUE)));
            assertInstanceOf(EOFException.class, ended);
            assertEquals("abc", new String(reader.partial(), UTF_8));
        }
        return done();
    }

    // ---- TCP and Unix sockets: AnyIO

    @Test
    void acceptAfterTheClose() {
        NetLoop.run(ConformanceTest::acceptClosed);
    }

    @Async
    private static Coroutine<Void> acceptClosed() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        await(listener.closeAsync());
        assertInstanceOf(ClosedChannelException.class, await(failureOf(listener::accept)));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(() -> listener.serve(EchoTest::handle))));
        return done();
    }

    @Test
    void twoListenersShareAPort() throws IOException {
        try (ServerSocketChannel any = ServerSocketChannel.open()) {
            assumeTrue(any.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT));
        }
        NetLoop.run(ConformanceTest::shared);
    }

    @Async
    private static Coroutine<Void> shared() throws IOException {
        ListenOptions sharing = ListenOptions.defaults().reusePort(true);
        try (Listener one = await(Net.listen(Loopback.any(), sharing));
                Listener other = await(Net.listen(one.address(), sharing))) {
            assertEquals(one.address(), other.address());
        }
        return done();
    }

    /** "localhost" is ::1 and 127.0.0.1; whichever has a server is found. */
    @Test
    void aNameWithTwoFamilies() throws IOException {
        List<InetAddress> known = List.of(InetAddress.getAllByName("localhost"));
        assumeTrue(known.stream().anyMatch(Inet6Address.class::isInstance), "localhost has an IPv6 address");
        assumeTrue(known.size() > 1, "localhost has two addresses");
        NetLoop.run(() -> families(known));
    }

    @Async
    private static Coroutine<Void> families(List<InetAddress> known) throws IOException {
        for (InetAddress each : known) {
            try (Listener listener = await(Net.listen(new InetSocketAddress(each, 0)));
                    SocketStream client = await(Net.connect("localhost", Loopback.portOf(listener)))) {
                assertEquals(each, ((InetSocketAddress) client.remote()).getAddress());
            }
        }
        return done();
    }

    /** The end of a client that has said all does not keep the server from answering. */
    @Test
    void aServerAnswersAfterTheEndOfTheClient() {
        NetLoop.run(ConformanceTest::answers);
    }

    @Async
    private static Coroutine<Void> readAllAndAnswer(SocketStream peer) throws IOException {
        byte[] all = await(new ByteReader(peer).all(100));
        await(peer.write(bytes("got " + all.length)));
        return done();
    }

    @Async
    private static Coroutine<Void> answers() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            Task<Void> serving = start(listener.serve(ConformanceTest::readAllAndAnswer));
            try (SocketStream client = await(Net.connect(listener.address()))) {
                await(client.write(bytes("hello")));
                await(client.end());
                assertEquals("got 5", new String(await(new ByteReader(client).all(100)), UTF_8));
            }
            await(listener.stop(Duration.ofDays(1)));
            await(serving);
        }
        return done();
    }

    @Test
    void noSuchUnixSocket(@TempDir Path folder) {
        NetLoop.run(() -> noSocket(UnixDomainSocketAddress.of(folder.resolve("none"))));
    }

    @Async
    private static Coroutine<Void> noSocket(UnixDomainSocketAddress at) {
        Throwable refused = await(failureOf(() -> Net.connect(at)));
        assertInstanceOf(ConnectException.class, refused, refused.toString());
        assertTrue(refused.getMessage().contains(at.toString()), refused.getMessage());
        return done();
    }

    /** A handler is cancelled, its child reads or writes, and it closes the stream of both. */
    @Test
    void aHandlerThatIsCancelledClosesUnderItsChild(@TempDir Path folder) {
        for (boolean reads : new boolean[] {true, false}) {
            NetLoop.run(() -> closesUnderChild(folder.resolve("s" + reads), reads));
        }
    }

    @Async
    private static Coroutine<Void> operate(SocketStream stream, boolean reads, AsyncEvent begins) throws IOException {
        begins.set();
        try {
            if (reads) {
                await(stream.read(ByteBuffer.allocate(1)));
            } else {
                await(stream.write(ByteBuffer.allocate(50_000_000)));
            }
        } catch (IOException closed) {
            // the close may come first
        }
        return done();
    }

    @Async
    private static Coroutine<Void> withChild(SocketStream stream, boolean reads, AsyncEvent begins) throws IOException {
        try (TaskGroup group = TaskGroup.open()) {
            group.start(operate(stream, reads, begins));
            try {
                await(Weft.sleep(Duration.ofDays(1)));
            } finally {
                await(stream.closeAsync());
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> closesUnderChild(Path file, boolean reads) throws IOException {
        AsyncEvent begins = new AsyncEvent();
        try (Listener listener = await(Net.listen(UnixDomainSocketAddress.of(file)))) {
            Task<Void> serving = start(listener.serve(peer -> withChild(peer, reads, begins)));
            try (SocketStream client = await(Net.connect(listener.address()))) {
                await(begins.whenSet());
                assertFalse(serving.isDone());
                serving.cancel();
                assertInstanceOf(CancellationException.class, await(failureOf(serving)));
            }
        }
        return done();
    }

    // ---- datagrams: AnyIO

    /** The address is free as soon as the close has ended, though somebody has waited for datagrams. */
    @Test
    void theAddressOfAClosedDatagramSocketIsFree() {
        NetLoop.run(ConformanceTest::freeAgain);
    }

    @Async
    private static Coroutine<Void> freeAgain() throws IOException {
        InetSocketAddress address = null;
        for (int i = 0; i < 20; i++) {
            Datagrams socket = await(Net.datagrams(address == null ? Loopback.any() : address));
            address = (InetSocketAddress) socket.address();
            Task<Throwable> receiving = start(failureOf(() -> socket.receive(ByteBuffer.allocate(1))));
            await(yieldNow());
            await(socket.closeAsync());
            assertInstanceOf(AsynchronousCloseException.class, await(receiving));
        }
        return done();
    }

    /** A server in a loop, and a client that asks it again and again. */
    @Test
    void datagramsGoToAndFro() {
        NetLoop.run(ConformanceTest::toAndFro);
    }

    @Async
    private static Coroutine<Void> mirror(Datagrams socket) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        while (true) {
            var from = await(socket.receive(buffer));
            await(socket.send(buffer.flip(), from));
            buffer.clear();
        }
    }

    @Async
    private static Coroutine<Void> toAndFro() throws IOException {
        try (Datagrams server = await(Net.datagrams(Loopback.any()));
                Datagrams client = await(Net.datagrams(Loopback.any()))) {
            Task<Void> mirroring = start(mirror(server));
            for (String text : List.of("FOOBAR", "", "123456")) {
                await(client.send(bytes(text), server.address()));
                ByteBuffer into = ByteBuffer.allocate(100);
                assertEquals(server.address(), await(client.receive(into)));
                assertEquals(text, UTF_8.decode(into.flip()).toString());
            }
            mirroring.cancel();
            assertInstanceOf(CancellationException.class, await(failureOf(mirroring)));
        }
        return done();
    }
}
