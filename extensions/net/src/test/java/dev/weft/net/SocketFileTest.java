package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is at the path of a Unix socket. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class SocketFileTest {
    private static final ListenOptions REPLACES = ListenOptions.defaults().replaceSocketFile(true);

    @Test
    void onlySocketsAreReplaced(@TempDir Path folder) {
        NetLoop.run(() -> onlySockets(folder));
    }

    @Async
    private static Coroutine<Void> onlySockets(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        Path empty = Files.createDirectory(folder.resolve("folder"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        for (Path at : List.of(file, empty, link)) {
            Throwable refused = await(failureOf(() -> Net.listen(UnixDomainSocketAddress.of(at), REPLACES)));
            assertInstanceOf(BindException.class, refused);
            assertTrue(refused.getMessage().contains(at.toString()), refused.getMessage());
            assertTrue(Files.exists(at), at.toString());
        }
        assertEquals("precious", Files.readString(file));
        return done();
    }

    @Test
    void aPathThatCannotBeUsedIsNamed(@TempDir Path folder) {
        NetLoop.run(() -> unusable(folder));
    }

    @Async
    private static Coroutine<Void> unusable(Path folder) throws IOException {
        for (Path at : List.of(folder.resolve("none/s"), folder.resolve("long".repeat(40)))) {
            Throwable refused = await(failureOf(() -> Net.listen(UnixDomainSocketAddress.of(at))));
            assertInstanceOf(BindException.class, refused);
            assertTrue(refused.getMessage().contains(at.toString()), refused.getMessage());
        }
        return done();
    }

    @Test
    void theFileOfAnotherListenerIsNotDeleted(@TempDir Path folder) {
        NetLoop.run(() -> another(folder));
    }

    @Async
    private static Coroutine<Void> another(Path folder) throws IOException {
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(folder.resolve("s"));
        Listener first = await(Net.listen(at));
        Files.delete(at.getPath());
        try (Listener second = await(Net.listen(at))) {
            await(first.closeAsync());
            assertTrue(Files.exists(at.getPath()));
            assertEquals(at, second.address());
        }
        assertTrue(!Files.exists(at.getPath()));
        return done();
    }

    // ---- connecting is cancelled on a host

    @Async
    private static Coroutine<Void> connects(SocketAddress at) throws IOException {
        try (SocketStream client = await(Net.connect(at))) {
            await(client.write(ByteBuffer.allocate(1)));
            assertTrue(await(client.read(ByteBuffer.allocate(1))));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelsConnects() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serve = start(listener.serve(EchoTest::handle));
        for (int i = 0; i < 1000; i++) {
            Task<Void> connect = start(connects(listener.address()));
            for (int turn = 0; turn < i % 50 && !connect.isDone(); turn++) {
                await(Weft.yieldNow());
            }
            connect.cancel();
            await(Weft.waitAll(List.of(connect)));
        }
        await(connects(listener.address()));
        await(listener.closeAsync());
        await(Weft.waitAll(List.of(serve)));
        return done();
    }

    @Test
    void cancelledConnectsOnAHost() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            EventLoop loop = EventLoop.on(new CallsInAnyOrderTest.ExecutorHost(
                    executor, executor.submit(Thread::currentThread).get()));
            loop.onUncaught((subject, failure) -> {
                if (!String.valueOf(failure.getMessage()).contains("the handler of")) {
                    failure.printStackTrace();
                    throw new AssertionError(failure);
                }
            });
            loop.start(cancelsConnects()).get(20, TimeUnit.SECONDS);
            assertTrue(loop.tasks().isEmpty());
            loop.closeAsync().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } finally {
            executor.shutdown();
        }
    }
}
