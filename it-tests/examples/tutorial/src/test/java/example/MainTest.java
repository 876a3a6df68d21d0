package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.net.ByteReader;
import dev.weft.net.Subprocess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, as a process that gets a signal. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class MainTest {

    /** Starts the service, asks it one thing while it runs, and ends it by SIGTERM. */
    @Async
    private static Coroutine<String> ask(Path folder, String question) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "example.Main",
                "0",
                "jdbc:h2:" + folder.resolve("links"));
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        try (var service = await(Subprocess.start(command))) {
            var output = new ByteReader(service.stdout());
            var listening = await(output.line(100));
            assertTrue(listening.startsWith("listening on "), listening);
            int port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
            String answer;
            try (var client = await(Client.connect("127.0.0.1", port))) {
                answer = await(client.ask(question));
            }
            service.process().destroy();
            assertEquals("TERM: stopping", await(output.line(100)));
            assertEquals("stopped", await(output.line(100)));
            assertEquals(0, await(service.exit()));
            return result(answer);
        }
    }

    @Entry
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process is killed, not asked")
    void linksOutliveTheProgram(@TempDir Path folder) throws IOException {
        assertEquals("LINK 1", await(ask(folder, "ADD https://example.org")));
        assertEquals("URL https://example.org", await(ask(folder, "GET 1")));
    }
}
