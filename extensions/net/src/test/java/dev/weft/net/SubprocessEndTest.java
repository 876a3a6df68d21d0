package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How children end: by closing, with their descendants, and with their loop. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("jdk")
class SubprocessEndTest {
    private static final String STUBBORN = "trap '' TERM; echo up; while :; do read x || exec tail -f /dev/null; done";

    /** The process that a test has begun last, if it does not return it. */
    private static ProcessHandle begun;

    @BeforeAll
    static void thereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("/bin/sh", "-c", script);
    }

    @Async
    private static Coroutine<Subprocess> startUntilUp(String script) throws IOException {
        Subprocess child = await(Subprocess.start(shell(script)));
        begun = child.process().toHandle();
        assertEquals("up", await(new ByteReader(child.stdout()).line(10)));
        return Weft.result(child);
    }

    private static boolean hasEnded(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        return !process.isAlive()
                || (Files.exists(stat) && Files.readString(stat).contains(") Z "));
    }

    /** The child is asked, and has its time. */
    @Async
    private static Coroutine<Void> asked() throws IOException {
        Subprocess child = await(startUntilUp("trap 'exit 5' TERM; echo up; read x"));
        await(child.closeAsync());
        assertEquals(5, await(child.exit()));
        return done();
    }

    @Test
    void closingAsksFirst() {
        Residue.check(SubprocessEndTest::asked);
    }

    /** It may go on to write while it ends: closing takes that away, so that it does not wait for a reader. */
    @Async
    private static Coroutine<Void> chatty() throws IOException {
        Subprocess child =
                await(startUntilUp("trap 'head -c 300000 /dev/zero || exit 7; exit 6' TERM; echo up; read x"));
        await(child.closeAsync());
        assertEquals(6, await(child.exit()));
        return done();
    }

    @Test
    void aChildMayWriteWhileItEnds() {
        Residue.check(SubprocessEndTest::chatty);
    }

    /** test_close_kill_running: one that does not listen is killed after five seconds, here of virtual time. */
    @Async
    private static Coroutine<Void> stubborn() throws IOException {
        Duration before = EventLoop.running().time();
        Subprocess child = await(startUntilUp(STUBBORN));
        await(child.closeAsync());
        assertEquals(128 + 9, await(child.exit()));
        Duration taken = EventLoop.running().time().minus(before);
        assertTrue(taken.compareTo(Duration.ofSeconds(5)) >= 0, taken.toString());
        assertTrue(taken.compareTo(Duration.ofSeconds(11)) < 0, taken.toString());
        return done();
    }

    @Test
    void closingKillsAfterFiveSeconds() {
        VirtualTime time = new VirtualTime();
        Residue.check(EventLoop.create(time, time), SubprocessEndTest::stubborn);
    }

    /** test_close_dont_kill_finished. */
    @Async
    private static Coroutine<Void> finished() throws IOException {
        Subprocess child = await(Subprocess.start(shell("exit 3")));
        assertEquals(3, await(child.exit()));
        await(child.closeAsync());
        assertEquals(3, await(child.exit()));
        return done();
    }

    @Test
    void closingLeavesTheExitCodeOfOneThatHasEnded() {
        Residue.check(SubprocessEndTest::finished);
    }

    /** A cancelled closing kills at once; the clock does not move. */
    @Async
    private static Coroutine<Void> cancelledClose() throws IOException {
        Subprocess child = await(startUntilUp(STUBBORN));
        Task<Void> closing = start(child.closeAsync());
        Task<Void> other = start(child.closeAsync());
        await(yieldNow());
        await(yieldNow());
        closing.cancel("test");
        assertEquals(128 + 9, await(child.exit()));
        try {
            await(closing);
            fail("it is closed in order");
        } catch (CancellationException expected) {
            // closed all the same
        }
        await(other);
        return done();
    }

    @Test
    void aCancelledClosingKills() {
        Residue.check(SubprocessEndTest::cancelledClose);
    }

    /** test_kill_issue43884, cpython #125502: descendants end with the child, also those that do not listen. */
    @Async
    private static Coroutine<Void> descendants() throws IOException {
        Subprocess child = await(Subprocess.start(
                shell("(trap '' TERM; tail -f /dev/null) & echo $!; tail -f /dev/null & echo $!; echo up; wait")));
        ByteReader out = new ByteReader(child.stdout());
        List<ProcessHandle> family = new ArrayList<>();
        for (String line = await(out.line(20)); line != null && !line.equals("up"); line = await(out.line(20))) {
            family.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
        }
        assertEquals(2, family.size());
        family.addAll(child.process().descendants().toList());
        await(child.closeAsync());
        await(child.exit());
        for (ProcessHandle each : family) {
            long begin = System.nanoTime();
            while (!hasEnded(each) && System.nanoTime() - begin < 5_000_000_000L) { // the system takes its time to kill
                await(yieldNow());
            }
            boolean ended = hasEnded(each);
            each.destroyForcibly();
            assertTrue(ended, "it lives on: " + each.pid());
        }
        return done();
    }

    @Test
    void descendantsEndToo() {
        VirtualTime time = new VirtualTime();
        Residue.check(EventLoop.create(time, time), SubprocessEndTest::descendants);
    }

    /** A child that is left open is killed and reported when its loop ends. */
    @Async
    private static Coroutine<Void> leaked() throws IOException {
        var unused = await(startUntilUp("echo up; read x"));
        return done();
    }

    @Test
    void aChildThatIsLeftRunningIsKilledAndReported() {
        EventLoop loop = EventLoop.create();
        List<String> reports = new ArrayList<>();
        loop.onUncaught((subject, failure) -> reports.add(subject.getClass().getSimpleName() + ": " + failure));
        Weft.run(loop, SubprocessEndTest::leaked);
        begun.onExit().join();
        assertEquals(1, reports.size(), reports.toString());
        assertTrue(reports.get(0).startsWith("Subprocess: "), reports.get(0));
        assertTrue(reports.get(0).contains("process " + begun.pid() + " (/bin/sh) was not closed"), reports.get(0));
        Residue.joinPumps();
    }

    /** One that has ended is no leak; its streams are let go of. */
    @Async
    private static Coroutine<Void> leftEnded() throws IOException {
        Subprocess child = await(Subprocess.start(shell("head -c 100000 /dev/zero & exit 0")));
        assertEquals(0, await(child.exit()));
        return done();
    }

    @Test
    void aChildThatHasEndedIsNotReported() {
        Residue.check(SubprocessEndTest::leftEnded);
    }

    /** Children are of this JVM's group, as those of asyncio are: the JDK knows no other (test_start_new_session). */
    @Async
    private static Coroutine<Void> group() throws IOException {
        Subprocess.Finished own =
                await(Subprocess.run(shell("cut -d' ' -f5 /proc/$$/stat"), ByteBuffer.allocate(0), 100));
        String group = new String(own.out(), StandardCharsets.US_ASCII).strip();
        String stat = Files.readString(Path.of("/proc/self/stat"));
        assertTrue(stat.matches(".*\\) \\S \\d+ " + group + " .*\\s*"), group + " is not the group in " + stat);
        return done();
    }

    @Test
    void childrenAreInTheGroupOfTheirParent() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "there is no /proc");
        Residue.check(SubprocessEndTest::group);
    }
}
