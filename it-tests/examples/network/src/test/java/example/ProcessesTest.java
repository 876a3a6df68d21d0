package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.AsyncFile;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.Signals;
import dev.weft.net.Subprocess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes, files and signals, as the guide shows them. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ProcessesTest {
    // ---- a process

    @Async
    private static Coroutine<String> sorted(String words) throws IOException {
        var sort = await(Subprocess.run(new ProcessBuilder("sort"), UTF_8.encode(words), 1_000_000));
        if (sort.exitCode() != 0) {
            throw new IOException("sort has failed: " + new String(sort.err(), UTF_8));
        }
        return result(new String(sort.out(), UTF_8));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its sort ends lines otherwise")
    void sorts() {
        assertEquals("a\nb\nc\n", run(() -> sorted("b\nc\na\n")));
    }

    // ---- a file

    @Async
    private static Coroutine<String> copied(Path path, String text) throws IOException {
        try (var file = await(AsyncFile.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            await(file.write(UTF_8.encode(text)));
        }
        try (var reader = new ByteReader(await(AsyncFile.open(path)))) {
            return result(new String(await(reader.all(1_000_000)), UTF_8));
        }
    }

    @Test
    void writesAndReadsAFile(@TempDir Path folder) {
        assertEquals("text", run(() -> copied(folder.resolve("file"), "text")));
    }

    // ---- a server that is stopped by a signal

    @Async
    private static Coroutine<Void> serveUntil(String signal, Listener listener) throws IOException {
        try (var signals = Signals.of(signal);
                var group = TaskGroup.open()) {
            var serving = group.start(listener.serve(Echo::handle));
            await(signals.next());
            await(listener.stop(Duration.ofSeconds(30)));
            await(serving);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> stopped() throws IOException {
        try (var group = TaskGroup.open();
                var listener = await(Net.listen(Loopback.anyPort()))) {
            var served = group.start(serveUntil("USR2", listener));
            assertEquals("hello", await(Echo.say(listener.address(), "hello")));
            var self = Long.toString(ProcessHandle.current().pid());
            await(Subprocess.run(new ProcessBuilder("kill", "-USR2", self), ByteBuffer.allocate(0), 100));
            await(served);
        }
        return done();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    void aSignalStopsAServer() {
        run(ProcessesTest::stopped);
    }
}
