package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the JDK that the tests run on, each in a process of its own. */
final class Jdk {
    private static final long LIMIT_SECONDS = 60;

    /** How a process ended, and what it printed. */
    record Ended(int exit, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }

        /** What it printed, if it ended well. */
        List<String> wellLines() {
            assertTrue(exit == 0, () -> "exit code " + exit + "\n" + out + err);
            return outLines();
        }
    }

    private Jdk() {}

    static Ended java(String... arguments) throws Exception {
        return run("java", "", arguments);
    }

    static Ended javac(String... arguments) throws Exception {
        return run("javac", "-J", arguments);
    }

    /** No process lasts long enough for C2 to pay for itself. */
    private static Ended run(String program, String beforeOptions, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
        command.add(beforeOptions + "-XX:TieredStopAtLevel=1");
        command.add(beforeOptions + "-XX:+UseSerialGC");
        command.addAll(Arrays.asList(arguments));
        var out = Files.createTempFile("weft-out", ".txt");
        var err = Files.createTempFile("weft-err", ".txt");
        try {
            var builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().remove("JDK_JAVA_OPTIONS");
            var process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + command + "\n"
                        + Files.readString(out) + Files.readString(err));
            }
            return new Ended(process.exitValue(), text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    static String path(Path... entries) {
        return String.join(
                File.pathSeparator, Arrays.stream(entries).map(Path::toString).toList());
    }
}
