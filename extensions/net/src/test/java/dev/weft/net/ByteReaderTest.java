package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows of asyncio's {@code test_streams}; docs/evidence/conformance.md says which. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class ByteReaderTest {
    /** A source that gives these pieces, one at each read, and waits a turn before each. */
    private static final class Pieces implements ByteSource {
        private final List<byte[]> left = new ArrayList<>();
        boolean closed;

        Pieces(String... pieces) {
            for (String piece : pieces) {
                left.add(piece.getBytes(UTF_8));
            }
        }

        @Override
        @Async
        public Coroutine<Boolean> read(ByteBuffer into) {
            await(yieldNow());
            if (left.isEmpty()) {
                return result(false);
            }
            byte[] next = left.remove(0);
            int n = Math.min(next.length, into.remaining());
            into.put(next, 0, n);
            if (n < next.length) {
                left.add(0, Arrays.copyOfRange(next, n, next.length));
            }
            return result(true);
        }

        @Override
        @Async
        public Coroutine<Void> readable() {
            await(yieldNow());
            return done();
        }

        @Override
        @Async
        public Coroutine<Void> closeAsync() {
            closed = true;
            return done();
        }
    }

    private static ByteReader of(String... pieces) {
        return new ByteReader(new Pieces(pieces));
    }

    @Test
    void lines() {
        NetLoop.run(ByteReaderTest::linesOf);
    }

    @Async
    private static Coroutine<Void> linesOf() throws IOException {
        ByteReader reader = of("one\ntwo\r", "\nthr", "ee\n\n\r\nlast");
        assertEquals("one", await(reader.line(100)));
        assertEquals("two", await(reader.line(100)));
        assertEquals("three", await(reader.line(100)));
        assertEquals("", await(reader.line(100)));
        assertEquals("", await(reader.line(0)));
        assertEquals("last", await(reader.line(100)));
        assertNull(await(reader.line(100)));
        assertNull(await(reader.line(100)));
        return done();
    }

    @Test
    void aLineThatIsTooLongIsNotConsumed() {
        NetLoop.run(ByteReaderTest::tooLong);
    }

    @Async
    private static Coroutine<Void> tooLong() throws IOException {
        ByteReader reader = of("abc", "def\r", "\nrest\n");
        Throwable refused = await(failureOf(() -> reader.line(5)));
        assertInstanceOf(TooLongException.class, refused);
        assertTrue(refused.getMessage().contains("6") && refused.getMessage().contains("most"), refused.getMessage());
        assertEquals("abcdef", await(reader.line(6)));
        assertEquals("rest", await(reader.line(4)));
        return done();
    }

    @Test
    void aReturnWithoutNewlineBelongsToTheLine() {
        NetLoop.run(ByteReaderTest::loneReturn);
    }

    @Async
    private static Coroutine<Void> loneReturn() throws IOException {
        ByteReader reader = of("a\rb\n", "c\r");
        assertEquals("a\rb", await(reader.line(3)));
        assertEquals("c\r", await(reader.line(2)));
        return done();
    }

    @Test
    void exactly() {
        NetLoop.run(ByteReaderTest::exactlyOf);
    }

    @Async
    private static Coroutine<Void> exactlyOf() throws IOException {
        ByteReader reader = of("ab", "cdef", "g");
        assertEquals("abc", new String(await(reader.exactly(3)), UTF_8));
        assertEquals(0, await(reader.exactly(0)).length);
        Throwable ended = await(failureOf(() -> reader.exactly(5)));
        assertInstanceOf(EOFException.class, ended);
        assertTrue(ended.getMessage().contains("4 of 5"), ended.getMessage());
        assertEquals("defg", new String(reader.partial(), UTF_8));
        assertEquals("defg", new String(await(reader.exactly(4)), UTF_8));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> reader.exactly(-1))));
        return done();
    }

    @Test
    void until() {
        NetLoop.run(ByteReaderTest::untilOf);
    }

    @Async
    private static Coroutine<Void> untilOf() throws IOException {
        byte[] mark = "END".getBytes(UTF_8);
        ByteReader reader = of("aE", "NEN", "DbEND", "cEN");
        assertEquals("aENEND", new String(await(reader.until(mark, 6)), UTF_8));
        assertInstanceOf(TooLongException.class, await(failureOf(() -> reader.until(mark, 3))));
        assertEquals("bEND", new String(await(reader.until(mark, 4)), UTF_8));
        assertInstanceOf(EOFException.class, await(failureOf(() -> reader.until(mark, 100))));
        assertEquals("cEN", new String(reader.partial(), UTF_8));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> reader.until(new byte[0], 9))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> reader.until(mark, 2))));
        return done();
    }

    @Test
    void all() {
        NetLoop.run(ByteReaderTest::allOf);
    }

    @Async
    private static Coroutine<Void> allOf() throws IOException {
        ByteReader reader = of("abc", "def");
        assertInstanceOf(TooLongException.class, await(failureOf(() -> reader.all(5))));
        assertEquals("abcdef", new String(await(reader.all(6)), UTF_8));
        assertEquals(0, await(reader.all(0)).length);
        return done();
    }

    @Test
    void aReaderIsASource() {
        NetLoop.run(ByteReaderTest::asSource);
    }

    @Async
    private static Coroutine<Void> asSource() throws IOException {
        Pieces pieces = new Pieces("ab\ncdefg", "hi");
        ByteReader reader = new ByteReader(pieces);
        assertEquals("ab", await(reader.line(2)));
        ByteBuffer two = ByteBuffer.allocate(2);
        await(reader.readable());
        assertTrue(await(reader.read(two)));
        assertArrayEquals("cd".getBytes(UTF_8), two.array());
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(() -> reader.read(two))));
        ByteReader second = new ByteReader(reader);
        assertEquals("efghi", await(second.line(10)));
        assertFalse(await(reader.read(two.clear())));
        await(second.closeAsync());
        assertTrue(pieces.closed);
        return done();
    }

    @Test
    void twoReadersAreRefused() {
        NetLoop.run(ByteReaderTest::twoReaders);
    }

    @Async
    private static Coroutine<Void> twoReaders() throws IOException {
        ByteReader reader = of("a\n");
        Task<String> first = start(reader.line(9), "the first");
        await(yieldNow());
        Throwable refused = await(failureOf(() -> reader.exactly(1)));
        assertInstanceOf(IllegalStateException.class, refused);
        assertTrue(refused.getMessage().contains("the first"), refused.getMessage());
        assertEquals("a", await(first));
        return done();
    }

    /** Long lines grow the buffer, and short ones after them find their place. */
    @Test
    void linesOfEachLength() {
        NetLoop.run(ByteReaderTest::eachLength);
    }

    @Async
    private static Coroutine<Void> eachLength() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String line = "x".repeat(random.nextInt(4) == 0 ? random.nextInt(30_000) : random.nextInt(30)) + i;
            lines.add(line);
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 9000));
            pieces.add(text.substring(at, end));
            at = end;
        }
        ByteReader reader = of(pieces.toArray(String[]::new));
        for (String line : lines) {
            assertEquals(line, await(reader.line(40_000)));
        }
        assertNull(await(reader.line(1)));
        return done();
    }

    /** At every byte, and at every wait: a cancelled call gives its bytes to the next one. */
    @Test
    void aCancelledCallCanBeMadeAgain() {
        NetLoop.run(ByteReaderTest::cancelled);
    }

    @Async
    private static Coroutine<Void> cancelled() throws Exception {
        for (int turns = 0; turns < 60; turns++) {
            ByteReader reader = of("li", "ne\n", "ex", "act", "ma", "rk;", "r", "est");
            int left = turns;
            List<Fails.Call<Object>> calls = List.of(
                    () -> reader.line(10),
                    () -> reader.exactly(5),
                    () -> reader.until(new byte[] {';'}, 10),
                    () -> reader.all(10));
            List<String> got = new ArrayList<>();
            for (Fails.Call<Object> call : calls) {
                Object value = null;
                while (value == null) {
                    Task<?> task = start(call.make());
                    while (!task.isDone() && left-- != 0) {
                        await(yieldNow());
                    }
                    task.cancel();
                    try {
                        value = await(task);
                    } catch (CancellationException expected) {
                        left = -1; // no more
                    }
                }
                got.add(value instanceof byte[] bytes ? new String(bytes, UTF_8) : (String) value);
            }
            assertEquals(List.of("line", "exact", "mark;", "rest"), got);
        }
        return done();
    }
}
