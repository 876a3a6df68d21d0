package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody in between cuts the connection after some byte, or changes one. What is read is right, or there is a failure. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsFaultTest {
    private static final int SIZE = 500;
    private static final int STEP = 29;
    private static TlsKeys keys;
    private static int passedOn;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TlsKeys.make(directory);
    }

    /** Passes bytes on up to a position; there it cuts, or changes one. */
    @Async
    private static Coroutine<Integer> pass(ByteStream from, ByteStream to, int position, boolean cut)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        int passed = 0;
        while (await(from.read(buffer))) {
            buffer.flip();
            int at = position - passed;
            if (at >= 0 && at < buffer.limit()) {
                if (cut) {
                    await(to.write(buffer.limit(at)));
                    break;
                }
                buffer.put(at, (byte) (buffer.get(at) ^ 1));
            }
            passed += buffer.limit();
            await(to.write(buffer));
            buffer.clear();
        }
        await(to.end());
        return Weft.result(passed);
    }

    @Async
    private static Coroutine<Void> say(ByteStream below, String version) throws IOException {
        try (TlsStream client = await(Tls.wrap(below, keys.engine(true, version), TlsOptions.defaults()))) {
            await(client.write(ByteBuffer.wrap(TlsTest.random(SIZE), 0, SIZE / 2)));
            await(client.write(ByteBuffer.wrap(TlsTest.random(SIZE), SIZE / 2, SIZE / 2)));
        }
        return done();
    }

    /** Reads to the end, and keeps what came. */
    @Async
    private static Coroutine<Void> hear(ByteStream below, String version, ByteArrayOutputStream heard)
            throws IOException {
        try (TlsStream server = await(Tls.wrap(below, keys.engine(false, version), TlsOptions.defaults()))) {
            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (await(server.read(buffer))) {
                heard.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> fault(String version, int position, boolean cut) throws IOException {
        Pipes.Pair left = Pipes.pair(5000);
        Pipes.Pair right = Pipes.pair(5000);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        Task<Integer> there = start(pass(left.other(), right.one(), position, cut));
        Task<Integer> back = start(pass(right.one(), left.other(), -1, cut));
        Task<Void> saying = start(say(left.one(), version));
        Throwable failure = await(TlsHandshakeTest.failureOf(start(hear(right.other(), version, heard))));
        byte[] all = heard.toByteArray();
        assertEquals(-1, Arrays.mismatch(all, Arrays.copyOf(TlsTest.random(SIZE), all.length)));
        if (failure == null) {
            assertEquals(SIZE, all.length);
        } else {
            assertInstanceOf(SSLException.class, failure, () -> "at " + position + ": " + failure);
        }
        right.other().abort();
        left.one().abort();
        await(TlsHandshakeTest.failureOf(saying));
        await(TlsHandshakeTest.failureOf(back));
        Throwable unfinished = await(TlsHandshakeTest.failureOf(there));
        passedOn = unfinished == null ? there.resultNow() : Integer.MAX_VALUE;
        assertTrue(failure != null || position >= passedOn || !cut, "it was cut at " + position);
        left.other().abort();
        right.one().abort();
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void theConnectionIsCut(String version) {
        passedOn = Integer.MAX_VALUE;
        for (int at = 0; at <= passedOn; at += STEP) {
            int position = at;
            TlsTest.run(TlsPair.virtualLoop(), () -> fault(version, position, true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TlsPair.TLS12, TlsPair.TLS13})
    void aByteIsChanged(String version) {
        passedOn = Integer.MAX_VALUE;
        for (int at = 0; at < 2_000; at += STEP) {
            int position = at;
            TlsTest.run(TlsPair.virtualLoop(), () -> fault(version, position, false));
        }
    }
}
