package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads, writes and ends that are cancelled: no byte is lost or sent twice, and each call can be made again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsCancelTest {
    private static TlsKeys keys;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TlsKeys.make(directory);
    }

    /** Waits until a task is done, or for so many turns; then cancels it. Returns whether it was done. */
    @Async
    private static Coroutine<Boolean> cancelAfter(Task<?> task, int turns) {
        for (int i = 0; i < turns && !task.isDone(); i++) {
            await(Weft.yieldNow());
        }
        boolean done = task.isDone();
        task.cancel();
        try {
            await(task);
        } catch (CancellationException cancelled) {
            assertFalse(done);
            return result(false);
        }
        return result(true);
    }

    /** Writes all, a piece at a time, and cancels each write. What was not begun is written again. */
    @Async
    private static Coroutine<Integer> writeAll(ByteSink into, byte[] all, Random random, int most, int turns)
            throws IOException {
        int cancelled = 0;
        for (int at = 0; at < all.length; ) {
            ByteBuffer piece = ByteBuffer.wrap(all, at, Math.min(all.length - at, 1 + random.nextInt(most)));
            int size = piece.remaining();
            if (!await(cancelAfter(start(into.write(piece)), turns < 0 ? random.nextInt(6) : turns))) {
                cancelled++;
                assertTrue(piece.remaining() == 0 || piece.remaining() == size, "a write is whole");
            }
            at += size - piece.remaining();
            if (piece.hasRemaining()) {
                await(into.write(piece));
                at += size;
            }
        }
        return result(cancelled);
    }

    @Async
    private static Coroutine<byte[]> readAll(ByteSource from, Random random, int turns) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (true) {
            ByteBuffer buffer = ByteBuffer.allocate(1 + random.nextInt(20_000));
            int patience = turns < 0 ? random.nextInt(6) : turns;
            if (random.nextInt(4) == 0) {
                await(cancelAfter(start(from.readable()), patience));
            }
            Task<Boolean> reading = start(from.read(buffer));
            if (!await(cancelAfter(reading, patience))) {
                assertEquals(0, buffer.position(), "a cancelled read has consumed nothing");
                await(from.readable());
                continue;
            }
            if (!reading.resultNow()) {
                return result(heard.toByteArray());
            }
            heard.write(buffer.array(), 0, buffer.position());
        }
    }

    @Async
    private static Coroutine<Void> ends(TlsStream stream, String version, int turns) throws IOException {
        if (version.equals(TlsPair.TLS13)) {
            await(cancelAfter(start(stream.end()), turns));
            await(stream.end());
        }
        return done();
    }

    /** Exchanges bytes in both directions; every call is cancelled after so many turns, or after a random number. */
    @Async
    private static Coroutine<Integer> exchange(TlsPair.Over over, String version, long seed, int turns)
            throws IOException {
        TlsPair pair = await(TlsPair.over(keys, over, version));
        int size = over == TlsPair.Over.PIPE_OF_ONE_BYTE ? 2_000 : 100_000;
        int most = over == TlsPair.Over.PIPE_OF_ONE_BYTE ? 700 : 50_000;
        byte[] there = TlsTest.random(size);
        byte[] back = TlsTest.random(size + 1);
        Task<byte[]> atServer = start(readAll(pair.server(), new Random(seed), turns));
        Task<Integer> answering = start(writeAll(pair.server(), back, new Random(seed + 1), most, turns));
        Task<byte[]> atClient = start(
                version.equals(TlsPair.TLS13)
                        ? readAll(pair.client(), new Random(seed + 2), turns)
                        : new ByteReader(pair.client()).exactly(back.length));
        int cancelled = await(writeAll(pair.client(), there, new Random(seed + 3), most, turns));
        cancelled += await(answering);
        await(ends(pair.server(), version, Math.max(0, turns)));
        assertArrayEquals(back, await(atClient));
        Task<Void> closing = start(pair.client().closeAsync());
        assertArrayEquals(there, await(atServer));
        await(closing);
        await(pair.server().closeAsync());
        await(Weft.yieldNow());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return result(cancelled);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.net.TlsTest#streams")
    void everyCallIsCancelledAfterEachNumberOfTurns(TlsPair.Over over, String version) {
        int cancelled = 1;
        for (int turns = 0; cancelled > 0 && turns < 40; turns++) {
            int k = turns;
            TlsTest.run(() -> exchangeOnly(over, version, 42, k));
            cancelled = last;
        }
    }

    private static int last;

    @Async
    private static Coroutine<Void> exchangeOnly(TlsPair.Over over, String version, long seed, int turns)
            throws IOException {
        last = await(exchange(over, version, seed, turns));
        return done();
    }

    @ParameterizedTest
    @MethodSource("dev.weft.net.TlsTest#streams")
    void callsAreCancelledAtRandom(TlsPair.Over over, String version) {
        for (long seed = 0; seed < 4; seed++) {
            long given = seed * 100;
            TlsTest.run(() -> exchangeOnly(over, version, given, -1));
        }
    }

    @Async
    private static Coroutine<Void> tooMuchIsLeft() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, Pipes.pair(100), TlsPair.TLS13));
        Task<Void> writing = start(pair.client().write(ByteBuffer.allocate(3 << 20)));
        assertFalse(await(cancelAfter(writing, 5)));
        Throwable first = await(TlsHandshakeTest.failureOf(start(pair.client().write(ByteBuffer.allocate(1)))));
        assertTrue(assertInstanceOf(IOException.class, first).getMessage().contains("cancelled"));
        assertEquals(first, await(TlsHandshakeTest.failureOf(start(pair.client().readable()))));
        Throwable other = await(TlsHandshakeTest.failureOf(start(new ByteReader(pair.server()).all(4 << 20))));
        assertInstanceOf(IOException.class, other);
        pair.server().abort();
        await(Weft.yieldNow());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void aWriteThatLeavesTooMuchAbortsTheStream() {
        TlsTest.run(TlsCancelTest::tooMuchIsLeft);
    }

    @Async
    private static Coroutine<Void> closeWaitsForTheRest() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, Pipes.pair(100), TlsPair.TLS13));
        byte[] all = TlsTest.random(500_000);
        assertFalse(await(cancelAfter(start(pair.client().write(ByteBuffer.wrap(all))), 5)));
        Task<Void> closing = start(pair.client().closeAsync());
        assertArrayEquals(all, await(new ByteReader(pair.server()).all(1 << 20)));
        await(closing);
        await(pair.server().closeAsync());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void closingWaitsForTheRestOfACancelledWrite() {
        TlsTest.run(TlsCancelTest::closeWaitsForTheRest);
    }

    @Async
    private static Coroutine<Void> cancelledClose() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, Pipes.pair(1), TlsPair.TLS13));
        assertFalse(await(cancelAfter(start(pair.client().closeAsync()), 3)));
        assertInstanceOf(
                IOException.class,
                await(TlsHandshakeTest.failureOf(start(pair.server().read(ByteBuffer.allocate(1))))));
        await(pair.client().closeAsync());
        await(pair.server().closeAsync());
        await(Weft.yieldNow());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void aCancelledCloseAborts() {
        TlsTest.run(TlsCancelTest::cancelledClose);
    }

    /** Somebody cancels all tasks of the loop, also those of the stream. */
    @Async
    private static Coroutine<Void> allCancelled() throws IOException {
        TlsPair pair = await(TlsPair.over(keys, Pipes.pair(10), TlsPair.TLS13));
        byte[] all = TlsTest.random(100_000);
        Task<byte[]> reading = start(new ByteReader(pair.server()).exactly(all.length));
        Task<Void> writing = start(pair.client().write(ByteBuffer.wrap(all)));
        Task<?> self = Task.current();
        for (int i = 0; i < 2_000 && !reading.isDone(); i++) {
            for (Task<?> task : EventLoop.running().tasks()) {
                if (!task.equals(self) && !task.equals(reading) && !task.equals(writing)) {
                    task.cancel();
                }
            }
            await(Weft.yieldNow());
            await(Weft.yieldNow());
        }
        await(writing);
        assertArrayEquals(all, await(reading));
        await(pair.close());
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @Test
    void theTasksOfTheStreamMayBeCancelled() {
        TlsTest.run(TlsCancelTest::allCancelled);
    }
}
