package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What all streams do, over each kind of them. Many rows are Trio's {@code check_two_way_stream} and
 * {@code check_half_closeable_stream}; docs/evidence/conformance.md says which.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class StreamTest {
    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    // ---- both directions

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(Pairs kind) {
        kind.with(StreamTest::writtenIsRead);
    }

    @Async
    private static Coroutine<Void> writtenIsRead(ByteStream one, ByteStream other) throws IOException {
        byte[] sent = random(300_000, 1);
        Task<byte[]> read = start(new ByteReader(other).exactly(sent.length));
        ByteBuffer all = ByteBuffer.wrap(sent);
        await(one.write(all));
        assertFalse(all.hasRemaining());
        assertArrayEquals(sent, await(read));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void bothDirectionsAtOnce(Pairs kind) {
        kind.with(StreamTest::bothDirections);
    }

    @Async
    private static Coroutine<Void> bothDirections(ByteStream one, ByteStream other) throws IOException {
        byte[] there = random(200_000, 2);
        byte[] back = random(300_000, 3);
        Task<byte[]> readThere = start(new ByteReader(other).exactly(there.length));
        Task<byte[]> readBack = start(new ByteReader(one).exactly(back.length));
        Task<Void> written = start(one.write(ByteBuffer.wrap(there)));
        await(other.write(ByteBuffer.wrap(back)));
        await(written);
        assertArrayEquals(there, await(readThere));
        assertArrayEquals(back, await(readBack));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void severalBuffersAreWrittenInOrder(Pairs kind) {
        kind.with(StreamTest::severalBuffers);
    }

    @Async
    private static Coroutine<Void> severalBuffers(ByteStream one, ByteStream other) throws IOException {
        byte[] large = random(100_000, 4);
        Task<byte[]> read = start(new ByteReader(other).exactly(large.length + 4));
        ByteBuffer first = bytes(1, 2);
        ByteBuffer middle = ByteBuffer.allocateDirect(large.length).put(large).flip();
        await(one.write(first, ByteBuffer.allocate(0), middle, bytes(3, 4)));
        assertFalse(first.hasRemaining() || middle.hasRemaining());
        byte[] got = await(read);
        assertEquals(1, got[0]);
        assertEquals(4, got[got.length - 1]);
        assertArrayEquals(large, java.util.Arrays.copyOfRange(got, 2, large.length + 2));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyWriteEnds(Pairs kind) {
        kind.with(StreamTest::emptyWrite);
    }

    @Async
    private static Coroutine<Void> emptyWrite(ByteStream one, ByteStream other) throws IOException {
        await(one.write(ByteBuffer.allocate(0)));
        await(one.write());
        await(one.write(bytes(7)));
        ByteBuffer into = ByteBuffer.allocate(10);
        assertTrue(await(other.read(into)));
        assertEquals(1, into.position());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void aFullBufferIsRefused(Pairs kind) {
        kind.with(StreamTest::fullBuffer);
    }

    @Async
    private static Coroutine<Void> fullBuffer(ByteStream one, ByteStream other) throws IOException {
        await(one.write(bytes(7)));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(other::read, ByteBuffer.allocate(0))));
        assertTrue(await(other.read(ByteBuffer.allocate(1))));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void readableWaitsForBytesAndTakesNone(Pairs kind) {
        kind.with(StreamTest::readable);
    }

    @Async
    private static Coroutine<Void> readable(ByteStream one, ByteStream other) throws IOException {
        Task<Void> readable = start(other.readable());
        await(yieldNow());
        assertFalse(readable.isDone());
        await(one.write(bytes(7)));
        await(readable);
        await(other.readable());
        ByteBuffer into = ByteBuffer.allocate(10);
        assertTrue(await(other.read(into)));
        assertEquals(1, into.position());
        await(one.end());
        await(other.readable());
        assertFalse(await(other.read(into)));
        await(other.readable());
        return done();
    }

    // ---- the end of one direction

    @ParameterizedTest
    @EnumSource
    void oneDirectionEndsAndTheOtherGoesOn(Pairs kind) {
        kind.with(StreamTest::halfClose);
    }

    @Async
    private static Coroutine<Void> halfClose(ByteStream one, ByteStream other) throws IOException {
        await(one.write(bytes(1)));
        await(one.end());
        await(one.end());
        ByteBuffer into = ByteBuffer.allocate(10);
        assertTrue(await(other.read(into)));
        assertFalse(await(other.read(into)));
        assertFalse(await(other.read(into)));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(one::write, bytes(2))));
        Task<Void> written = start(other.write(bytes(3, 4)));
        into.clear();
        assertTrue(await(one.read(into)));
        await(written);
        await(other.end());
        while (await(one.read(into))) {
            // the rest, over a pipe of one byte
        }
        assertEquals(2, into.position());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void severalTasksEndTheSameDirection(Pairs kind) {
        kind.with(StreamTest::severalEnds);
    }

    /** Each waits until the end is sent. One that is cancelled lets another one wait in its place. */
    @Async
    private static Coroutine<Void> severalEnds(ByteStream one, ByteStream other) throws IOException {
        long taken = await(fill(one));
        Task<Void> first = start(one.end());
        Task<Void> second = start(one.end());
        Task<Void> third = start(one.end());
        await(yieldNow());
        first.cancel();
        await(yieldNow());
        assertFalse(second.isDone() || third.isDone());
        assertEquals(taken, await(new ByteReader(other).all(100_000_000)).length);
        await(second);
        await(third);
        await(one.end());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void closingIsTheEndForTheOtherSide(Pairs kind) {
        kind.with(StreamTest::closing);
    }

    @Async
    private static Coroutine<Void> closing(ByteStream one, ByteStream other) throws IOException {
        await(one.write(bytes(1)));
        await(one.closeAsync());
        ByteBuffer into = ByteBuffer.allocate(10);
        assertTrue(await(other.read(into)));
        assertFalse(await(other.read(into)));
        await(one.closeAsync());
        assertInstanceOf(ClosedChannelException.class, await(failureOf(one::read, into)));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(one::write, bytes(1))));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(one.readable())));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void writingToOneThatIsClosedFailsAtLast(Pairs kind) {
        kind.with(StreamTest::brokenPipe);
    }

    @Async
    private static Coroutine<Void> brokenPipe(ByteStream one, ByteStream other) throws IOException {
        await(one.closeAsync());
        IOException first = null;
        for (int i = 0; i < 1000 && first == null; i++) {
            try {
                await(other.write(ByteBuffer.allocate(10_000)));
            } catch (IOException failure) {
                first = failure;
            }
        }
        assertTrue(first != null);
        // each further call throws the same
        assertSame(first, await(failureOf(other::write, bytes(1))));
        assertSame(first, await(failureOf(other::read, ByteBuffer.allocate(1))));
        assertSame(first, await(failureOf(other.end())));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void closeWhileAnotherTaskReads(Pairs kind) {
        kind.with(StreamTest::closeWhileRead);
    }

    @Async
    private static Coroutine<Void> closeWhileRead(ByteStream one, ByteStream other) throws IOException {
        Task<Throwable> read = start(failureOf(one.read(ByteBuffer.allocate(1))));
        Task<Void> readable = start(other.readable());
        await(yieldNow());
        await(one.closeAsync());
        assertEquals(AsynchronousCloseException.class, await(read).getClass());
        await(readable); // it is the end
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void closeWhileAnotherTaskWrites(Pairs kind) {
        kind.with(StreamTest::closeWhileWritten);
    }

    @Async
    private static Coroutine<Void> closeWhileWritten(ByteStream one, ByteStream other) throws IOException {
        byte[] filling = random(8_000_000, 5);
        Task<Throwable> written = start(failureOf(one.write(ByteBuffer.wrap(filling, 0, 7_999_000))));
        Task<byte[]> read = null;
        await(yieldNow());
        if (!written.isDone()) {
            // so much is left that the stream is aborted
            await(one.closeAsync());
            assertInstanceOf(IOException.class, await(written));
            assertTrue(read == null);
        }
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void closingSendsWhatAWriterHasBegun(Pairs kind) {
        kind.with(StreamTest::closeSendsRest);
    }

    /** Over sockets the system takes some bytes that nobody reads; so the message is as long as that and half a megabyte. */
    @Async
    private static Coroutine<Void> closeSendsRest(ByteStream one, ByteStream other) throws IOException {
        long taken = await(fill(one));
        Task<byte[]> all = start(new ByteReader(other).all(100_000_000));
        await(one.closeAsync());
        assertEquals(taken, await(all).length);
        return done();
    }

    /** Writes blocks, each in a task that is cancelled when it waits, until one was cut. Returns how many bytes will come. */
    @Async
    private static Coroutine<Long> fill(ByteStream into) throws IOException {
        long sent = 0;
        int block = 500_000;
        while (true) {
            ByteBuffer buffer = ByteBuffer.allocate(block);
            Task<Void> write = start(into.write(buffer));
            await(yieldNow());
            await(yieldNow());
            if (!write.isDone()) {
                write.cancel();
                try {
                    await(write);
                } catch (CancellationException expected) {
                    return result(buffer.position() == 0 ? sent : sent + block);
                }
            }
            sent += block;
        }
    }

    // ---- two tasks

    @ParameterizedTest
    @EnumSource
    void twoReadersAreRefused(Pairs kind) {
        kind.with(StreamTest::twoReaders);
    }

    @Async
    private static Coroutine<Void> twoReaders(ByteStream one, ByteStream other) throws IOException {
        Task<Boolean> first = start(one.read(ByteBuffer.allocate(1)), "the first reader");
        await(yieldNow());
        Throwable refused = await(failureOf(one::read, ByteBuffer.allocate(1)));
        assertInstanceOf(IllegalStateException.class, refused);
        assertTrue(refused.getMessage().contains("the first reader"), refused.getMessage());
        assertInstanceOf(IllegalStateException.class, await(failureOf(one.readable())));
        await(other.write(bytes(7)));
        assertTrue(await(first));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void twoWritersAreRefused(Pairs kind) {
        kind.with(StreamTest::twoWriters);
    }

    @Async
    private static Coroutine<Void> twoWriters(ByteStream one, ByteStream other) throws IOException {
        byte[] sent = random(20_000_000, 6);
        Task<Void> first = start(one.write(ByteBuffer.wrap(sent)), "the first writer");
        await(yieldNow());
        Throwable refused = await(failureOf(one::write, bytes(1)));
        assertInstanceOf(IllegalStateException.class, refused);
        assertTrue(refused.getMessage().contains("the first writer"), refused.getMessage());
        assertInstanceOf(IllegalStateException.class, await(failureOf(one.end())));
        first.cancel();
        one.abort();
        await(cancellationOf(first));
        return done();
    }

    // ---- aborting

    @ParameterizedTest
    @EnumSource
    void abortWakesWhoWaits(Pairs kind) {
        kind.with(StreamTest::abort);
    }

    @Async
    private static Coroutine<Void> abort(ByteStream one, ByteStream other) throws IOException {
        Task<Throwable> read = start(failureOf(one.read(ByteBuffer.allocate(1))));
        Task<Throwable> write = start(failureOf(one.write(ByteBuffer.allocate(20_000_000))));
        await(yieldNow());
        one.abort();
        one.abort();
        assertInstanceOf(AsynchronousCloseException.class, await(read));
        assertInstanceOf(AsynchronousCloseException.class, await(write));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(one.readable())));
        await(one.closeAsync());
        return done();
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "PIPE_OF_1000"})
    void theOtherSideOfAnAbortSeesAReset(Pairs kind) {
        kind.with(StreamTest::reset);
    }

    @Async
    private static Coroutine<Void> reset(ByteStream one, ByteStream other) throws IOException {
        await(one.write(bytes(1)));
        Task<Void> readable = start(other.readable());
        await(readable);
        one.abort();
        Throwable seen = null;
        ByteBuffer into = ByteBuffer.allocate(10);
        while (seen == null) {
            try {
                assertTrue(await(other.read(into)), "no reset, but an end");
            } catch (IOException reset) {
                seen = reset;
            }
        }
        assertSame(seen, await(failureOf(other::read, ByteBuffer.allocate(1))));
        assertSame(seen, await(failureOf(other::write, bytes(1))));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void abortFromAnotherThread(Pairs kind) {
        kind.with(StreamTest::abortElsewhere);
    }

    @Async
    private static Coroutine<Void> abortElsewhere(ByteStream one, ByteStream other) throws IOException {
        Task<Throwable> read = start(failureOf(one.read(ByteBuffer.allocate(1))));
        await(yieldNow());
        new Thread(one::abort).start();
        assertInstanceOf(AsynchronousCloseException.class, await(read));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void anotherThreadIsRefused(Pairs kind) {
        kind.with(StreamTest::elsewhere);
    }

    @Async
    private static Coroutine<Void> elsewhere(ByteStream one, ByteStream other) throws Exception {
        String here = dev.weft.EventLoop.running().toString();
        Throwable[] refused = new Throwable[2];
        Thread thread = new Thread(() -> {
            refused[0] = assertThrows(
                    IllegalStateException.class, () -> dev.weft.Weft.run(one.read(ByteBuffer.allocate(1))));
            refused[1] = assertThrows(IllegalStateException.class, () -> dev.weft.Weft.run(one.write(bytes(1))));
        });
        thread.start();
        await(blocking(() -> {
            thread.join();
            return null;
        }));
        for (Throwable each : refused) {
            assertTrue(each.getMessage().contains(here), each.getMessage());
            assertTrue(each.getMessage().contains("on thread " + thread.getName()), each.getMessage());
        }
        await(other.write(bytes(9)));
        assertTrue(await(one.read(ByteBuffer.allocate(1))));
        return done();
    }

    // ---- cancelling

    @ParameterizedTest
    @EnumSource
    void aCancelledReadHasConsumedNothing(Pairs kind) {
        kind.with(StreamTest::cancelledRead);
    }

    @Async
    private static Coroutine<Void> cancelledRead(ByteStream one, ByteStream other) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(10);
        Task<Boolean> read = start(one.read(into));
        await(yieldNow());
        // The bytes come, the task is woken, and cancelled before it runs.
        await(other.write(bytes(5)));
        read.cancel();
        try {
            await(read);
        } catch (CancellationException expected) {
            assertEquals(0, into.position());
            assertTrue(await(one.read(into)));
        }
        assertEquals(1, into.position());
        assertEquals(5, into.get(0));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void aReadWithATimeLimitCanBeMadeAgain(Pairs kind) {
        kind.with(StreamTest::timeLimit);
    }

    @Async
    private static Coroutine<Void> timeLimit(ByteStream one, ByteStream other) throws IOException {
        for (int i = 0; i < 3; i++) {
            try {
                await(withTimeout(Duration.ofMillis(1), one.read(ByteBuffer.allocate(1))));
                throw new AssertionError("there is nothing to read");
            } catch (TimeoutException expected) {
                // the stream is as it was
            }
        }
        await(other.write(bytes(5)));
        assertTrue(await(one.read(ByteBuffer.allocate(1))));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledCloseAborts(Pairs kind) {
        kind.with(StreamTest::cancelledClose);
    }

    @Async
    private static Coroutine<Void> cancelledClose(ByteStream one, ByteStream other) throws IOException {
        await(fill(one));
        Task<Void> close = start(one.closeAsync());
        await(yieldNow());
        close.cancel();
        await(cancellationOf(close));
        assertInstanceOf(ClosedChannelException.class, await(failureOf(one.readable())));
        return done();
    }

    @Async
    private static Coroutine<CancelledError> cancellationOf(Task<?> task) {
        try {
            await(task);
            throw new AssertionError("not cancelled");
        } catch (CancellationException cancelled) {
            return result((CancelledError) cancelled.getCause());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooMuchIsLeftOfACancelledWrite(Pairs kind) {
        kind.with(StreamTest::tooMuchLeft);
    }

    @Async
    private static Coroutine<Void> tooMuchLeft(ByteStream one, ByteStream other) throws IOException {
        Task<Void> write = start(one.write(ByteBuffer.allocate(100_000_000)));
        await(yieldNow());
        write.cancel();
        CancelledError cancelled = await(cancellationOf(write));
        assertEquals(1, cancelled.getSuppressed().length);
        String message = cancelled.getSuppressed()[0].getMessage();
        assertTrue(message.contains("aborted"), message);
        assertEquals(message, await(failureOf(one::write, bytes(1))).getMessage());
        return done();
    }
}
