package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link Subprocess#run}, which asyncio calls communicate. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("jdk")
class SubprocessRunTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static ProcessBuilder shell(String script) {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
        return new ProcessBuilder("/bin/sh", "-c", script);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** test_communicate, with more than all pipes and queues hold, to both outputs. */
    @Async
    private static Coroutine<Void> large() throws IOException {
        byte[] input = ChildMain.flood(1_500_000);
        ByteBuffer buffer = ByteBuffer.wrap(input);
        Subprocess.Finished end = await(Subprocess.run(ChildMain.child("cat-twice"), buffer, input.length));
        assertEquals(0, end.exitCode());
        assertArrayEquals(input, end.out());
        assertArrayEquals(input, end.err());
        assertEquals(0, buffer.position());
        return done();
    }

    @Test
    void muchGoesThroughAllPipesAtOnce() {
        Residue.check(SubprocessRunTest::large);
    }

    /** test_shell; test_empty_input: the child sees an end. */
    @Async
    private static Coroutine<Void> small() throws IOException {
        Subprocess.Finished end = await(Subprocess.run(shell("cat; echo out; echo err >&2; exit 4"), NOTHING, 4));
        assertEquals(4, end.exitCode());
        assertEquals("out\n", text(end.out()));
        assertEquals("err\n", text(end.err()));
        return done();
    }

    @Test
    void bothOutputsAndTheCode() {
        Residue.check(SubprocessRunTest::small);
    }

    /** test_communicate_ignore_broken_pipe. */
    @Async
    private static Coroutine<Void> ignored() throws IOException {
        Subprocess.Finished end =
                await(Subprocess.run(ChildMain.child("exit", "2"), ByteBuffer.allocate(1_000_000), 100));
        assertEquals(2, end.exitCode());
        return done();
    }

    @Test
    void aChildNeedNotReadItsInput() {
        Residue.check(SubprocessRunTest::ignored);
    }

    /** Beyond the limit, on either output: the child is killed. */
    @Async
    private static Coroutine<Void> tooLong() throws IOException {
        for (String where : List.of("stdout", "stderr")) {
            try {
                await(Subprocess.run(shell("exec yes" + (where.equals("stderr") ? " >&2" : "")), NOTHING, 100_000));
                fail("it has ended");
            } catch (TooLongException e) {
                assertTrue(e.getMessage().contains(where), e.getMessage());
                assertTrue(e.getMessage().contains("mostOutput is 100000"), e.getMessage());
            }
        }
        Subprocess.Finished exact = await(Subprocess.run(ChildMain.child("flood", "1000"), NOTHING, 1000));
        assertEquals(1000, exact.out().length);
        try {
            await(Subprocess.run(shell("true"), NOTHING, -1));
            fail("a negative limit");
        } catch (IllegalArgumentException expected) {
            assertTrue(expected.getMessage().contains("-1"), expected.getMessage());
        }
        return done();
    }

    @Test
    void outputBeyondTheLimitKillsTheChild() {
        Residue.check(SubprocessRunTest::tooLong);
    }

    /** cpython #119710, #87744; inspect_ai #4263: somebody else keeps the pipes open. */
    @Async
    private static Coroutine<Void> leftBehind() throws IOException {
        Subprocess.Finished end = await(Subprocess.run(shell("tail -f /dev/null & echo $!; exit 3"), NOTHING, 100));
        ProcessHandle left =
                ProcessHandle.of(Long.parseLong(text(end.out()).strip())).orElseThrow();
        assertTrue(left.isAlive());
        left.destroyForcibly();
        assertEquals(3, end.exitCode());
        return done();
    }

    @Test
    void aGrandchildWithThePipesIsNotWaitedFor() {
        Residue.check(SubprocessRunTest::leftBehind);
    }

    /** cpython #103847, test_cancel_post_init: at any step, the child is killed and nothing is left. */
    @Async
    private static Coroutine<Void> cancelled() throws IOException {
        for (int steps = 0; steps < 30; steps++) {
            Task<Subprocess.Finished> run = start(
                    Subprocess.run(shell("trap '' TERM; exec tail -f /dev/null"), ByteBuffer.allocate(300_000), 9));
            for (int i = 0; i < steps; i++) {
                await(yieldNow());
            }
            run.cancel("test");
            try {
                await(run);
                fail("it has ended");
            } catch (CancellationException expected) {
                assertTrue(ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
            }
        }
        return done();
    }

    @Test
    void aCancelledRunKillsTheChild() {
        Residue.check(SubprocessRunTest::cancelled);
    }

    /** Many at once: outputs are not mixed up. */
    @Async
    private static Coroutine<Void> many() throws IOException {
        List<Coroutine<Subprocess.Finished>> runs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            runs.add(Subprocess.run(
                    shell("echo " + i + "; cat >&2"),
                    ByteBuffer.wrap(("in " + i).getBytes(StandardCharsets.US_ASCII)),
                    20));
        }
        int i = 0;
        for (Subprocess.Finished end : await(gather(runs))) {
            assertEquals(i + "\n", text(end.out()));
            assertEquals("in " + i, text(end.err()));
            i++;
        }
        return done();
    }

    @Test
    void manyRunAtOnce() {
        Residue.check(SubprocessRunTest::many);
    }
}
