package dev.weft.it;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The system properties for debugging, each in a JVM of its own. */
@Tag("jdk")
@Timeout(120)
class DebugPropertiesTest {
    private static List<String> output(Class<?> main, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", home(Weft.class) + File.pathSeparator + home(main), main.getName()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        } finally {
            child.destroyForcibly();
        }
    }

    private static String home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** Prints the methods of failures that pass tail awaits. */
    static final class Tails {
        @Async
        private static Coroutine<Integer> bad() {
            await(yieldNow());
            throw new IllegalStateException("bad");
        }

        @Async
        private static Coroutine<Integer> tail() {
            return bad();
        }

        @Async
        private static Coroutine<Integer> lateTail() {
            await(yieldNow());
            return tail();
        }

        @Async
        private static Coroutine<Integer> caller() {
            int x = await(lateTail());
            return result(x);
        }

        @Async
        private static CompletableFuture<Integer> hotBad(CompletableFuture<Integer> gate) {
            int x = await(gate);
            throw new IllegalStateException("bad" + x);
        }

        @Async
        private static CompletableFuture<Integer> hotTail(CompletableFuture<Integer> gate) {
            return hotBad(gate);
        }

        @Async
        private static CompletableFuture<Integer> hotCaller(CompletableFuture<Integer> gate) {
            int x = await(hotTail(gate));
            return CompletableFuture.completedFuture(x);
        }

        private static void print(Throwable failure) {
            StringBuilder line = new StringBuilder();
            for (StackTraceElement element : failure.getStackTrace()) {
                if (element.getClassName().equals(Tails.class.getName())
                        && !element.getMethodName().equals("main")) {
                    line.append(element.getMethodName()).append(element.getLineNumber() > 0 ? " " : "? ");
                }
            }
            System.out.println(line.toString().trim());
        }

        public static void main(String[] args) {
            try {
                Weft.run(caller());
            } catch (IllegalStateException failure) {
                print(failure);
            }
            CompletableFuture<Integer> gate = new CompletableFuture<>();
            CompletableFuture<Integer> hot = hotCaller(gate);
            gate.complete(1);
            try {
                hot.join();
            } catch (CompletionException failure) {
                print(failure.getCause());
            }
        }
    }

    @Test
    void tailAwaitsAreLeftOut() throws Exception {
        assertEquals(List.of("bad caller", "hotBad hotCaller"), output(Tails.class));
    }

    @Test
    void tailAwaitsAreKept() throws Exception {
        assertEquals(
                List.of("bad tail lateTail caller", "hotBad hotTail hotCaller"),
                output(Tails.class, "-Ddev.weft.debug.tails=true"));
    }

    /** Drops one coroutine, and uses others in all ways. */
    static final class Drops {
        private static Coroutine<Integer> kept;

        @Async
        private static Coroutine<Integer> good(int x) {
            await(yieldNow());
            return result(x);
        }

        @Async
        private static CompletableFuture<Integer> hot(CompletableFuture<Integer> gate) {
            return CompletableFuture.completedFuture(await(gate) + 1);
        }

        @Async
        private static Coroutine<Integer> tail() {
            return good(1);
        }

        @Async
        private static Coroutine<Integer> dropped() {
            await(yieldNow());
            return result(1);
        }

        private static Object drop() {
            return dropped();
        }

        @Async
        private static Coroutine<Integer> uses() {
            var task = start(good(1));
            int sum = await(tail()) + await(good(2)) + await(task);
            await(gather(good(3), tail()));
            await(sleep(Duration.ofMillis(1)));
            return result(sum);
        }

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch warned = new CountDownLatch(1);
            Logger logger = Logger.getLogger("dev.weft");
            logger.setUseParentHandlers(false);
            logger.addHandler(new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    StackTraceElement[] stack = logged.getThrown().getStackTrace();
                    System.out.println(logged.getLevel() + " "
                            + logged.getMessage().replace(Drops.class.getName(), "Drops") + ": "
                            + stack[0].getMethodName() + " " + stack[1].getMethodName());
                    warned.countDown();
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            });
            kept = good(1);
            CompletableFuture<Integer> gate = new CompletableFuture<>();
            CompletableFuture<Integer> hot = hot(gate);
            gate.complete(1);
            hot.join();
            Weft.run(uses());
            drop();
            int rounds = Boolean.getBoolean("dev.weft.debug.unawaited") ? 1000 : 3;
            for (int i = 0; i < rounds && warned.getCount() > 0; i++) {
                System.gc();
                warned.await(50, TimeUnit.MILLISECONDS);
            }
            System.gc();
            System.out.println("end, kept " + (kept != null));
        }
    }

    @Test
    void aCoroutineThatNeverRanIsReportedWithItsPlace() throws Exception {
        assertEquals(
                List.of(
                        "WARNING A coroutine of Drops.dropped was never awaited or started: drop main",
                        "end, kept true"),
                output(Drops.class, "-Ddev.weft.debug.unawaited=true"));
    }

    /** Waits for a task of a loop that runs only after somebody has complained. */
    static final class Lonely {
        public static void main(String[] args) throws Exception {
            EventLoop loop = EventLoop.create();
            Task<Integer> task = loop.start(result(7), "seven");
            Logger logger = Logger.getLogger("dev.weft");
            logger.setUseParentHandlers(false);
            logger.addHandler(new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    System.out.println(logged.getMessage() + ": "
                            + logged.getThrown().getStackTrace()[0].getMethodName());
                    new Thread(() -> loop.runUntilComplete(task)).start();
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            });
            System.out.println(task.get());
        }
    }

    @Test
    void whoWaitsForATaskWhoseLoopNobodyRunsIsWarned() throws Exception {
        assertEquals(
                List.of(
                        "A thread waits in get() of task seven (PENDING), and no thread runs its event loop: main",
                        "7"),
                output(Lonely.class, "-Ddev.weft.get.millis=0"));
    }

    @Test
    void byDefaultNothingIsReported() throws Exception {
        assertEquals(List.of("end, kept true"), output(Drops.class));
    }
}
