package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers, datagrams and processes of a loop on a host, where other threads find the events. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class OnAHostTest {
    private static void onHost(Part part) throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            EventLoop loop = EventLoop.on(new CallsInAnyOrderTest.ExecutorHost(
                    executor, executor.submit(Thread::currentThread).get()));
            java.util.Queue<Throwable> reports = new java.util.concurrent.ConcurrentLinkedQueue<>();
            loop.onUncaught((subject, failure) -> reports.add(failure));
            loop.start(part.make()).get(30, TimeUnit.SECONDS);
            assertEquals(0, reports.size(), reports.toString());
            loop.closeAsync().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertEquals(0, reports.size(), reports.toString());
        } finally {
            executor.shutdown();
        }
    }

    private interface Part {
        Coroutine<Void> make() throws IOException;
    }

    @Async
    private static Coroutine<Void> sendsBlocks(ByteStream to, byte[] all, Random random) throws IOException {
        int at = 0;
        while (at < all.length) {
            int n = Math.min(all.length - at, 1 + random.nextInt(3000));
            await(to.write(ByteBuffer.wrap(all, at, n)));
            at += n;
            if (random.nextInt(4) == 0) {
                await(Weft.yieldNow());
            }
            if (random.nextInt(40) == 0) {
                await(Weft.sleep(Duration.ofMillis(1)));
            }
        }
        await(to.end());
        return done();
    }

    @Async
    private static Coroutine<Void> readsCancelled() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Pipes.Pair pair = await(Pairs.TCP.open());
            byte[] all = StreamTest.random(200_000, seed);
            Task<Void> sending = start(sendsBlocks(pair.one(), all, random));
            ByteReader reader = new ByteReader(pair.other());
            int at = 0;
            while (at < all.length) {
                int n = Math.min(all.length - at, 1 + random.nextInt(20_000));
                Task<byte[]> reading = start(reader.exactly(n));
                for (int i = random.nextInt(8); i > 0; i--) {
                    await(Weft.yieldNow());
                }
                if (random.nextBoolean()) {
                    reading.cancel();
                }
                try {
                    assertArrayEquals(java.util.Arrays.copyOfRange(all, at, at + n), await(reading));
                    at += n;
                } catch (CancellationException again) {
                    byte[] partial = reader.partial();
                    assertArrayEquals(java.util.Arrays.copyOfRange(all, at, at + partial.length), partial);
                }
            }
            assertEquals(0, await(reader.all(10)).length);
            await(sending);
            await(pair.one().closeAsync());
            await(reader.closeAsync());
        }
        return done();
    }

    @Test
    void cancelledReadsOfAReaderOnAHost() throws Exception {
        onHost(OnAHostTest::readsCancelled);
    }

    @Async
    private static Coroutine<Void> datagrams() throws IOException {
        try (Datagrams one = await(Net.datagrams(Loopback.any()));
                Datagrams other = await(Net.datagrams(Loopback.any()))) {
            Random random = new Random(3);
            for (int i = 0; i < 2000; i++) {
                ByteBuffer into = ByteBuffer.allocate(10);
                Task<?> receiving = start(one.receive(into));
                if (random.nextInt(3) == 0) {
                    await(Weft.yieldNow());
                    receiving.cancel();
                    await(Weft.waitAll(List.of(receiving)));
                    receiving = start(one.receive(into));
                }
                await(other.send(ByteBuffer.allocate(4).putInt(0, i), one.address()));
                if (random.nextInt(3) == 0) {
                    Weft.await(Weft.yieldNow());
                }
                await(receiving);
                assertEquals(i, into.flip().getInt());
            }
            // closed while it waits
            Task<Throwable> waits = start(Fails.failureOf(() -> one.receive(ByteBuffer.allocate(10))));
            await(Weft.yieldNow());
            await(one.closeAsync());
            assertTrue(await(waits) instanceof java.nio.channels.AsynchronousCloseException);
        }
        return done();
    }

    @Test
    void datagramsOnAHost() throws Exception {
        onHost(OnAHostTest::datagrams);
    }

    @Async
    private static Coroutine<Void> processes() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            try (Subprocess cat = await(Subprocess.start(new ProcessBuilder("cat")))) {
                byte[] sent = StreamTest.random(200_000, i);
                Task<byte[]> reading = start(new ByteReader(cat.stdout()).all(1_000_000));
                await(cat.stdin().write(ByteBuffer.wrap(sent)));
                if (random.nextInt(4) == 0) {
                    reading.cancel();
                    await(Weft.waitAll(List.of(reading)));
                    continue;
                }
                await(cat.stdin().end());
                assertArrayEquals(sent, await(reading));
                assertEquals(0, await(cat.exit()));
            }
        }
        return done();
    }

    @Test
    void processesOnAHost() throws Exception {
        onHost(OnAHostTest::processes);
    }
}
