package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that fail, and what is left of the streams. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsHandshakeTest {
    private static TlsKeys keys;
    private static TlsKeys otherKeys;
    private static TlsKeys otherHost;
    private static boolean endedBefore;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TlsKeys.make(directory);
        otherKeys = TlsKeys.make(directory);
        otherHost = TlsKeys.make(directory, "dns:other.example");
    }

    /** Returns what a task has failed with. */
    @Async
    static Coroutine<@Nullable Throwable> failureOf(Task<?> task) {
        try {
            await(task);
        } catch (CancelledError over) {
            throw over; // the time of the test
        } catch (Throwable failure) {
            return Weft.result(failure);
        }
        return Weft.result(null);
    }

    /** The stream is aborted: no call goes through, and the other side sees it. */
    @Async
    static Coroutine<Void> assertAborted(ByteStream below) throws IOException {
        Throwable failure = await(failureOf(start(below.write(ByteBuffer.allocate(1)))));
        assertInstanceOf(IOException.class, failure);
        return done();
    }

    @Async
    private static Coroutine<Void> clientRefuses(TlsPair.Over over, TlsKeys server, TlsKeys trusted, String host)
            throws IOException {
        Pipes.Pair below = await(TlsPair.below(keys, over));
        Task<TlsStream> serving = start(Tls.server(below.other(), server.context()));
        Task<TlsStream> connecting = start(Tls.client(below.one(), trusted.context(), host));
        Throwable atClient = await(failureOf(connecting));
        Throwable atServer = await(failureOf(serving));
        assertInstanceOf(SSLHandshakeException.class, atClient);
        assertInstanceOf(SSLException.class, atServer);
        await(assertAborted(below.one()));
        await(assertAborted(below.other()));
        for (int i = 0; i < 3; i++) {
            await(Weft.yieldNow());
        }
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @EnumSource(TlsPair.Over.class)
    void aWrongHostIsRefused(TlsPair.Over over) {
        TlsTest.run(() -> clientRefuses(over, keys, keys, "other.example"));
        TlsTest.run(() -> clientRefuses(over, otherHost, otherHost, "localhost"));
        TlsTest.run(() -> clientRefuses(over, keys, keys, "127.0.0.2"));
        TlsTest.run(() -> clientRefuses(over, keys, keys, "no_name"));
    }

    @ParameterizedTest
    @EnumSource(TlsPair.Over.class)
    void aCertificateThatIsNotTrustedIsRefused(TlsPair.Over over) {
        TlsTest.run(() -> clientRefuses(over, keys, otherKeys, "localhost"));
    }

    @Async
    private static Coroutine<Void> accepts(String host) throws IOException {
        Pipes.Pair below = Pipes.pair(1000);
        Task<TlsStream> serving = start(Tls.server(below.other(), keys.context()));
        TlsStream client = await(Tls.client(below.one(), keys.context(), host));
        await(new TlsPair(client, await(serving)).close());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "localhost.", "127.0.0.1"})
    void theRightHostIsAccepted(String host) {
        TlsTest.run(() -> accepts(host));
    }

    /** The other side does something that is no handshake. Returns the failure. */
    @Async
    private static Coroutine<Void> against(
            TlsPair.Over over, boolean client, byte @Nullable [] says, boolean closes, Class<?> cause)
            throws IOException {
        Pipes.Pair below = await(TlsPair.below(keys, over));
        SSLEngine engine = keys.engine(client, TlsPair.TLS13);
        Task<TlsStream> shaking = start(Tls.wrap(below.one(), engine, TlsOptions.defaults()));
        if (says != null) {
            Task<?> saying = start(below.other().write(ByteBuffer.wrap(says)));
            Task<?> hearing = start(new ByteReader(below.other()).all(1 << 20));
            await(failureOf(shaking));
            await(failureOf(saying));
            await(failureOf(hearing));
        }
        if (closes) {
            await(below.other().closeAsync());
        }
        Throwable failure = await(failureOf(shaking));
        assertInstanceOf(SSLException.class, failure);
        assertInstanceOf(cause, failure.getCause() == null ? failure : failure.getCause());
        await(assertAborted(below.one()));
        await(below.other().closeAsync());
        for (int i = 0; i < 3; i++) {
            await(Weft.yieldNow());
        }
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @EnumSource(TlsPair.Over.class)
    void garbageIsRefused(TlsPair.Over over) {
        for (byte[] garbage : new byte[][] {
            "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            TlsTest.random(5000),
            {22, 3, 3, (byte) 0xff, (byte) 0xff, 1, 2},
            {22, 3, 3, 0, 4, 99, 0, 0, 0},
            {21, 3, 3, 0, 2, 2, 40},
        }) {
            TlsTest.run(() -> against(over, true, garbage, false, Exception.class));
            TlsTest.run(() -> against(over, false, garbage, false, Exception.class));
        }
    }

    @ParameterizedTest
    @EnumSource(TlsPair.Over.class)
    void anEndDuringTheHandshakeIsAFailure(TlsPair.Over over) {
        TlsTest.run(() -> against(over, true, null, true, Exception.class));
        TlsTest.run(() -> against(over, false, null, true, EOFException.class));
    }

    @Async
    private static Coroutine<Void> nobodyAnswers(boolean client, TlsOptions options, Duration expected)
            throws IOException {
        EventLoop loop = EventLoop.running();
        Duration before = loop.time();
        Pipes.Pair below = Pipes.pair(1 << 16);
        Task<TlsStream> shaking = start(Tls.wrap(below.one(), keys.engine(client, TlsPair.TLS13), options));
        SSLException late = assertInstanceOf(SSLException.class, await(failureOf(shaking)));
        assertTrue(late.getMessage().contains(expected.toString()), late.getMessage());
        assertEquals(expected, loop.time().minus(before));
        await(assertAborted(below.one()));
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHandshakeHasALimit(boolean client) {
        TlsTest.run(TlsPair.virtualLoop(), () -> nobodyAnswers(client, TlsOptions.defaults(), Duration.ofSeconds(60)));
        TlsOptions options = TlsOptions.defaults().handshakeLimit(Duration.ofSeconds(7));
        TlsTest.run(TlsPair.virtualLoop(), () -> nobodyAnswers(client, options, Duration.ofSeconds(7)));
    }

    @Test
    void aLimitIsPositive() {
        assertThrows(IllegalArgumentException.class, () -> TlsOptions.defaults().handshakeLimit(Duration.ZERO));
    }

    /** Cancels or aborts a handshake after so many turns. */
    @Async
    private static Coroutine<Void> interrupted(TlsPair.Over over, int after, boolean cancel) throws IOException {
        Pipes.Pair below = await(TlsPair.below(keys, over));
        Task<TlsStream> serving =
                start(Tls.wrap(below.other(), keys.engine(false, TlsPair.TLS13), TlsOptions.defaults()));
        Task<TlsStream> connecting =
                start(Tls.wrap(below.one(), keys.engine(true, TlsPair.TLS13), TlsOptions.defaults()));
        for (int i = 0; i < after && !(connecting.isDone() && serving.isDone()); i++) {
            await(Weft.yieldNow());
        }
        boolean ended = connecting.isDone() && serving.isDone();
        if (cancel) {
            connecting.cancel();
        } else {
            below.one().abort();
        }
        Throwable atClient = await(failureOf(connecting));
        Throwable atServer = await(failureOf(serving));
        if (ended) {
            await(connecting.resultNow().closeAsync());
            await(serving.resultNow().closeAsync());
        } else {
            if (cancel && atClient != null) {
                assertInstanceOf(CancellationException.class, atClient);
                await(assertAborted(below.one()));
            }
            if (atServer != null) {
                assertInstanceOf(SSLException.class, atServer);
            }
            below.one().abort();
            below.other().abort();
        }
        for (int i = 0; i < 5; i++) {
            await(Weft.yieldNow());
        }
        TlsTest.assertNoTaskIsLeft();
        endedBefore = ended;
        return done();
    }

    @ParameterizedTest
    @EnumSource(TlsPair.Over.class)
    void aHandshakeCanBeCancelledOrAbortedAtAnyTime(TlsPair.Over over) {
        for (boolean cancel : new boolean[] {true, false}) {
            endedBefore = false;
            for (int k = 0; !endedBefore; k = k < 8 ? k + 1 : k * 2) {
                int after = k;
                TlsTest.run(() -> interrupted(over, after, cancel));
            }
        }
    }
}
