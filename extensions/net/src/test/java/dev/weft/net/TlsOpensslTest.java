package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side is OpenSSL's command. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsOpensslTest {
    private static TlsKeys keys;
    private static Path pem;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(isThere(), "there is no command openssl: its tests are left out");
        keys = TlsKeys.make(directory);
        pem = keys.pem(directory);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static Process openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What the command says in the end, when it has been given a command, and a line to send. */
    private static byte[] talk(Process openssl, String command) throws Exception {
        try (OutputStream out = openssl.getOutputStream()) {
            if (!command.isEmpty()) {
                out.write(command.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                StringBuilder said = new StringBuilder();
                while (said.indexOf("UPDATE") < 0 && said.indexOf("RENEGOTIATING") < 0) {
                    int next = openssl.getInputStream().read();
                    assertTrue(next >= 0, said::toString);
                    said.append((char) next);
                }
            }
            out.write("hello\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return openssl.getInputStream().readAllBytes();
        } finally {
            openssl.destroy();
        }
    }

    /** In line mode, a K makes new keys on both sides, and an R another handshake. */
    @Async
    private static Coroutine<Void> connects(String version, String command) throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            String to = "127.0.0.1:" + Loopback.portOf(listener);
            Process openssl = command.isEmpty()
                    ? openssl("s_client", version, "-connect", to, "-CAfile", pem.toString(), "-quiet")
                    : openssl("s_client", version, "-connect", to, "-CAfile", pem.toString());
            Task<byte[]> talking = start(blocking(() -> talk(openssl, command)));
            TlsStream stream = await(Tls.server(await(listener.accept()), keys.context()));
            ByteReader reader = new ByteReader(stream);
            assertEquals("hello", await(reader.line(100)));
            byte[] much = "~".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
            await(stream.write(ByteBuffer.wrap(much)));
            await(stream.closeAsync());
            String heard = new String(await(talking), StandardCharsets.US_ASCII);
            long count = heard.chars().filter(c -> c == '~').count();
            assertTrue(count >= much.length && count < much.length + 100, () -> "heard " + count);
        }
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2,''", "-tls1_3,''", "-tls1_2,'R\n'", "-tls1_3,'K\n'", "-tls1_3,'k\n'"})
    void aClientConnects(String version, String command) {
        TlsTest.run(() -> connects(version, command));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, Loopback.at(0).getAddress())) {
            return socket.getLocalPort();
        }
    }

    @Async
    private static Coroutine<SocketStream> connect(int port) throws IOException {
        while (true) { // the process takes a while to listen
            try {
                return Weft.result(await(Net.connect("127.0.0.1", port)));
            } catch (java.net.ConnectException notYet) {
                await(Weft.sleep(Duration.ofMillis(20)));
            }
        }
    }

    @Async
    private static Coroutine<Void> serves(String version) throws IOException {
        int port = freePort();
        String at = "127.0.0.1:" + port;
        Process server = openssl("s_server", version, "-accept", at, "-cert", pem.toString(), "-rev", "-naccept", "1");
        try {
            TlsStream stream = await(Tls.client(await(connect(port)), keys.context(), "localhost"));
            ByteReader reader = new ByteReader(stream);
            for (int i = 0; i < 20; i++) {
                await(stream.write(ByteBuffer.wrap("abc\n".getBytes(StandardCharsets.US_ASCII))));
                assertArrayEquals("cba\n".getBytes(StandardCharsets.US_ASCII), await(reader.exactly(4)));
            }
            await(stream.closeAsync());
        } finally {
            server.destroy();
        }
        TlsTest.assertNoTaskIsLeft();
        return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void aServerServes(String version) {
        TlsTest.run(() -> serves(version));
    }
}
