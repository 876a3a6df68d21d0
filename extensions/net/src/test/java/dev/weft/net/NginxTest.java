package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.net.Programs.ascii;
import static dev.weft.net.Programs.assumeRuns;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx in front of our server, which keeps its connections to it, and nginx as the server, with TLS and without. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NginxTest {
    private static final byte[] PAGE = StreamTest.random(2_000_000, 7);

    @TempDir
    private Path folder;

    @BeforeAll
    static void thereIsNginx() throws Exception {
        assumeRuns("nginx", "-v");
    }

    private UnixDomainSocketAddress socket(String name) {
        return UnixDomainSocketAddress.of(folder.resolve(name));
    }

    /** All of its files are below the folder, and all that it listens to are Unix sockets: no port is taken by others. */
    private void configure(TlsKeys keys) throws Exception {
        Files.createDirectory(folder.resolve("tmp"));
        Files.createDirectory(folder.resolve("pages"));
        Files.write(folder.resolve("pages/page"), PAGE);
        keys.pem(folder);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid pid;
                error_log stderr;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_max_body_size 0;
                    client_body_temp_path tmp/body;
                    proxy_temp_path tmp/proxy;
                    fastcgi_temp_path tmp/fastcgi;
                    uwsgi_temp_path tmp/uwsgi;
                    scgi_temp_path tmp/scgi;
                    ssl_certificate key.pem;
                    ssl_certificate_key key.pem;
                    upstream ours { server unix:FOLDER/ours; keepalive 4; }
                    server {
                        listen unix:FOLDER/clear;
                        listen unix:FOLDER/secure ssl;
                        root pages;
                        location /ours {
                            proxy_pass http://ours;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                            proxy_request_buffering off;
                            proxy_buffering off;
                        }
                    }
                }
                """.replace("FOLDER", folder.toString()));
    }

    /** Runs nginx while a client does something. */
    @Async
    private Coroutine<Void> beside(AsyncFunction<Subprocess, Void> client) throws Exception {
        ProcessBuilder command =
                new ProcessBuilder("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-e", "stderr");
        command.redirectError(folder.resolve("said").toFile());
        try (Subprocess nginx = await(Subprocess.start(command))) {
            SocketStream first = null;
            while (first == null) {
                assertTrue(nginx.process().isAlive(), () -> "nginx has ended: " + said());
                try {
                    first = await(Net.connect(socket("clear")));
                } catch (IOException notYet) {
                    await(sleep(Duration.ofMillis(20)));
                }
            }
            await(first.closeAsync());
            await(client.apply(nginx));
        }
        return done();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Async
    private static Coroutine<byte[]> get(ByteStream stream, ByteReader reader, String path) throws IOException {
        await(stream.write(ascii("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")));
        return result(await(Programs.httpBody(reader, stream)));
    }

    @Test
    void aClientOfNginx() throws Exception {
        TlsKeys keys = TlsKeys.make(folder);
        configure(keys);
        NetLoop.run(() -> beside(nginx -> reads(nginx, keys)));
    }

    @Async
    private Coroutine<Void> reads(Subprocess nginx, TlsKeys keys) throws IOException {
        try (SocketStream clear = await(Net.connect(socket("clear")));
                TlsStream secure =
                        await(Tls.client(await(Net.connect(socket("secure"))), keys.context(), "localhost"))) {
            ByteReader clearly = new ByteReader(clear);
            ByteReader secretly = new ByteReader(secure);
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(PAGE, await(get(clear, clearly, "/page")));
                assertArrayEquals(PAGE, await(get(secure, secretly, "/page")));
            }
            nginx.process().destroy();
            assertNull(await(clearly.line(100)), "a line at the end");
            // it goes without a close_notify
            Throwable cut = await(Fails.failureOf(secretly.line(100)));
            assertInstanceOf(SSLException.class, cut, () -> "at the end: " + cut);
        }
        return done();
    }

    @Test
    void aServerBehindNginx() throws Exception {
        configure(TlsKeys.make(folder));
        NetLoop.run(() -> beside(this::answers));
    }

    @Async
    private Coroutine<Void> answers(Subprocess nginx) throws IOException {
        int[] connections = new int[1];
        int[] cut = new int[1];
        try (Listener ours = await(Net.listen(socket("ours")))) {
            Task<Void> serving = start(ours.serve(peer -> {
                connections[0]++;
                return untilCut(peer, cut);
            }));
            List<Coroutine<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(posts(100_000 * (i + 1)));
            }
            await(gather(clients));
            assertTrue(connections[0] <= 4, connections[0] + " connections for 4 clients");
            await(letsGo());
            await(posts(1000));
            nginx.process().destroy();
            assertEquals(0, await(nginx.exit()), this::said);
            await(ours.stop(Duration.ofSeconds(5)));
            await(serving);
            // nginx may not have begun to pass on the request whose client went
            assertTrue(cut[0] <= 1, cut[0] + " requests were cut");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> untilCut(SocketStream peer, int[] cut) throws IOException {
        try {
            await(Programs.http(peer));
        } catch (EOFException e) {
            cut[0]++;
        }
        return done();
    }

    @Async
    private Coroutine<Void> posts(int size) throws IOException {
        byte[] body = StreamTest.random(size, size);
        try (SocketStream client = await(Net.connect(socket("clear")))) {
            ByteReader reader = new ByteReader(client);
            for (int i = 0; i < 10; i++) {
                await(client.write(request(size), ByteBuffer.wrap(body)));
                byte[] answer = await(Programs.httpBody(reader, client));
                assertNotNull(answer, "nginx has closed");
                assertArrayEquals(body, answer);
            }
        }
        return done();
    }

    private static ByteBuffer request(int size) {
        return ascii("POST /ours HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size + "\r\n\r\n");
    }

    /** A client that goes in the midst of its request: nginx closes its connection to our server, which sees the end too early. */
    @Async
    private Coroutine<Void> letsGo() throws IOException {
        SocketStream client = await(Net.connect(socket("clear")));
        await(client.write(request(1_000_000), ByteBuffer.allocate(1000)));
        client.abort();
        return done();
    }
}
