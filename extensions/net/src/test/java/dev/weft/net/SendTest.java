package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file is sent, or cannot be. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class SendTest {
    @Test
    void sendToOneThatHasGone(@TempDir Path folder) {
        NetLoop.run(() -> sendGone(folder));
    }

    @Async
    private static Coroutine<Void> sendGone(Path folder) throws IOException {
        Path file = folder.resolve("f");
        Files.write(file, new byte[1_000_000]);
        Pipes.Pair pair = await(Pairs.TCP.open());
        SocketStream one = (SocketStream) pair.one();
        pair.other().abort();
        await(sleep(Duration.ofMillis(10)));
        try (FileChannel channel = FileChannel.open(file)) {
            Throwable first = await(failureOf(() -> one.send(channel, 0, 1_000_000)));
            assertInstanceOf(IOException.class, first);
            Throwable second = await(failureOf(() -> one.send(channel, 0, 1_000_000)));
            Throwable third = await(failureOf(() -> one.write(ByteBuffer.allocate(10))));
            Throwable fourth = await(failureOf(() -> one.read(ByteBuffer.allocate(10))));
            assertEquals(List.of(first, first, first, first), List.of(first, second, third, fourth));
        }
        await(one.closeAsync());
        return done();
    }

    @Test
    void aFileIsSentOverAUnixSocket(@TempDir Path folder) {
        NetLoop.run(() -> sends(folder));
    }

    @Async
    private static Coroutine<Void> sends(Path folder) throws IOException {
        byte[] content = StreamTest.random(5_000_000, 7);
        Path file = Files.write(folder.resolve("f"), content);
        for (Pairs kind : List.of(Pairs.TCP, Pairs.UNIX)) {
            Pipes.Pair pair = await(kind.open());
            SocketStream one = (SocketStream) pair.one();
            Task<byte[]> reading = start(new ByteReader(pair.other()).all(10_000_000));
            try (FileChannel channel = FileChannel.open(file)) {
                assertEquals(3_000_000, await(one.send(channel, 0, 3_000_000)));
                assertEquals(2_000_000, await(one.send(channel, 3_000_000, Long.MAX_VALUE - 3_000_000)));
                assertEquals(0, await(one.send(channel, 6_000_000, 10)));
                assertEquals(0, await(one.send(channel, 0, 0)));
            }
            await(one.closeAsync());
            assertArrayEquals(content, await(reading));
            await(pair.other().closeAsync());
        }
        return done();
    }
}
