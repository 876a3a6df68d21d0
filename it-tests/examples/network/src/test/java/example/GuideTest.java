package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.Datagrams;
import dev.weft.net.ListenOptions;
import dev.weft.net.LoopGroup;
import dev.weft.net.Net;
import dev.weft.net.Pipes;
import dev.weft.net.SocketStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Smaller pieces, which the guide shows. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class GuideTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    // ---- a limit consumes nothing

    @Async
    private static Coroutine<Void> limits() throws IOException {
        var pair = Pipes.pair(100);
        try (var lines = new ByteReader(pair.one());
                var other = pair.other()) {
            await(other.write(UTF_8.encode("hel")));
            assertNull(await(lineWithin(SHORT, lines)));
            await(other.write(UTF_8.encode("lo\n")));
            assertEquals("hello", await(lineWithin(Duration.ofMinutes(1), lines)));
        }
        return done();
    }

    @Async
    private static Coroutine<String> lineWithin(Duration limit, ByteReader lines) throws IOException {
        try {
            return result(await(withTimeout(limit, lines.line(1000))));
        } catch (TimeoutException e) {
            return result(null); // what has come is still there for the next call
        }
    }

    @Test
    void aLimitConsumesNothing() {
        run(GuideTest::limits);
    }

    // ---- datagrams

    @Async
    private static Coroutine<Void> answer(Datagrams socket) throws IOException {
        var buffer = ByteBuffer.allocateDirect(1500);
        var from = await(socket.receive(buffer));
        await(socket.send(buffer.flip(), from));
        return done();
    }

    @Async
    private static Coroutine<String> ask(SocketAddress server, String question) throws IOException {
        try (var socket = await(Net.datagrams(Loopback.anyPort()))) {
            socket.connect(server);
            await(socket.send(UTF_8.encode(question)));
            var buffer = ByteBuffer.allocate(1500);
            await(socket.receive(buffer));
            return result(UTF_8.decode(buffer.flip()).toString());
        }
    }

    @Async
    private static Coroutine<Void> datagrams() throws IOException {
        try (var socket = await(Net.datagrams(Loopback.anyPort()));
                var group = TaskGroup.open()) {
            group.start(answer(socket));
            assertEquals("who?", await(ask(socket.address(), "who?")));
        }
        return done();
    }

    @Test
    void datagramsComeBack() {
        run(GuideTest::datagrams);
    }

    // ---- a Unix socket

    @Async
    private static Coroutine<Void> unixSocket(Path folder) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("echo"));
        var replacing = ListenOptions.defaults().replaceSocketFile(true);
        try (var group = TaskGroup.open();
                var listener = await(Net.listen(address, replacing))) {
            group.start(listener.serve(Echo::handle));
            assertEquals("hello", await(Echo.say(address, "hello")));
            await(listener.stop(Duration.ofSeconds(1)));
        }
        return done();
    }

    @Test
    void aUnixSocket(@TempDir Path folder) {
        run(() -> unixSocket(folder));
    }

    // ---- a file

    @Async
    private static Coroutine<Void> sendFile(Path path, SocketStream peer) throws IOException {
        try (var file = FileChannel.open(path)) {
            await(peer.send(file, 0, file.size()));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> download(Path path) throws IOException {
        try (var group = TaskGroup.open();
                var listener = await(Net.listen(Loopback.anyPort()))) {
            group.start(listener.serve(peer -> sendFile(path, peer)));
            try (var stream = await(Net.connect(listener.address()))) {
                assertEquals(Files.size(path), await(new ByteReader(stream).all(1_000_000)).length);
            }
            await(listener.stop(Duration.ofSeconds(1)));
        }
        return done();
    }

    @Test
    void aFile(@TempDir Path folder) throws IOException {
        var path = Files.write(folder.resolve("file"), new byte[500_000]);
        run(() -> download(path));
    }

    // ---- several cores

    @Async
    private static Coroutine<InetSocketAddress> freeAddress() throws IOException {
        try (var listener = await(Net.listen(Loopback.anyPort()))) {
            return result((InetSocketAddress) listener.address());
        }
    }

    /** It listens soon. */
    @Async
    private static Coroutine<String> sayOnceItListens(SocketAddress server, String text) throws IOException {
        while (true) {
            try {
                return result(await(Echo.say(server, text)));
            } catch (ConnectException notYet) {
                await(sleep(SHORT));
            }
        }
    }

    @Test
    void severalCores() throws Exception {
        var address = run(GuideTest::freeAddress);
        try (var loops = LoopGroup.create(2)) {
            var serving = loops.next().start(loops.serve(address, ListenOptions.defaults(), Echo::handle));
            assertEquals("hello", run(() -> sayOnceItListens(address, "hello")));
            serving.cancel();
        }
    }
}
