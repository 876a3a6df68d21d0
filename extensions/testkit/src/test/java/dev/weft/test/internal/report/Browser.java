package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window, without a network, and with a folder of its own. */
final class Browser {
    private static final String PROPERTY = "weft.chromium";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long SECONDS = 120;

    private final String program;
    private final Path folder;

    private Browser(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Returns the browser of this machine; skips the test if there is none. */
    static Browser inFolder(Path folder) {
        Optional<String> program =
                Optional.ofNullable(System.getProperty(PROPERTY)).or(Browser::find);
        assumeTrue(
                program.isPresent(),
                "no browser: none of " + NAMES + " is on the path, and -D" + PROPERTY + "=… does not name one");
        return new Browser(program.get(), folder);
    }

    private static Optional<String> find() {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Returns the document as it is when its script has run. */
    String dom(Path page) throws IOException, InterruptedException {
        return run("--dump-dom", page.toUri().toString());
    }

    /** Waits for the end of the browser, then ends what is left of it: it would write to a folder that is being deleted. */
    private static boolean isEnded(Process process) throws InterruptedException {
        Set<ProcessHandle> all = new HashSet<>(Set.of(process.toHandle()));
        boolean ended = false;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); !ended && System.nanoTime() < end; ) {
            process.descendants().forEach(all::add);
            ended = process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
        return ended;
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertTrue(isEnded(process), () -> "not ended in time: " + command);
        String text = Files.readString(output);
        assertTrue(process.exitValue() == 0 && !text.isBlank(), Files.readString(errors));
        return text;
    }
}
