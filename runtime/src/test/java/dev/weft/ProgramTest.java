package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Weft.run in a JVM that is told to end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class ProgramTest {
    /** What the child JVM runs. */
    static final class Main {
        public static void main(String[] args) {
            Duration ofCleanUp = args[0].equals("stubborn") ? Duration.ofDays(1) : Duration.ofMillis(1);
            Script<Object> cleanUp =
                    Script.<Object>of("cleanUp").await(Weft.sleep(ofCleanUp)).then(v -> say("cleaned up"));
            try {
                run(args[0], cleanUp);
            } finally {
                behind(args[0]);
            }
        }

        private static void behind(String how) {
            if (how.equals("behind")) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                say("behind");
            }
            if (how.equals("exits behind")) {
                System.exit(7);
            }
            if (how.equals("never ends")) {
                while (true) {
                    LockSupport.park();
                }
            }
        }

        private static Object exit() {
            System.exit(5);
            return null;
        }

        private static void run(String how, Script<Object> cleanUp) {
            if (how.equals("exit in blocking")) {
                Weft.run(Script.of("main").then(v -> say("ready")).await(v -> Weft.blocking(Main::exit)));
            }
            if (how.equals("read in blocking")) {
                readInBlocking();
                return;
            }
            Weft.run(Script.<Object>of("main")
                    .then(v -> say("ready"))
                    .then(v -> {
                        if (how.equals("exit")) {
                            System.exit(3);
                        }
                        return null;
                    })
                    .await(Weft.sleep(Duration.ofDays(1)))
                    .caughtAwaiting(e -> {
                        say(e.getClass().getSimpleName());
                        return cleanUp;
                    }));
        }

        /** The time limit counts from the moment when a worker has the job: a job that no worker has begun is dropped. */
        private static void readInBlocking() {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            Callable<Integer> reading = () -> {
                begun.complete(null);
                return System.in.read();
            };
            List<Task<Integer>> read = new ArrayList<>();
            Weft.run(Script.of("main")
                    .then(v -> say("ready"))
                    .then(v -> read.add(EventLoop.current().start(Weft.blocking(reading))))
                    .await(begun)
                    .await(v -> Weft.withTimeout(Duration.ofMillis(10), read.get(0)))
                    .caught(e -> say(e.getClass().getSimpleName())));
        }

        private static Object say(String text) {
            System.out.println(text);
            return text;
        }
    }

    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static Process child(String how, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", home(EventLoop.class) + File.pathSeparator + home(Main.class), Main.class.getName(), how));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> output(Process child, String signal) throws IOException, InterruptedException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("ready", lines.readLine());
            if (signal != null) {
                send(signal, child);
            }
            return lines.lines().toList();
        } finally {
            child.destroyForcibly();
        }
    }

    private static void send(String signal, Process child) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                .start()
                .waitFor();
    }

    private static void assumeSignalsCome(Process child, int number) throws IOException {
        Path status = Path.of("/proc", Long.toString(child.pid()), "status");
        assumeTrue(Files.exists(status), "signals can be sent, and it can be seen whether they are ignored");
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                boolean ignored = (Long.parseUnsignedLong(line.substring(7).trim(), 16) >> (number - 1) & 1) != 0;
                if (ignored) {
                    child.destroyForcibly(); // nobody else would end it
                }
                assumeTrue(!ignored, "this process was started to ignore the signal");
            }
        }
    }

    @Test
    void anExitInBlockingWorkIsNotReported() throws Exception {
        Process child = child("exit in blocking");
        assertEquals(List.of(), output(child, null));
        assertEquals(5, child.waitFor());
    }

    /** The child reads from a pipe that nobody writes to. No interrupt ends that. */
    @Test
    void blockingWorkThatGoesOnIsReportedWithItsStack() throws Exception {
        Process child = child("read in blocking");
        List<String> said = output(child, null);
        String all = String.join("\n", said);
        assertEquals("TimeoutException", said.get(0), all);
        assertTrue(
                all.contains("blocking work goes on though it was interrupted as the event loop 1 on thread main"),
                all);
        assertTrue(all.contains(", on thread "), all);
        assertTrue(all.contains("FileInputStream.read"), all);
        assertTrue(!all.contains("LoopShutdown"), all); // the wait for that work is no stall
    }

    @Test
    void mainMayFinish() throws Exception {
        for (String signal : List.of("INT", "TERM")) {
            Process child = child("behind");
            assumeSignalsCome(child, signal.equals("INT") ? 2 : 15);
            assertEquals(List.of("CancelledError", "cleaned up", "behind"), output(child, signal));
        }
    }

    @Test
    void mainMayExitWithoutDelay() throws Exception {
        Process child = child("exits behind", "-Ddev.weft.shutdown.millis=86400000");
        assumeSignalsCome(child, 2);
        assertEquals(List.of("CancelledError", "cleaned up"), output(child, "INT"));
        assertEquals(130, child.waitFor());
    }

    @Test
    void aMainThatDoesNotEndIsNotWaitedForLongerThanTheBound() throws Exception {
        Process child = child("never ends", "-Ddev.weft.shutdown.millis=2000");
        assumeSignalsCome(child, 15);
        assertEquals(List.of("CancelledError", "cleaned up"), output(child, "TERM"));
        assertEquals(143, child.waitFor());
    }

    private static void assertCleansUpOn(String signal, int number) throws Exception {
        Process child = child("wait");
        assumeSignalsCome(child, number);
        List<String> said = output(child, signal);
        assertEquals(List.of("CancelledError", "cleaned up"), said);
        assertEquals(128 + number, child.waitFor());
    }

    @Test
    void ctrlCCancelsMainAndItsCleanUpRunsBeforeTheJvmEnds() throws Exception {
        assertCleansUpOn("INT", 2);
    }

    @Test
    void soDoesTerm() throws Exception {
        assertCleansUpOn("TERM", 15);
    }

    /** The JVM shows a second signal to nobody while it ends, so the bound is all there is. */
    @Test
    void aCleanUpThatTakesTooLongIsNotWaitedForWhetherCtrlCComesOnceOrTwice() throws Exception {
        for (int more = 0; more < 2; more++) {
            Process child = child("stubborn", "-Ddev.weft.shutdown.millis=300");
            assumeSignalsCome(child, 2);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertEquals("ready", lines.readLine());
                long start = System.nanoTime();
                send("INT", child);
                assertEquals("CancelledError", lines.readLine());
                if (more > 0) {
                    send("INT", child);
                }
                assertEquals(130, child.waitFor());
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(waited.toMillis() >= 300 && waited.toMillis() < 10_000, waited.toString());
                assertNull(lines.readLine());
            } finally {
                child.destroyForcibly();
            }
        }
    }

    @Test
    void aProgramThatExitsByItselfIsNotWaitedFor() throws Exception {
        Process child = child("exit");
        assertEquals(List.of(), output(child, null));
        assertEquals(3, child.waitFor());
    }
}
