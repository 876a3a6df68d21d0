package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How streams of TLS end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsCloseTest {
    private static TlsKeys keys;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TlsKeys.make(directory);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.wrap(TlsTest.random(count));
    }

    @Async
    private static Coroutine<Throwable> failureOf(Coroutine<?> call) throws IOException {
        Throwable failure = await(TlsHandshakeTest.failureOf(start(call)));
        return Weft.result(java.util.Objects.requireNonNull(failure));
    }

    @Async
    private static Coroutine<Void> halfClose(TlsPair.Over over) throws IOException {
        TlsPair pair = await(TlsPair.over(keys, over, TlsPair.TLS13));
        await(pair.client().write(bytes(10)));
        await(pair.client().end());
        await(pair.client().end());
        assertInstanceOf(
                ClosedChannelException.class, await(failureOf(pair.client().write(bytes(1)))));
        assertArrayEquals(TlsTest.random(10), await(new ByteReader(pair.server()).all(100)));
        assertFalse(await(pair.server().read(ByteBuffer.allocate(1))));
        Task<byte[]> hearing = start(new ByteReader(pair.client()).all(1 << 20));
        await(pair.server().write(bytes(100_000)));
        await(pair.server().end());
        assertArrayEquals(TlsTest.random(100_000), await(hearing));
        await(pair.close());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(TlsPair.Over.class)
    void oneDirectionEndsInTls13(TlsPair.Over over) {
        TlsTest.run(() -> halfClose(over));
    }

    @Async
    private static Coroutine<Void> noHalfClose() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, TlsPair.Over.PIPE, TlsPair.TLS12));
        SSLException why = assertInstanceOf(
                SSLException.class, await(failureOf(pair.client().end())));
        assertTrue(why.getMessage().contains("TLSv1.2"), why.getMessage());
        await(pair.client().write(bytes(10)));
        assertArrayEquals(TlsTest.random(10), await(new ByteReader(pair.server()).exactly(10)));
        await(pair.client().closeAsync());
        assertFalse(await(pair.server().read(ByteBuffer.allocate(1))));
        assertInstanceOf(IOException.class, await(failureOf(pair.server().write(bytes(1)))));
        await(pair.server().closeAsync());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void tls12CannotEndOneDirection() {
        TlsTest.run(TlsCloseTest::noHalfClose);
    }

    @Async
    private static Coroutine<Void> close(TlsPair.Over over, String version) throws IOException {
        Pipes.Pair below = await(TlsPair.below(keys, over));
        TlsPair pair = await(TlsPair.over(keys, below, version));
        await(pair.client().write(bytes(20_000)));
        Task<Void> closing = start(pair.client().closeAsync());
        assertArrayEquals(TlsTest.random(20_000), await(new ByteReader(pair.server()).all(100_000)));
        await(closing);
        await(pair.client().closeAsync());
        assertInstanceOf(
                ClosedChannelException.class, await(failureOf(pair.client().readable())));
        assertInstanceOf(
                ClosedChannelException.class, await(failureOf(below.one().readable())));
        await(pair.server().closeAsync());
        assertInstanceOf(IOException.class, await(failureOf(below.other().readable()))); // nobody has taken the answer
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @MethodSource("dev.weft.net.TlsTest#streams")
    void closingSendsWhatIsLeftAndACloseNotify(TlsPair.Over over, String version) {
        TlsTest.run(() -> close(over, version));
    }

    @Async
    private static Coroutine<Void> closeIn(Duration most, TlsPair.Over over, String version) throws IOException {
        Duration begun = EventLoop.running().time();
        await(close(over, version));
        Duration taken = EventLoop.running().time().minus(begun);
        assertTrue(taken.compareTo(most) < 0, "it has taken " + taken);
        return done();
    }

    /** The peer has gone, and takes no close_notify: there is nothing to wait for. By the loop's clock, which is virtual. */
    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void closingDoesNotWaitForATransportThatHasFailed(String version) {
        for (TlsPair.Over over : List.of(TlsPair.Over.PIPE, TlsPair.Over.TLS)) {
            TlsTest.run(TlsPair.virtualLoop(), () -> closeIn(Duration.ofSeconds(1), over, version));
        }
    }

    @Async
    private static Coroutine<Void> truncated(boolean allowed, String version) throws IOException {
        Pipes.Pair below = Pipes.pair(1 << 16);
        TlsOptions options = TlsOptions.defaults().allowTruncation(allowed);
        Task<TlsStream> serving = start(Tls.wrap(below.other(), keys.engine(false, version), options));
        TlsPair pair = new TlsPair(await(Tls.wrap(below.one(), keys.engine(true, version), options)), await(serving));
        await(pair.client().write(bytes(10)));
        await(Weft.yieldNow());
        await(below.one().closeAsync());
        ByteReader reader = new ByteReader(pair.server());
        assertArrayEquals(TlsTest.random(10), await(reader.exactly(10)));
        if (allowed) {
            assertNull(await(reader.line(10)));
        } else {
            Throwable first = await(failureOf(reader.line(10)));
            assertInstanceOf(SSLException.class, first);
            assertSame(first, await(failureOf(pair.server().readable())));
            assertSame(first, await(failureOf(pair.server().write(bytes(1)))));
        }
        await(pair.server().closeAsync());
        await(pair.client().closeAsync());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void anEndWithoutCloseNotifyIsAFailureUnlessAllowed(String version) {
        TlsTest.run(() -> truncated(false, version));
        TlsTest.run(() -> truncated(true, version));
    }

    @Async
    private static Coroutine<Void> closeWhileBusy(TlsPair.Over over) throws IOException {
        TlsPair pair = await(TlsPair.over(keys, over, TlsPair.TLS13));
        Task<Boolean> reading = start(pair.client().read(ByteBuffer.allocate(1)), "the reader");
        await(Weft.yieldNow());
        Throwable two = await(failureOf(pair.client().readable()));
        assertTrue(
                assertInstanceOf(IllegalStateException.class, two).getMessage().contains("the reader"));
        await(pair.client().closeAsync());
        assertInstanceOf(AsynchronousCloseException.class, await(TlsHandshakeTest.failureOf(reading)));
        Task<Void> writing = start(pair.server().write(bytes(5 << 20)), "the writer");
        await(TlsHandshakeTest.failureOf(writing));
        await(pair.server().closeAsync());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(TlsPair.Over.class)
    void closingWakesTheReader(TlsPair.Over over) {
        if (over == TlsPair.Over.TCP || over == TlsPair.Over.UNIX) {
            TlsTest.run(() -> closeWhileBusy(over));
        } else {
            TlsTest.run(TlsPair.virtualLoop(), () -> closeWhileBusy(over)); // nobody reads the close_notify
        }
    }

    @Async
    private static Coroutine<Void> twoWriters() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, Pipes.pair(10), TlsPair.TLS13));
        Task<Void> writing = start(pair.client().write(bytes(1 << 20)), "the writer");
        await(Weft.yieldNow());
        Throwable two = await(failureOf(pair.client().write(bytes(1))));
        assertTrue(
                assertInstanceOf(IllegalStateException.class, two).getMessage().contains("the writer"));
        Throwable end = await(failureOf(pair.client().end()));
        assertTrue(
                assertInstanceOf(IllegalStateException.class, end).getMessage().contains("the writer"));
        pair.client().abort();
        assertInstanceOf(AsynchronousCloseException.class, await(TlsHandshakeTest.failureOf(writing)));
        assertInstanceOf(IOException.class, await(failureOf(new ByteReader(pair.server()).all(1 << 21))));
        pair.server().abort();
        for (int i = 0; i < 3; i++) {
            await(Weft.yieldNow());
        }
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void twoWritersAreTold() {
        TlsTest.run(TlsCloseTest::twoWriters);
    }

    @Async
    private static Coroutine<Void> abortElsewhere() throws Exception {
        TlsPair pair = await(TlsPair.over(keys, TlsPair.Over.TCP, TlsPair.TLS13));
        Task<Boolean> reading = start(pair.client().read(ByteBuffer.allocate(1)));
        Task<Boolean> other = start(pair.server().read(ByteBuffer.allocate(1)));
        await(Weft.yieldNow());
        await(Weft.blocking(java.util.concurrent.Executors.callable(pair.client()::abort)));
        assertInstanceOf(IOException.class, await(TlsHandshakeTest.failureOf(reading)));
        assertInstanceOf(IOException.class, await(TlsHandshakeTest.failureOf(other)));
        await(pair.server().closeAsync());
        await(pair.client().closeAsync());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void anyThreadMayAbort() {
        TlsTest.run(TlsCloseTest::abortElsewhere);
    }

    /** The other side does not read: closing takes five seconds, if no more than the close_notify is in the way. */
    @Async
    private static Coroutine<Void> bounded() throws IOException {
        EventLoop loop = EventLoop.running();
        Pipes.Pair below = Pipes.pair(1);
        TlsPair pair = await(TlsPair.over(keys, below, TlsPair.TLS12));
        Duration before = loop.time();
        await(pair.client().closeAsync());
        assertEquals(Duration.ofSeconds(5), loop.time().minus(before));
        assertInstanceOf(IOException.class, await(failureOf(pair.server().read(ByteBuffer.allocate(1)))));
        await(pair.server().closeAsync());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Async
    private static Coroutine<Void> boundedWithData() throws IOException {
        EventLoop loop = EventLoop.running();
        TlsPair pair = await(TlsPair.over(keys, Pipes.pair(1), TlsPair.TLS12));
        Task<Void> writing = start(pair.client().write(bytes(1 << 20)));
        await(Weft.yieldNow());
        Duration before = loop.time();
        await(pair.client().closeAsync());
        assertEquals(Duration.ofSeconds(10), loop.time().minus(before));
        assertInstanceOf(AsynchronousCloseException.class, await(TlsHandshakeTest.failureOf(writing)));
        pair.server().abort();
        for (int i = 0; i < 3; i++) {
            await(Weft.yieldNow());
        }
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void closingIsBoundedByTheLoopsClock() {
        TlsTest.run(TlsPair.virtualLoop(), TlsCloseTest::bounded);
        TlsTest.run(TlsPair.virtualLoop(), TlsCloseTest::boundedWithData);
    }
}
