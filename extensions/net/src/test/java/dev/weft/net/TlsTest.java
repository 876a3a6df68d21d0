package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes go through TLS over every kind of stream, in both versions. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class TlsTest {
    private static TlsKeys keys;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TlsKeys.make(directory);
    }

    static Stream<Arguments> streams() {
        return Stream.of(TlsPair.Over.values())
                .flatMap(over -> Stream.of(TlsPair.TLS12, TlsPair.TLS13).map(v -> Arguments.of(over, v)));
    }

    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /** Runs a test, which does not hang: the loop's clock ends it. */
    static void run(AsyncCallable<Void> body) {
        run(EventLoop.create(), body);
    }

    /** The tests' own tasks may fail before somebody awaits them; nothing else may fail unseen, or be left open. */
    static void run(EventLoop loop, AsyncCallable<Void> body) {
        List<String> problems = new ArrayList<>();
        loop.onUncaught((subject, failure) -> {
            if (!(subject instanceof Task<?>) || subject.toString().contains("TLS")) {
                problems.add(subject + ": " + failure);
            }
        });
        Weft.run(loop, () -> Weft.withTimeout(Duration.ofMinutes(2), body));
        assertEquals(List.of(), problems);
    }

    /** Nothing is left of a stream but the task that asks. */
    static void assertNoTaskIsLeft() {
        assertEquals(Set.of(dev.weft.Task.current()), EventLoop.running().tasks());
    }

    @Async
    private static Coroutine<Void> echo(TlsStream peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (await(peer.read(buffer))) {
            await(peer.write(buffer.flip()));
            buffer.clear();
        }
        return done();
    }

    @Async
    private static Coroutine<Void> exchange(TlsPair.Over over, String version) throws IOException {
        TlsPair pair = await(TlsPair.over(keys, over, version));
        assertEquals(version, pair.client().session().getProtocol());
        Task<Void> serving = start(echo(pair.server()));
        ByteReader reader = new ByteReader(pair.client());
        for (int size : new int[] {1, 10, 5_000, 16_384, 16_385, 100_000}) {
            byte[] said = random(size);
            Task<byte[]> heard = start(reader.exactly(size));
            await(pair.client().write(ByteBuffer.wrap(said)));
            assertArrayEquals(said, await(heard));
        }
        await(pair.client().closeAsync());
        await(serving);
        await(pair.server().closeAsync());
        assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatIsWrittenIsRead(TlsPair.Over over, String version) {
        run(() -> exchange(over, version));
    }

    @Async
    private static Coroutine<Void> pour(ByteStream into, byte[] all) throws IOException {
        await(into.write(
                ByteBuffer.wrap(all, 0, all.length / 2), ByteBuffer.wrap(all, all.length / 2, all.length / 2)));
        return done();
    }

    @Async
    private static Coroutine<Void> bothDirections(TlsPair.Over over, String version, int size) throws IOException {
        TlsPair pair = await(TlsPair.over(keys, over, version));
        byte[] there = random(size);
        byte[] back = random(size + 2);
        List<Task<Void>> writers = List.of(start(pour(pair.client(), there)), start(pour(pair.server(), back)));
        Task<byte[]> atServer = start(new ByteReader(pair.server()).exactly(there.length));
        assertArrayEquals(back, await(new ByteReader(pair.client()).exactly(back.length)));
        assertArrayEquals(there, await(atServer));
        await(writers.get(0));
        await(writers.get(1));
        await(pair.close());
        assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void muchGoesBothWaysAtOnce(TlsPair.Over over, String version) {
        int size = over == TlsPair.Over.PIPE_OF_ONE_BYTE ? 100_000 : 5 << 20;
        run(() -> bothDirections(over, version, size));
    }

    @Async
    private static Coroutine<Void> nobodyReads(String version) throws IOException {
        TlsPair pair = await(TlsPair.over(keys, TlsPair.Over.PIPE_OF_ONE_BYTE, version));
        await(pair.client().write(ByteBuffer.wrap(random(100))));
        await(pair.server().write(ByteBuffer.wrap(random(200))));
        assertArrayEquals(random(100), await(new ByteReader(pair.server()).exactly(100)));
        assertArrayEquals(random(200), await(new ByteReader(pair.client()).exactly(200)));
        await(pair.client().write(ByteBuffer.wrap(random(100))));
        await(pair.server().write(ByteBuffer.wrap(random(200))));
        await(pair.close());
        assertNoTaskIsLeft();
        return done();
    }

    @Test
    void bothMayWriteAndCloseThoughNobodyReads() {
        run(() -> nobodyReads(TlsPair.TLS12));
        run(() -> nobodyReads(TlsPair.TLS13));
    }

    private static SSLEngine withProtocols(boolean client, String... protocols) {
        SSLEngine engine = keys.engine(client, TlsPair.TLS13);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Async
    private static Coroutine<Void> alpn() throws IOException {
        Pipes.Pair below = Pipes.pair(100);
        TlsOptions options = TlsOptions.defaults();
        Task<TlsStream> serving = start(Tls.wrap(below.other(), withProtocols(false, "h2", "http/1.1"), options));
        TlsStream client = await(Tls.wrap(below.one(), withProtocols(true, "http/1.1"), options));
        TlsPair pair = new TlsPair(client, await(serving));
        assertEquals("http/1.1", pair.client().applicationProtocol());
        assertEquals("http/1.1", pair.server().applicationProtocol());
        await(pair.close());
        TlsPair without = await(TlsPair.over(keys, Pipes.pair(100), TlsPair.TLS13));
        assertNull(without.client().applicationProtocol());
        await(without.close());
        return done();
    }

    @Test
    void aProtocolIsNegotiated() {
        run(TlsTest::alpn);
    }

    @Async
    private static Coroutine<Void> clearFirst() throws IOException {
        Pipes.Pair below = Pipes.pair(3);
        Task<Void> asking = start(below.one().write(ByteBuffer.wrap("STARTTLS\n".getBytes(StandardCharsets.US_ASCII))));
        ByteBuffer line = ByteBuffer.allocate(9);
        while (line.hasRemaining()) {
            await(below.other().read(line));
        }
        await(asking);
        Task<Void> answering = start(below.other().write(ByteBuffer.wrap("go\n".getBytes(StandardCharsets.US_ASCII))));
        ByteBuffer go = ByteBuffer.allocate(3);
        while (go.hasRemaining()) {
            await(below.one().read(go));
        }
        await(answering);
        TlsPair pair = await(TlsPair.over(keys, below, TlsPair.TLS13));
        await(pair.client().write(ByteBuffer.wrap(new byte[] {7})));
        assertArrayEquals(new byte[] {7}, await(new ByteReader(pair.server()).exactly(1)));
        await(pair.close());
        return done();
    }

    @Test
    void aStreamMayHaveBeenUsedInClear() {
        run(TlsTest::clearFirst);
    }

    @Async
    private static Coroutine<Void> readable() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, TlsPair.Over.TCP, TlsPair.TLS13));
        Task<Void> waiting = start(pair.client().readable());
        for (int i = 0; i < 20; i++) {
            await(Weft.yieldNow());
        }
        assertFalse(waiting.isDone()); // the tickets of the server are nothing to read
        await(pair.server().write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        await(waiting);
        await(pair.client().readable());
        ByteBuffer one = ByteBuffer.allocate(1);
        await(pair.client().read(one));
        await(pair.client().readable());
        await(pair.client().read(one.clear()));
        assertEquals(2, one.get(0));
        await(pair.close());
        assertNoTaskIsLeft();
        return done();
    }

    @Test
    void readableEndsWhenThereIsSomething() {
        run(TlsTest::readable);
    }
}
