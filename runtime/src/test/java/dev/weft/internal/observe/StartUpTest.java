package dev.weft.internal.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Weft;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.EventLoopImpl;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the runtime must not load in a program that asks for none of it: more of its own classes than a hello needs, each of
 * which costs a third of a millisecond; class files made for lambdas, each of which costs a starting program a millisecond,
 * and the first many; and the platform's MBean server, which costs a hundred.
 */
@Tag("jdk")
class StartUpTest {
    private static final String RAN = "the first task has run";

    /**
     * How many classes of the runtime a hello loads. A class that is new among them is either needed by every program, or
     * was loaded to verify another one, which gives away an object of it as one of a superclass: a factory of that type helps.
     */
    private static final int CLASSES_OF_HELLO = 43;

    /** What the weaver makes of a method that prints, sleeps, prints. */
    static final class Hello extends Frame<Void> {
        @Override
        protected @Nullable Object resume(FrameDriver driver) throws Throwable {
            if (state > 0) {
                Suspension.resumed(driver);
                System.out.println("Hello wow World");
                return null;
            }
            System.out.println("Hello World");
            Object given = Suspension.await(Weft.sleep(Duration.ofMillis(1)), driver);
            if (given == SUSPENDED) {
                state = 1;
                Suspension.suspend(this, driver);
            }
            return given;
        }

        @Override
        protected @Nullable StackTraceElement position() {
            return null;
        }
    }

    /** Runs in a JVM of its own. */
    static final class Runner {
        public static void main(String[] arguments) {
            Weft.run(new Hello());
            System.out.println(RAN);
            // What the watchdog does after a second.
            LoopMetrics loop = new LoopMetrics(EventLoopImpl.create());
            JmxExporter exporter = new JmxExporter();
            exporter.look(Set.of(loop), 0);
            exporter.look(Set.of(loop), 2_000_000_000L);
        }
    }

    @Test
    @Timeout(60)
    void loadsNoMoreThanAHelloNeeds() throws Exception {
        String output = output();
        List<String> ofHello = loaded(output.substring(0, output.indexOf(RAN)), "dev.weft.", "").stream()
                .filter(line -> !line.startsWith(StartUpTest.class.getName()))
                .toList();
        assertTrue(
                ofHello.size() <= CLASSES_OF_HELLO,
                ofHello.size() + " classes instead of " + CLASSES_OF_HELLO + ":\n" + String.join("\n", ofHello));
    }

    @Test
    @Timeout(60)
    void startsWithoutLambdasAndWithoutAnMBeanServer() throws Exception {
        String output = output();
        assertEquals(1, loaded(output, "dev.weft.Task ", "").size(), "the log is of another form: " + output);
        assertEquals(List.of(), loaded(output, "dev.weft.", "$$Lambda"));
        assertEquals(List.of(), loaded(output, "javax.management.MBeanServer ", ""));
    }

    private static String output() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout:none",
                        "-cp",
                        location(Weft.class) + File.pathSeparator + location(StartUpTest.class),
                        Runner.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(jvm.waitFor(10, TimeUnit.SECONDS), "the JVM still runs");
        assertEquals(0, jvm.exitValue(), output);
        assertTrue(output.contains(RAN), output);
        return output;
    }

    private static List<String> loaded(String output, String prefix, String part) {
        return Stream.of(output.split("\n"))
                .filter(line -> line.startsWith(prefix) && line.contains(part))
                .toList();
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
