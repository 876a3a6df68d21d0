package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.net.ByteReader;
import dev.weft.net.Subprocess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** What a process says, line by line. */
final class Lines {
    private static final int MOST = 10_000;

    private Lines() {}

    @Async
    static AsyncStream<String> of(ProcessBuilder command) throws IOException {
        try (var process = await(Subprocess.start(command.redirectError(Redirect.INHERIT)))) {
            var out = new ByteReader(process.stdout());
            for (var line = await(out.line(MOST)); line != null; line = await(out.line(MOST))) {
                emit(line);
            }
            int code = await(process.exit());
            if (code != 0) {
                throw new IOException(process + " has ended with " + code);
            }
        }
        return end();
    }
}
