package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that tests talk to, and as much HTTP as they take. */
final class Programs {
    private Programs() {}

    /** Skips the test if this program is not there. */
    static void assumeRuns(String... command) throws Exception {
        assumeSays("", command);
    }

    /** Skips the test unless this program is there, and says this when it is asked. */
    static void assumeSays(String text, String... command) throws Exception {
        try {
            Process asked =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            asked.getOutputStream().close();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assumptions.assumeTrue(
                    asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0, () -> "there is " + command[0]);
            Assumptions.assumeTrue(said.contains(text), () -> command[0] + " knows " + text);
        } catch (IOException none) {
            Assumptions.abort("there is no " + command[0]);
        }
    }

    /** Runs a program that must succeed, and returns what it has said. */
    @Async
    static Coroutine<String> runs(ByteBuffer input, String... command) throws IOException {
        Subprocess.Finished finished = await(Subprocess.run(new ProcessBuilder(command), input, 1 << 20));
        String said = new String(finished.out(), StandardCharsets.UTF_8);
        assertEquals(0, finished.exitCode(), said + new String(finished.err(), StandardCharsets.UTF_8));
        return result(said);
    }

    static Coroutine<String> runs(String... command) throws IOException {
        return runs(ByteBuffer.allocate(0), command);
    }

    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a request or an answer, and returns its body; null at the end. */
    @Async
    static Coroutine<byte[]> httpBody(ByteReader reader, ByteStream peer) throws IOException {
        String line = await(reader.line(8000));
        if (line == null) {
            return result(null);
        }
        int length = 0;
        while (line != null && !line.isEmpty()) {
            String low = line.toLowerCase(Locale.ROOT);
            if (low.startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).trim());
            }
            if (low.startsWith("expect:")) {
                await(peer.write(ascii("HTTP/1.1 100 Continue\r\n\r\n")));
            }
            line = await(reader.line(8000));
        }
        return result(await(reader.exactly(length)));
    }

    /** Answers each request with its body. */
    @Async
    static Coroutine<Void> http(SocketStream peer) throws IOException {
        ByteReader reader = new ByteReader(peer);
        byte[] body = await(httpBody(reader, peer));
        while (body != null) {
            await(peer.write(
                    ascii("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"), ByteBuffer.wrap(body)));
            body = await(httpBody(reader, peer));
        }
        return done();
    }
}
