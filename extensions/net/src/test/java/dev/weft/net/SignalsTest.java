package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static dev.weft.net.Fails.isCancelled;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals to this JVM, sent by a shell. The JVM itself uses neither {@code USR2} nor {@code WINCH}. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("jdk")
class SignalsTest {
    @BeforeAll
    static void thereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    }

    @Async
    private static Coroutine<Void> send(String name, long to) throws IOException {
        ProcessBuilder kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + to);
        assertEquals(
                0, await(Subprocess.run(kill, ByteBuffer.allocate(0), 1000)).exitCode());
        return done();
    }

    @Async
    private static Coroutine<Void> send(String name) throws IOException {
        await(send(name, ProcessHandle.current().pid()));
        return done();
    }

    /** Several objects for one name each receive it; the same object receives several names. */
    @Async
    private static Coroutine<Void> shared() throws IOException {
        Signals other = Signals.of("USR2");
        try (Signals both = Signals.of("USR2", "WINCH")) {
            Task<String> waiting = start(both.next());
            await(send("USR2"));
            assertEquals("USR2", await(waiting));
            assertEquals("USR2", await(other.next()));
            await(send("WINCH"));
            assertEquals("WINCH", await(both.next()));
            other.close();
            other.close();
            await(send("USR2"));
            assertEquals("USR2", await(both.next()));
        }
        return done();
    }

    @Test
    void eachReceivesItsSignals() {
        Residue.check(SignalsTest::shared);
    }

    /** Those that come while nobody waits are kept; a cancelled wait loses none. */
    @Async
    private static Coroutine<Void> kept() throws IOException {
        try (Signals signals = Signals.of("USR2", "WINCH")) {
            Task<String> waiting = start(signals.next(), "the waiting one");
            await(yieldNow());
            await(yieldNow());
            try {
                await(signals.next());
                fail("two tasks wait");
            } catch (IllegalStateException e) {
                assertTrue(e.getMessage().contains("the waiting one"), e.getMessage());
            }
            waiting.cancel("test");
            await(send("WINCH"));
            await(send("USR2"));
            assertTrue(await(isCancelled(waiting)));
            assertEquals(Set.of("USR2", "WINCH"), new HashSet<>(List.of(await(signals.next()), await(signals.next()))));
        }
        return done();
    }

    @Test
    void noSignalIsLost() {
        Residue.check(SignalsTest::kept);
    }

    /** Cancelled in the very step in which the signal comes. */
    @Async
    private static Coroutine<Void> cancelledAtOnce() throws IOException {
        try (Signals signals = Signals.of("WINCH");
                Signals same = Signals.of("WINCH")) {
            for (int steps = 0; steps < 5; steps++) {
                Task<String> waiting = start(signals.next());
                Task<Void> sending = start(send("WINCH"));
                assertEquals("WINCH", await(same.next()));
                for (int i = 0; i < steps; i++) {
                    await(yieldNow());
                }
                waiting.cancel("test");
                if (await(isCancelled(waiting))) {
                    assertEquals("WINCH", await(signals.next()));
                }
                await(sending);
            }
        }
        return done();
    }

    @Test
    void aWaitThatIsCancelledWhenTheSignalComesLosesNothing() {
        Residue.check(SignalsTest::cancelledAtOnce);
    }

    @Async
    private static Coroutine<Void> closed() throws IOException {
        Signals signals = Signals.of("USR2");
        Task<Boolean> waiting = start(isClosedMeanwhile(signals));
        await(yieldNow());
        await(yieldNow());
        signals.close();
        assertTrue(await(waiting));
        try {
            await(signals.next());
            fail("it has received one");
        } catch (AsynchronousCloseException wrong) {
            fail("it was closed before");
        } catch (ClosedChannelException expected) {
            // closed before
        }
        return done();
    }

    @Async
    private static Coroutine<Boolean> isClosedMeanwhile(Signals signals) throws IOException {
        try {
            await(signals.next());
            return result(false);
        } catch (AsynchronousCloseException expected) {
            return result(true);
        }
    }

    @Test
    void closingEndsTheWait() {
        Residue.check(SignalsTest::closed);
    }

    @Async
    private static Coroutine<Void> refused() {
        for (String name : List.of("NO_SUCH", "SIGTERM", "KILL", "SEGV", "")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Signals.of("USR2", name));
            assertTrue(e.getMessage().contains("signal " + name), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Signals.of());
        return done();
    }

    @Test
    void unknownNamesAreNamed() {
        Residue.check(SignalsTest::refused);
        assertThrows(IllegalStateException.class, () -> Signals.of("USR2"));
    }

    @Async
    private static Coroutine<Signals> leaked() {
        return result(Signals.of("USR2"));
    }

    @Test
    void whatIsLeftOpenIsReported() {
        List<String> reports = Residue.reports(EventLoop.create(), SignalsTest::leaked);
        assertEquals(List.of("signals USR2: signals USR2 was not closed before its event loop has ended"), reports);
        Residue.check(SignalsTest::closed); // another one may have it
    }

    /** A program for a child: receives INT once, and then lets Weft.run end it by INT. */
    static final class Program {
        private Program() {}

        @Async
        private static Coroutine<Void> main() throws IOException {
            try (Signals signals = Signals.of("INT")) {
                System.out.println("up");
                System.out.println(await(signals.next()));
            }
            System.out.println("closed");
            try {
                while (true) {
                    await(Weft.sleep(java.time.Duration.ofDays(1)));
                }
            } finally {
                System.out.println("cancelled");
            }
        }

        public static void main(String... arguments) {
            try {
                Weft.run(Program::main);
            } catch (IllegalStateException missing) {
                System.out.println(missing.getMessage());
            }
        }

        static ProcessBuilder start(String option) {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            option,
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Program.class.getName())
                    .redirectErrorStream(true);
        }
    }

    /** A JVM without the JDK's module. */
    @Async
    private static Coroutine<Void> withoutModule() throws IOException {
        Subprocess.Finished end = await(Subprocess.run(
                Program.start("--limit-modules=java.base,java.logging,java.management"),
                ByteBuffer.allocate(0),
                100_000));
        String said = new String(end.out(), StandardCharsets.UTF_8);
        assertTrue(said.contains("--add-modules jdk.unsupported"), said);
        return done();
    }

    @Test
    void theMissingModuleIsNamed() {
        Residue.check(SignalsTest::withoutModule);
    }

    /** Beside Weft.run's own handling of Ctrl-C, which is back when the signals are closed. */
    @Async
    private static Coroutine<Void> besideRun() throws IOException {
        try (Subprocess child = await(Subprocess.start(Program.start("-Xshare:auto")))) {
            ByteReader out = new ByteReader(child.stdout());
            assertEquals("up", await(out.line(1000)));
            await(send("INT", child.process().pid()));
            assertEquals("INT", await(out.line(1000)));
            assertEquals("closed", await(out.line(1000)));
            await(send("INT", child.process().pid()));
            assertEquals("cancelled", await(out.line(1000)));
            assertEquals(128 + 2, await(child.exit()));
        }
        return done();
    }

    @Test
    void theOldHandlersAreBackAfterwards() {
        Residue.check(SignalsTest::besideRun);
    }
}
