package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ProxyTest {
    private static final int LONG = 1_000_000;

    /** What the server's read has failed with. */
    private final CompletableFuture<Exception> broken = new CompletableFuture<>();

    /** Answers when everything has come: that needs the end of one direction while the other one goes on. */
    @Async
    private Coroutine<Void> count(SocketStream peer) throws IOException {
        try {
            await(peer.write(UTF_8.encode("welcome\n")));
            var all = await(new ByteReader(peer).all(LONG));
            await(peer.write(UTF_8.encode(all.length + " bytes\n")));
        } catch (IOException e) {
            broken.complete(e);
        }
        return done();
    }

    private interface Body {
        Coroutine<Void> run(Listener proxy, Task<Void> serving) throws IOException;
    }

    @Async
    private Coroutine<Void> withProxy(Body body) throws IOException {
        try (var group = TaskGroup.open();
                var server = await(Net.listen(Loopback.anyPort()));
                var proxy = await(Net.listen(Loopback.anyPort()))) {
            group.start(server.serve(this::count));
            var serving = group.start(proxy.serve(new Proxy(server.address())::handle));
            await(body.run(proxy, serving));
            await(proxy.stop(Duration.ofSeconds(1)));
            await(server.stop(Duration.ofSeconds(1)));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> halfClose(Listener proxy, Task<Void> serving) throws IOException {
        try (var client = await(Net.connect(proxy.address()))) {
            var lines = new ByteReader(client);
            assertEquals("welcome", await(lines.line(100)));
            await(client.write(ByteBuffer.allocate(LONG)));
            await(client.end());
            assertEquals("1000000 bytes", await(lines.line(100)));
            assertEquals(null, await(lines.line(100)));
        }
        return done();
    }

    @Test
    void theEndOfOneDirectionIsPassedOn() {
        run(() -> withProxy(ProxyTest::halfClose));
    }

    @Async
    private Coroutine<Void> clientBreaks(Listener proxy, Task<Void> serving) throws IOException {
        try (var client = await(Net.connect(proxy.address()))) {
            assertEquals("welcome", await(new ByteReader(client).line(100)));
            client.abort();
            assertInstanceOf(IOException.class, await(broken));
        }
        return done();
    }

    @Test
    void aClientThatBreaksOffBreaksTheServersConnection() {
        run(() -> withProxy(this::clientBreaks));
    }

    @Async
    private Coroutine<Void> cancelled(Listener proxy, Task<Void> serving) throws IOException {
        try (var client = await(Net.connect(proxy.address()))) {
            var lines = new ByteReader(client);
            assertEquals("welcome", await(lines.line(100)));
            serving.cancel();
            assertInstanceOf(IOException.class, await(broken));
            try {
                await(lines.line(100));
                throw new AssertionError("the client's connection has ended in good order");
            } catch (IOException expected) {
                // a reset
            }
        }
        return done();
    }

    @Test
    void aProxyThatIsCancelledBreaksBoth() {
        run(() -> withProxy(this::cancelled));
    }
}
