package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers, groups and hosted loops end at any time, threads are interrupted; what is left is looked for. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class EndAtAnyTimeTest {
    // ---- serve, cancelled after each number of turns

    @Async
    private static Coroutine<Void> clientOf(SocketAddress at) throws IOException {
        try (SocketStream client = await(Net.connect(at))) {
            await(client.write(ByteBuffer.allocate(10)));
            await(new ByteReader(client).all(100));
        } catch (IOException cut) {
            // the server ends
        }
        return done();
    }

    @Async
    private static Coroutine<Void> serving(Listener listener) throws IOException {
        await(listener.serve(EchoTest::handle));
        return done();
    }

    @Async
    private static Coroutine<Void> cancelsServe() throws IOException {
        for (int turns = 0; turns < 40; turns++) {
            try (Listener listener =
                    await(Net.listen(Loopback.any(), ListenOptions.defaults().maxConnections(2)))) {
                Task<Void> serve = start(serving(listener));
                List<Task<Void>> clients = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    clients.add(start(clientOf(listener.address())));
                }
                for (int i = 0; i < turns; i++) {
                    await(Weft.yieldNow());
                }
                serve.cancel();
                if (turns % 3 == 1) {
                    await(listener.closeAsync());
                }
                if (turns % 3 == 2) {
                    Task<Void> stop = start(listener.stop(Duration.ofMillis(1)));
                    await(Weft.yieldNow());
                    stop.cancel();
                    await(Weft.waitAll(List.of(stop)));
                }
                await(Weft.waitAll(List.of(serve)));
                await(listener.closeAsync());
                await(Weft.waitAll(clients));
            }
        }
        return done();
    }

    @Test
    void serveIsCancelledAtEveryTurn() {
        for (Throwable report : NetLoop.reportsOf(EndAtAnyTimeTest::cancelsServe)) {
            assertTrue(report.getMessage().startsWith("the handler of "), report.toString());
        }
    }

    // ---- groups

    private static void closesGroup(boolean unix, Path folder) throws Exception {
        for (int round = 0; round < 20; round++) {
            SocketAddress at;
            if (unix) {
                at = UnixDomainSocketAddress.of(folder.resolve("s" + round));
            } else {
                try (java.net.ServerSocket probe = new java.net.ServerSocket(0)) {
                    at = Loopback.at(probe.getLocalPort());
                }
            }
            ConcurrentLinkedQueue<String> reports = new ConcurrentLinkedQueue<>();
            LoopGroup group = LoopGroup.create(3);
            for (EventLoop loop : group.loops()) {
                loop.onUncaught((subject, failure) -> reports.add(subject + ": " + failure));
            }
            Task<Void> serve =
                    group.next().start(group.serve(at, ListenOptions.defaults().maxConnections(6), EchoTest::handle));
            Thread clients = new Thread(() -> Weft.run(() -> manyClients(at)));
            clients.start();
            Thread.sleep(new Random(round).nextInt(30));
            if (round % 4 == 0) {
                serve.cancel();
            }
            group.close();
            clients.join(10_000);
            assertFalse(clients.isAlive());
            assertTrue(serve.isDone());
            for (String report : reports) {
                assertTrue(report.contains("the handler of ") || report.contains("the event loop is clos"), report);
            }
            if (unix) {
                assertFalse(Files.exists(((UnixDomainSocketAddress) at).getPath()));
            }
        }
    }

    @Async
    private static Coroutine<Void> manyClients(SocketAddress at) {
        List<Task<Void>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(start(shortClient(at)));
        }
        await(Weft.waitAll(all));
        return done();
    }

    @Async
    private static Coroutine<Void> shortClient(SocketAddress at) {
        try (SocketStream client = await(Net.connect(at))) {
            await(client.write(ByteBuffer.allocate(10)));
            await(client.end());
            await(new ByteReader(client).all(100));
        } catch (IOException cut) {
            // the server ends
        }
        return done();
    }

    @Test
    void aGroupIsClosedAtAnyTime(@TempDir Path folder) throws Exception {
        long before = descriptors();
        closesGroup(false, folder);
        closesGroup(true, folder);
        assertTrue(descriptors() <= before + 3, before + " → " + descriptors());
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    // ---- a loop on a host ends at any time

    @Test
    void aHostedLoopIsClosedAtAnyTime() throws Exception {
        long before = -1;
        for (int round = 0; round < 60; round++) {
            ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
            EventLoop loop = EventLoop.on(new CallsInAnyOrderTest.ExecutorHost(
                    executor, executor.submit(Thread::currentThread).get()));
            loop.onUncaught((subject, failure) -> {});
            Task<Void> all = loop.start(hosted(round % 2 == 0));
            Thread.sleep(new Random(round).nextInt(15));
            loop.closeAsync().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertTrue(all.isDone());
            executor.shutdown();
            if (round == 5) {
                before = descriptors();
            }
        }
        Thread.sleep(100);
        assertTrue(descriptors() <= before + 5, before + " → " + descriptors());
    }

    @Async
    private static Coroutine<Void> hosted(boolean closes) throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        try {
            Task<Void> serve = start(serving(listener));
            for (int i = 0; i < 5000; i++) {
                SocketStream client = await(Net.connect(listener.address()));
                await(client.write(ByteBuffer.allocate(100)));
                await(client.read(ByteBuffer.allocate(100)));
                if (closes) {
                    await(client.closeAsync());
                }
            }
            await(serve);
        } finally {
            if (closes) {
                await(listener.closeAsync());
            }
        }
        return done();
    }

    // ---- memory

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Async
    private static Coroutine<Long> reads(ByteStream from) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(1 << 22);
        long sum = 0;
        while (await(from.read(into))) {
            sum += into.position();
            into.clear();
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Void> writesMuch() throws IOException {
        Pipes.Pair pair = await(Pairs.TCP.open());
        Task<Long> reading = start(reads(pair.other()));
        ByteBuffer large = ByteBuffer.allocate(1 << 26);
        for (int i = 0; i < 8; i++) {
            await(pair.one().write(large.duplicate(), large.duplicate()));
        }
        await(pair.one().closeAsync());
        assertEquals(1L << 30, await(reading));
        await(pair.other().closeAsync());
        return done();
    }

    @Test
    void muchFromTheHeapTakesLittleDirectMemory() {
        long before = direct();
        NetLoop.run(EndAtAnyTimeTest::writesMuch);
        assertTrue(direct() - before < 2_000_000, before + " → " + direct());
    }

    // ---- interrupts

    @Async
    private static Coroutine<Void> interrupted() throws IOException {
        Pipes.Pair pair = await(Pairs.TCP.open());
        Task<Long> reading = start(reads(pair.other()));
        for (int i = 0; i < 2000; i++) {
            await(pair.one().write(ByteBuffer.allocate(10_000)));
        }
        await(pair.one().closeAsync());
        assertEquals(20_000_000L, await(reading));
        await(pair.other().closeAsync());
        return done();
    }

    @Test
    void interruptsAtAnyTime() throws Exception {
        Thread thread = Thread.currentThread();
        Thread other = new Thread(() -> {
            for (int i = 0; i < 200; i++) {
                thread.interrupt();
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        other.start();
        try {
            NetLoop.run(EndAtAnyTimeTest::interrupted);
        } finally {
            Weft.run(() -> Weft.blocking(() -> {
                other.join();
                return null;
            }));
            Thread.interrupted();
        }
    }
}
