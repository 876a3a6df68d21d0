package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.isCancelled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("jdk")
class AsyncFileTest {
    private static final StandardOpenOption[] READ_WRITE = {
        StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE
    };

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    static Path directory;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Async
    private static Coroutine<String> readText(AsyncFile file, int room) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(room);
        boolean come = await(file.read(into));
        assertEquals(come, into.position() > 0);
        return result(new String(into.array(), 0, into.position(), StandardCharsets.US_ASCII));
    }

    /** Positions, the end, size, truncate, force. */
    @Async
    private static Coroutine<Void> basics() throws IOException {
        Path path = directory.resolve("basics");
        try (AsyncFile file = await(AsyncFile.open(path, READ_WRITE))) {
            assertEquals(0, file.position());
            assertEquals("", await(readText(file, 5)));
            await(file.write(bytes("hello "), bytes(""), bytes("world")));
            assertEquals(11, file.position());
            assertEquals("", await(readText(file, 5)));
            await(file.readable());
            assertEquals("hello", await(readText(file.position(0), 5)));
            assertEquals(" world", await(readText(file, 50)));
            assertEquals(11, await(file.size()));
            await(file.force(true));
            await(file.truncate(5));
            assertEquals(5, file.position());
            await(file.write(bytes("!")));
            await(file.position(8).write(bytes("x")));
            assertEquals("hello!\0\0x", await(readText(file.position(0), 50)));
            assertEquals("", await(readText(file.position(1000), 50)));
            assertThrows(IllegalArgumentException.class, () -> file.position(-1));
            await(file.position(0).end());
            await(file.end());
            assertEquals("hello", await(readText(file, 5)));
            try {
                await(file.write(bytes("x")));
                fail("it was written");
            } catch (ClosedChannelException expected) {
                // ended
            }
            try {
                await(file.read(ByteBuffer.allocate(0)));
                fail("it was read");
            } catch (IllegalArgumentException full) {
                assertTrue(full.getMessage().contains("no room"), full.getMessage());
            }
        }
        assertEquals("hello!\0\0x", Files.readString(path));
        return done();
    }

    @Test
    void aFileKeepsItsPosition() {
        Residue.check(AsyncFileTest::basics);
    }

    /** Many chunks. */
    @Async
    private static Coroutine<Void> large() throws IOException {
        Path path = directory.resolve("large");
        byte[] all = ChildMain.flood(3_000_000);
        try (AsyncFile file = await(AsyncFile.open(path, READ_WRITE))) {
            ByteBuffer one = ByteBuffer.wrap(all, 0, 1_234_567);
            ByteBuffer two = ByteBuffer.allocateDirect(all.length - 1_234_567);
            two.put(all, 1_234_567, two.remaining()).flip();
            await(file.write(one, two));
            assertFalse(one.hasRemaining() || two.hasRemaining());
            assertArrayEquals(all, await(new ByteReader(file.position(0)).all(all.length)));
        }
        assertArrayEquals(all, Files.readAllBytes(path));
        return done();
    }

    @Test
    void muchIsWrittenAndRead() {
        Residue.check(AsyncFileTest::large);
    }

    @Async
    private static Coroutine<Void> appending() throws IOException {
        Path path = directory.resolve("appending");
        Files.writeString(path, "old ");
        try (AsyncFile file = await(AsyncFile.open(path, StandardOpenOption.APPEND))) {
            assertEquals(4, file.position());
            await(file.write(bytes("new ")));
            Files.writeString(path, "other ", StandardOpenOption.APPEND);
            await(file.write(bytes("newer")));
            assertEquals(19, file.position());
            assertThrows(IllegalStateException.class, () -> file.position(0));
            try {
                await(file.read(ByteBuffer.allocate(1)));
                fail("it was read");
            } catch (NonReadableChannelException expected) {
                // and that is no failure of the file
            }
            assertEquals(19, await(file.size()));
        }
        assertEquals("old new other newer", Files.readString(path));
        return done();
    }

    @Test
    void eachWriteIsAppended() {
        Residue.check(AsyncFileTest::appending);
    }

    /** What cannot be opened; what cannot be written. */
    @Async
    private static Coroutine<Void> refused() throws IOException {
        Path missing = directory.resolve("missing");
        try {
            await(AsyncFile.open(missing));
            fail("it was opened");
        } catch (NoSuchFileException e) {
            assertEquals(missing.toString(), e.getFile());
        }
        Path there = Files.writeString(directory.resolve("there"), "x");
        try {
            await(AsyncFile.open(there, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
            fail("it was opened");
        } catch (FileAlreadyExistsException e) {
            assertEquals(there.toString(), e.getFile());
        }
        try (AsyncFile file = await(AsyncFile.open(there))) {
            ByteBuffer kept = bytes("y");
            try {
                await(file.write(kept));
                fail("it was written");
            } catch (NonWritableChannelException expected) {
                assertEquals("x", await(readText(file, 9)));
            }
        }
        return done();
    }

    @Test
    void whatCannotBeOpenedIsNamed() {
        Residue.check(AsyncFileTest::refused);
    }

    /** A pipe has no positions; to open one without a writer would wait for ever. */
    @Async
    private static Coroutine<Void> fifo() throws IOException {
        Path fifo = directory.resolve("fifo");
        await(Subprocess.run(new ProcessBuilder("mkfifo", fifo.toString()), ByteBuffer.allocate(0), 100));
        try {
            await(AsyncFile.open(fifo));
            fail("it was opened");
        } catch (IOException e) {
            assertTrue(e.getMessage().contains(fifo.toString()), e.getMessage());
        }
        return done();
    }

    @Test
    void aPipeIsRefused() {
        assumeTrue(Files.exists(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
        Residue.check(AsyncFileTest::fifo);
    }

    /** A full disk: the write fails, and then everything. */
    @Async
    private static Coroutine<Void> full() throws IOException {
        try (AsyncFile file = await(AsyncFile.open(FULL, StandardOpenOption.WRITE))) {
            IOException first = await(failureOf(file, 1));
            assertTrue(first.getMessage().contains("No space"), first.getMessage());
            assertSame(first, await(failureOf(file, 1)));
            try {
                await(file.size());
                fail("it has a size");
            } catch (IOException again) {
                assertSame(first, again);
            }
        }
        return done();
    }

    @Async
    private static Coroutine<IOException> failureOf(AsyncFile file, int length) {
        try {
            await(file.write(ByteBuffer.allocate(length)));
            throw new AssertionError("it was written");
        } catch (IOException failure) {
            return result(failure);
        }
    }

    @Test
    void aFullDiskIsTheFailureOfEachCall() {
        assumeTrue(Files.exists(FULL), "there is no /dev/full");
        Residue.check(AsyncFileTest::full);
    }

    /** A write that nobody waits for fails, if it had begun: the next call says so, or closing does. */
    @Async
    private static Coroutine<Void> fullBehindOnesBack() throws IOException {
        for (int round = 0; round < 10; round++) {
            AsyncFile file = await(AsyncFile.open(FULL, StandardOpenOption.WRITE));
            Task<Void> write = start(file.write(ByteBuffer.allocate(1_000_000)));
            await(steps(1 + round / 2));
            if (!write.isDone()) {
                write.cancel("test");
            }
            boolean told = await(tells(write));
            boolean calls = round % 2 == 0;
            if (calls) {
                assertTrue(await(failureOf(file, 1)).getMessage().contains("No space"));
            }
            try {
                await(closing(file));
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("No space"), e.getMessage());
                assertFalse(told || calls, "it was told twice");
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Boolean> tells(Task<Void> write) {
        try {
            await(write, IOException.class);
            throw new AssertionError("it was written");
        } catch (IOException told) {
            return result(true);
        } catch (CancellationException cancelled) {
            return result(false);
        }
    }

    /** As {@code closeAsync}, which throws what it does not declare. */
    @Async
    @SuppressWarnings("RedundantThrows")
    private static Coroutine<Void> closing(AsyncFile file) throws IOException {
        await(file.closeAsync());
        return done();
    }

    @Test
    void aWriteThatFailsBehindOnesBackIsTold() {
        assumeTrue(Files.exists(FULL), "there is no /dev/full");
        Residue.check(AsyncFileTest::fullBehindOnesBack);
    }

    /** One task at a time, since there is one position. The worker may be faster than the second task: then once more. */
    @Async
    private static Coroutine<Void> twoUsers() throws IOException {
        Path path = directory.resolve("users");
        try (AsyncFile file = await(AsyncFile.open(path, READ_WRITE))) {
            String refusal = "";
            while (refusal.isEmpty()) {
                Task<Void> writer = start(file.write(ByteBuffer.allocate(1_000_000)), "the writer");
                refusal = await(refusalOfARead(file));
                await(writer);
            }
            assertTrue(refusal.contains("the writer"), refusal);
            refusal = "";
            while (refusal.isEmpty()) {
                Task<Boolean> reader = start(file.position(0).read(ByteBuffer.allocate(1)), "the reader");
                refusal = await(refusalOfARead(file));
                assertTrue(await(reader));
            }
            assertTrue(refusal.contains("the reader"), refusal);
        }
        return done();
    }

    @Async
    private static Coroutine<String> refusalOfARead(AsyncFile file) throws IOException {
        await(yieldNow());
        try {
            await(file.read(ByteBuffer.allocate(1)));
            return result("");
        } catch (IllegalStateException refused) {
            return result(refused.getMessage());
        }
    }

    @Test
    void aSecondReaderOrWriterIsRefused() {
        Residue.check(AsyncFileTest::twoUsers);
    }

    /** Closing while others use it: their calls fail, the write is whole. */
    @Async
    private static Coroutine<Void> closedMeanwhile() throws IOException {
        Path path = directory.resolve("closed");
        byte[] all = ChildMain.flood(8_000_000);
        AsyncFile file = await(AsyncFile.open(path, READ_WRITE));
        Task<Boolean> writer = start(isClosedMeanwhile(file, all));
        await(yieldNow());
        await(file.closeAsync());
        await(file.closeAsync());
        boolean failed = await(writer);
        byte[] written = Files.readAllBytes(path);
        assertTrue(written.length == all.length || (failed && written.length == 0), "torn at " + written.length);
        if (written.length > 0) {
            assertArrayEquals(all, written);
        }
        try {
            await(file.size());
            fail("it has a size");
        } catch (ClosedChannelException expected) {
            // closed before
        }
        return done();
    }

    @Async
    private static Coroutine<Boolean> isClosedMeanwhile(AsyncFile file, byte[] all) throws IOException {
        try {
            await(file.write(ByteBuffer.wrap(all)));
            return result(false);
        } catch (AsynchronousCloseException expected) {
            return result(true);
        }
    }

    @Test
    void closingLeavesAWriteWhole() {
        Residue.check(AsyncFileTest::closedMeanwhile);
    }

    /** A cancelled read leaves the position; a cancelled write is whole or has not begun; the next call waits for it. */
    @Async
    private static Coroutine<Void> cancelled() throws IOException {
        Path path = directory.resolve("cancelled");
        byte[] all = ChildMain.flood(700_000);
        try (AsyncFile file = await(AsyncFile.open(path, READ_WRITE))) {
            for (int steps = 0; steps < 12; steps++) {
                await(file.truncate(0));
                ByteBuffer buffer = ByteBuffer.wrap(all);
                Task<Void> write = start(file.position(0).write(buffer));
                await(steps(steps));
                write.cancel("test");
                boolean cancelled = await(isCancelled(write));
                long size = await(file.size());
                assertTrue(size == all.length || (cancelled && size == 0), "torn: " + size);
                assertEquals(size, file.position());
                assertEquals(size, buffer.position());
                if (size == 0) {
                    await(file.write(buffer));
                }
                Task<Boolean> read = start(file.position(5).read(ByteBuffer.allocate(1000)));
                await(steps(steps % 5));
                read.cancel("test");
                cancelled = await(isCancelled(read));
                assertEquals(cancelled ? 5 : 1005, file.position());
                assertArrayEquals(all, await(new ByteReader(file.position(0)).all(all.length)));
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> steps(int count) {
        for (int i = 0; i < count; i++) {
            await(yieldNow());
        }
        return done();
    }

    @Test
    void cancelledCallsTearNothing() {
        Residue.check(AsyncFileTest::cancelled);
    }

    /** A cancelled open leaves no descriptor. */
    @Async
    private static Coroutine<Void> cancelledOpen() throws IOException {
        Path path = Files.writeString(directory.resolve("opened"), "x");
        for (int steps = 0; steps < 20; steps++) {
            Task<AsyncFile> opening = start(AsyncFile.open(path));
            await(steps(steps));
            opening.cancel("test");
            if (!await(isCancelled(opening))) {
                await(await(opening).closeAsync());
            }
        }
        try (AsyncFile last = await(AsyncFile.open(path))) { // the workers have ended what came before, or nearly
            assertEquals("x", await(readText(last, 9)));
        }
        return done();
    }

    @Test
    void aCancelledOpenLeavesNoDescriptor() {
        Residue.check(AsyncFileTest::cancelledOpen);
    }

    /** The loop ends: what is open is closed and reported. */
    @Async
    private static Coroutine<Void> leaked() throws IOException {
        AsyncFile file = await(AsyncFile.open(directory.resolve("leaked"), READ_WRITE));
        await(file.write(bytes("x")));
        return done();
    }

    @Test
    void aFileThatIsLeftOpenIsReported() {
        List<String> reports = Residue.reports(EventLoop.create(), AsyncFileTest::leaked);
        assertEquals(1, reports.size(), reports.toString());
        assertTrue(reports.get(0).endsWith("leaked was not closed before its event loop has ended"), reports.get(0));
    }

    /** A file of another loop. */
    @Test
    void aFileBelongsToItsLoop() throws IOException {
        AsyncFile[] file = new AsyncFile[1];
        EventLoop loop = EventLoop.create();
        loop.onUncaught((subject, failure) -> {});
        loop.runUntilComplete(keep(file));
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> Weft.run(() -> file[0].size()));
        assertTrue(e.getMessage().contains(loop.toString()), e.getMessage());
        loop.close();
    }

    @Async
    private static Coroutine<Void> keep(AsyncFile[] file) throws IOException {
        file[0] = await(AsyncFile.open(directory.resolve("kept"), READ_WRITE));
        return done();
    }
}
