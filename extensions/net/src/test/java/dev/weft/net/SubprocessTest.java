package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The streams and the exit of children. Comments name the rows of asyncio's test_subprocess that a test stands for. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("jdk")
class SubprocessTest {
    @TempDir
    static Path directory;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    static ProcessBuilder shell(String script) {
        return new ProcessBuilder("/bin/sh", "-c", script);
    }

    private static void assumeShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    }

    /** test_stdin_stdout. */
    @Async
    private static Coroutine<Void> catGivesBack() throws IOException {
        try (Subprocess cat = await(Subprocess.start(ChildMain.child("cat")))) {
            ByteReader out = new ByteReader(cat.stdout());
            await(cat.stdin().write(bytes("one\ntwo\n")));
            await(cat.stdin().end());
            await(cat.stdin().end()); // again
            assertEquals("one", await(out.line(10)));
            assertEquals("two", await(out.line(10)));
            assertNull(await(out.line(10)));
            assertFalse(await(cat.stderr().read(ByteBuffer.allocate(1))));
            assertEquals(0, await(cat.exit()));
            assertEquals(0, await(cat.exit())); // wait after exit
        }
        return done();
    }

    @Test
    void aChildReadsAndWrites() {
        Residue.check(SubprocessTest::catGivesBack);
    }

    /** test_read_stdout_after_process_exit; the queue and the pipe hold it. */
    @Async
    private static Coroutine<Void> readAfterExit() throws IOException {
        int length = 50_000;
        try (Subprocess child = await(Subprocess.start(ChildMain.child("flood", "" + length)))) {
            assertEquals(0, await(child.exit()));
            assertArrayEquals(ChildMain.flood(length), await(new ByteReader(child.stdout()).all(length)));
            assertArrayEquals(ChildMain.flood(length), await(new ByteReader(child.stderr()).all(length)));
        }
        return done();
    }

    @Test
    void outputCanBeReadAfterTheExit() {
        Residue.check(SubprocessTest::readAfterExit);
    }

    /** test_pause_reading: a child that nobody reads from waits, and loses nothing. */
    @Async
    private static Coroutine<Void> slowReader() throws IOException {
        int length = 1_000_000;
        try (Subprocess child = await(Subprocess.start(ChildMain.child("flood", "" + length)))) {
            ByteBuffer first = ByteBuffer.allocate(1);
            assertTrue(await(child.stderr().read(first)));
            assertTrue(child.process().isAlive());
            await(child.stderr().readable());
            byte[] rest = await(new ByteReader(child.stderr()).exactly(length - 1));
            assertEquals(ChildMain.floodAt(length - 1), rest[length - 2]);
            assertArrayEquals(ChildMain.flood(length), await(new ByteReader(child.stdout()).all(length)));
            assertEquals(0, await(child.exit()));
        }
        return done();
    }

    @Test
    void aChildWaitsForItsReader() {
        Residue.check(SubprocessTest::slowReader);
    }

    /** test_stdin_broken_pipe. */
    @Async
    private static Coroutine<Void> brokenPipe() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("exit", "3")))) {
            assertEquals(3, await(child.exit()));
            for (int i = 0; i < 2; i++) {
                try {
                    await(child.stdin().write(bytes("x")));
                    fail("it was written");
                } catch (IOException broken) {
                    assertTrue(broken.getMessage().startsWith("Broken pipe"), broken.getMessage());
                    assertTrue(broken.getMessage().contains("" + child.process().pid()), broken.getMessage());
                }
            }
        }
        return done();
    }

    @Test
    void aWriteToAChildThatHasEndedFails() {
        Residue.check(SubprocessTest::brokenPipe);
    }

    /** The same while the write waits: more than the pipe and the queue hold. */
    @Async
    private static Coroutine<Void> brokenWhileWriting() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("deaf")))) {
            assertEquals("ready", await(new ByteReader(child.stdout()).line(10)));
            Task<Void> write = start(child.stdin().write(ByteBuffer.allocate(1_000_000)));
            await(yieldNow());
            await(yieldNow());
            assertFalse(write.isDone());
            child.process().destroyForcibly();
            try {
                await(write, IOException.class);
                fail("it was written");
            } catch (IOException broken) {
                assertTrue(broken.getMessage().startsWith("Broken pipe"), broken.getMessage());
            }
            assertTrue(await(child.exit()) != 0);
        }
        return done();
    }

    @Test
    void aWriteThatWaitsFailsWhenTheChildEnds() {
        Residue.check(SubprocessTest::brokenWhileWriting);
    }

    /** A child that never reads: a write waits, can be cancelled, and closing does not hang. */
    @Async
    private static Coroutine<Void> deaf() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("deaf")))) {
            assertEquals("ready", await(new ByteReader(child.stdout()).line(10)));
            Task<Void> write = start(child.stdin().write(ByteBuffer.allocate(1_000_000)));
            await(yieldNow());
            await(yieldNow());
            Task<Void> second = start(child.stdin().write(bytes("x")));
            try {
                await(second);
                fail("two tasks write");
            } catch (IllegalStateException named) {
                assertTrue(named.getMessage().contains("writes already"), named.getMessage());
            }
            write.cancel("test");
            try {
                await(write);
                fail("it was written");
            } catch (CancellationException expected) {
                // the rest is less than 1 MiB, so the pipe lives
            }
        }
        return done();
    }

    @Test
    void aChildThatNeverReadsCanBeClosed() {
        Residue.check(SubprocessTest::deaf);
    }

    /** More than 1 MiB would be left: the input is aborted, and says so from then on. */
    @Async
    private static Coroutine<Void> tooMuchLeft() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("deaf")))) {
            assertEquals("ready", await(new ByteReader(child.stdout()).line(10)));
            Task<Void> write = start(child.stdin().write(ByteBuffer.allocate(3_000_000)));
            await(yieldNow());
            await(yieldNow());
            write.cancel("test");
            try {
                await(write);
                fail("it was written");
            } catch (CancellationException expected) {
                // the message is torn
            }
            try {
                await(child.stdin().write(bytes("x")));
                fail("it was written");
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("aborted"), e.getMessage());
            }
        }
        return done();
    }

    @Test
    void tooMuchThatIsLeftAbortsTheInput() {
        Residue.check(SubprocessTest::tooMuchLeft);
    }

    /** Elsewhere than on its loop. */
    @Async
    private static Coroutine<Void> elsewhere() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("cat")))) {
            String refusal = await(Weft.blocking(() -> {
                EventLoop other = EventLoop.create();
                try {
                    return Weft.run(other, child::exit).toString();
                } catch (IllegalStateException refused) {
                    return refused.getMessage().contains(other.toString()) ? refused.getMessage() : "no name";
                }
            }));
            assertTrue(refusal.contains(EventLoop.running().toString()), refusal);
        }
        return done();
    }

    @Test
    void aChildBelongsToItsLoop() {
        Residue.check(SubprocessTest::elsewhere);
    }

    /** The pipes end, the process does not. */
    @Async
    private static Coroutine<Void> closesItsPipes() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("close-outputs")))) {
            assertFalse(await(child.stdout().read(ByteBuffer.allocate(1))));
            assertFalse(await(child.stderr().read(ByteBuffer.allocate(1))));
            assertTrue(child.process().isAlive());
            await(child.stdin().end());
            assertEquals(0, await(child.exit()));
        }
        return done();
    }

    @Test
    void aChildMayCloseItsPipesAndLive() {
        Residue.check(SubprocessTest::closesItsPipes);
    }

    /** cpython #119710, test_wait_even_if_pipe_is_open: the exit is that of the child, whoever has its pipes. */
    @Async
    private static Coroutine<Void> grandchildHoldsPipes() throws IOException {
        try (Subprocess child = await(Subprocess.start(shell("cat <&0 & echo $!; exit 7")))) {
            ByteReader out = new ByteReader(child.stdout());
            long grandchild = Long.parseLong(String.valueOf(await(out.line(20))));
            try {
                assertEquals(7, await(child.exit()));
            } finally {
                ProcessHandle.of(grandchild).ifPresent(ProcessHandle::destroyForcibly);
            }
            assertNull(await(out.line(20)));
        }
        return done();
    }

    @Test
    void aGrandchildThatHoldsThePipesDoesNotDelayTheExit() {
        assumeShell();
        Residue.check(SubprocessTest::grandchildHoldsPipes);
    }

    /** test_subprocess_concurrent_wait, test_cancel_process_wait. */
    @Async
    private static Coroutine<Void> manyWait() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("cat")))) {
            Task<Integer> one = start(child.exit());
            Task<Integer> other = start(child.exit());
            Task<Integer> cancelled = start(child.exit());
            await(yieldNow());
            cancelled.cancel("test");
            await(child.stdin().end());
            assertEquals(List.of(0, 0, 0), await(gather(one, other, child.exit())));
            assertTrue(cancelled.isCancelled());
        }
        return done();
    }

    @Test
    void anyNumberOfTasksWaitForTheExit() {
        Residue.check(SubprocessTest::manyWait);
    }

    /** test_kill, test_terminate, test_send_signal. */
    @Async
    private static Coroutine<Void> signals() throws IOException {
        try (Subprocess killed = await(Subprocess.start(shell("echo; exec cat")))) {
            assertEquals("", await(new ByteReader(killed.stdout()).line(1)));
            killed.process().destroyForcibly();
            assertEquals(128 + 9, await(killed.exit()));
        }
        try (Subprocess terminated = await(Subprocess.start(shell("echo; exec cat")))) {
            assertEquals("", await(new ByteReader(terminated.stdout()).line(1)));
            terminated.process().destroy();
            assertEquals(128 + 15, await(terminated.exit()));
        }
        try (Subprocess told = await(Subprocess.start(shell("trap 'echo got; exit 5' HUP; echo up; read x")))) {
            ByteReader out = new ByteReader(told.stdout());
            assertEquals("up", await(out.line(10)));
            await(Subprocess.run(shell("kill -HUP " + told.process().pid()), ByteBuffer.allocate(0), 1000));
            assertEquals("got", await(out.line(10))); // destroying it would have closed the pipe
            assertEquals(5, await(told.exit()));
        }
        return done();
    }

    @Test
    void signalsReachTheChild() {
        assumeShell();
        Residue.check(SubprocessTest::signals);
    }

    /** test_popen_error, test_popen_error_with_stdin_pipe: nothing is left, and the message has the name. */
    @Async
    private static Coroutine<Void> notFound() throws IOException {
        try {
            await(Subprocess.start(new ProcessBuilder("no-such-command-of-weft", "x")));
            fail("it was started");
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("no-such-command-of-weft"), e.getMessage());
        }
        return done();
    }

    @Test
    void aCommandThatIsMissingIsNamed() {
        Residue.check(SubprocessTest::notFound);
    }

    /** test_create_subprocess_env_exec; directory; the builder may be changed meanwhile. */
    @Async
    private static Coroutine<Void> environment() throws IOException {
        ProcessBuilder what = ChildMain.child("where").directory(directory.toFile());
        what.environment().put("WEFT_TEST", "right");
        Task<Subprocess> starting = start(Subprocess.start(what));
        await(yieldNow());
        what.environment().put("WEFT_TEST", "wrong");
        what.command("wrong");
        try (Subprocess child = await(starting)) {
            String said = new String(await(new ByteReader(child.stdout()).all(10_000)), StandardCharsets.UTF_8);
            assertEquals(directory.toRealPath() + " right", said);
        }
        return done();
    }

    @Test
    void theBuilderIsCopied() {
        Residue.check(SubprocessTest::environment);
    }

    /** test_devnull_input, test_devnull_output, test_devnull_error; test_stdin_not_inheritable. */
    @Async
    private static Coroutine<Void> redirected() throws IOException {
        File file = directory.resolve("redirected").toFile();
        Files.writeString(file.toPath(), "from the file");
        ProcessBuilder what = ChildMain.child("cat").redirectInput(file).redirectOutput(Redirect.DISCARD);
        what.redirectError(Redirect.INHERIT);
        try (Subprocess child = await(Subprocess.start(what))) {
            try {
                await(child.stdin().write(bytes("x")));
                fail("it was written");
            } catch (ClosedChannelException expected) {
                // it comes from the file
            }
            assertFalse(await(child.stdout().read(ByteBuffer.allocate(1))));
            await(child.stdout().readable());
            assertFalse(await(child.stderr().read(ByteBuffer.allocate(1))));
            assertEquals(0, await(child.exit()));
        }
        Subprocess.Finished merged = await(
                Subprocess.run(ChildMain.child("flood", "10").redirectErrorStream(true), ByteBuffer.allocate(0), 20));
        assertEquals(20, merged.out().length);
        assertEquals(0, merged.err().length);
        Subprocess.Finished read =
                await(Subprocess.run(ChildMain.child("cat").redirectInput(file), ByteBuffer.allocate(0), 20));
        assertEquals("from the file", new String(read.out(), StandardCharsets.US_ASCII));
        try {
            await(Subprocess.run(ChildMain.child("cat").redirectInput(file), bytes("x"), 20));
            fail("the input went nowhere");
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("redirected"), e.getMessage());
        }
        return done();
    }

    @Test
    void redirectedStreamsHaveEnded() {
        Residue.check(SubprocessTest::redirected);
    }

    /** One reader at a time; closing wakes it; closed streams say so. */
    @Async
    private static Coroutine<Void> readers() throws IOException {
        Subprocess child = await(Subprocess.start(ChildMain.child("cat")));
        Task<Boolean> reader = start(isClosedMeanwhile(child.stdout()), "the reader");
        await(yieldNow());
        await(yieldNow());
        try {
            await(child.stdout().read(ByteBuffer.allocate(1)));
            fail("two tasks read");
        } catch (IllegalStateException named) {
            assertTrue(named.getMessage().contains("the reader"), named.getMessage());
        }
        await(child.closeAsync());
        await(child.closeAsync()); // again
        assertTrue(await(reader));
        try {
            await(child.stderr().read(ByteBuffer.allocate(1)));
            fail("it has read");
        } catch (ClosedChannelException expected) {
            // closed before
        }
        assertInstanceOf(Integer.class, await(child.exit()));
        return done();
    }

    @Async
    private static Coroutine<Boolean> isClosedMeanwhile(ByteSource source) throws IOException {
        try {
            await(source.read(ByteBuffer.allocate(1)));
            return result(false);
        } catch (AsynchronousCloseException expected) {
            return result(true);
        }
    }

    @Test
    void closingWakesTheReader() {
        Residue.check(SubprocessTest::readers);
    }

    /** The reading end closed alone: a child that goes on to write gets a broken pipe, as in a shell. */
    @Async
    private static Coroutine<Void> closedOutput() throws IOException {
        try (Subprocess yes = await(Subprocess.start(shell("exec yes")))) {
            assertTrue(await(yes.stdout().read(ByteBuffer.allocate(10))));
            await(yes.stdout().closeAsync());
            assertEquals(128 + 13, await(yes.exit()));
        }
        return done();
    }

    @Test
    void aClosedOutputIsABrokenPipeForTheChild() {
        assumeShell();
        Residue.check(SubprocessTest::closedOutput);
    }

    /** The pipes belong to the pumps. */
    @Async
    private static Coroutine<Void> view() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("cat")))) {
            Process process = child.process();
            assertThrows(IllegalStateException.class, process::getInputStream);
            assertThrows(IllegalStateException.class, process::getOutputStream);
            assertThrows(IllegalStateException.class, process::getErrorStream);
            assertTrue(process.isAlive());
            assertThrows(IllegalThreadStateException.class, process::exitValue);
            assertEquals(process.pid(), process.toHandle().pid());
            assertTrue(child.toString().contains("" + process.pid()), child.toString());
            await(child.stdin().end());
            assertEquals(0, await(process.onExit()).exitValue());
        }
        return done();
    }

    @Test
    void theProcessIsShownWithoutItsPipes() {
        Residue.check(SubprocessTest::view);
    }

    /** cpython #139373: a cancelled read loses nothing, whenever it is cancelled. */
    @Async
    private static Coroutine<Void> cancelledReads() throws IOException {
        int length = 300_000;
        byte[] expected = ChildMain.flood(length);
        try (Subprocess child = await(Subprocess.start(ChildMain.child("cat")))) {
            Task<Void> write = start(child.stdin().write(ByteBuffer.wrap(expected)));
            int read = 0;
            for (int round = 0; read < length; round++) {
                ByteBuffer some = ByteBuffer.allocate(700);
                Task<Boolean> reading = start(child.stdout().read(some));
                for (int i = 0; i < round % 4; i++) {
                    await(yieldNow());
                }
                reading.cancel("test");
                try {
                    assertTrue(await(reading));
                } catch (CancellationException cancelled) {
                    assertEquals(0, some.position());
                    if (round % 7 == 0) {
                        await(child.stdout().readable());
                    }
                }
                some.flip();
                assertEquals(ByteBuffer.wrap(expected, read, some.remaining()), some);
                read += some.remaining();
            }
            await(write);
            await(child.stdin().end());
            assertFalse(await(child.stdout().read(ByteBuffer.allocate(1))));
        }
        return done();
    }

    @Test
    void aCancelledReadLosesNothing() {
        Residue.check(SubprocessTest::cancelledReads);
    }

    /** test_cancel_make_subprocess_transport_exec: a start that is cancelled leaves no process. */
    @Async
    private static Coroutine<Void> cancelledStart() throws IOException {
        for (int steps = 0; steps < 4; steps++) {
            Task<Void> task = start(startAndWait());
            for (int i = 0; i < steps; i++) {
                await(yieldNow());
            }
            task.cancel("test");
            try {
                await(task);
                fail("it has ended");
            } catch (CancellationException expected) {
                assertTrue(task.isCancelled());
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> startAndWait() throws IOException {
        try (Subprocess child = await(Subprocess.start(ChildMain.child("deaf")))) {
            await(child.exit());
        }
        return done();
    }

    @Test
    void aCancelledStartLeavesNoProcess() {
        Residue.check(SubprocessTest::cancelledStart);
    }
}
