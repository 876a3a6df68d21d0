package dev.weft.it.javadoc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.start;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import dev.weft.net.Signals;
import dev.weft.net.Subprocess;
import dev.weft.net.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The examples of types of {@code dev.weft.net} that no example project has. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class NetExamplesTest {

    /** Compiled only: it needs a server that the JDK trusts. */
    @Async
    static Coroutine<byte[]> ask(ByteBuffer request) throws IOException, NoSuchAlgorithmException {
        var socket = await(Net.connect("example.org", 443));
        try (var stream = await(Tls.client(socket, SSLContext.getDefault(), "example.org"))) { // it owns the socket now
            await(stream.write(request));
            return result(await(new ByteReader(stream).all(1_000_000)));
        }
    }

    @Async
    static Coroutine<byte[]> sorted(byte[] words) throws IOException {
        try (var sort = await(Subprocess.start(new ProcessBuilder("sort")))) {
            await(sort.stdin().write(ByteBuffer.wrap(words)));
            await(sort.stdin().end());
            byte[] sorted = await(new ByteReader(sort.stdout()).all(1_000_000));
            int code = await(sort.exit());
            assertEquals(0, code);
            return result(sorted);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its sort ends lines otherwise")
    void aProcess() {
        assertArrayEquals("a\nb\n".getBytes(US_ASCII), run(() -> sorted("b\na\n".getBytes(US_ASCII))));
    }

    private int reloads;

    private void reload() throws IOException {
        reloads++;
        if (reloads == 2) {
            throw new IOException("enough");
        }
    }

    @Async
    Coroutine<Void> reloads() throws IOException {
        try (var hangUp = Signals.of("HUP")) {
            while (true) {
                await(hangUp.next());
                reload();
            }
        }
    }

    @Async
    Coroutine<Void> reloadsTwice() throws IOException {
        try (var here = Signals.of("HUP")) { // while it is open, no signal ends the JVM
            var reloading = start(this::reloads);
            var outcome = reloading.toCompletableFuture();
            while (!outcome.isDone()) {
                var self = Long.toString(ProcessHandle.current().pid());
                await(Subprocess.run(new ProcessBuilder("kill", "-HUP", self), ByteBuffer.allocate(0), 100));
                await(here.next());
            }
            assertEquals("enough", reloading.exceptionNow().getMessage());
        }
        return done();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    void aSignal() {
        run(this::reloadsTwice);
    }
}
