package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.ports.Clock;
import dev.weft.ports.Host;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which loop a stream belongs to, what becomes of it when the loop ends, and loops on hosts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class BelongingTest {
    // ---- what is open at the end

    @Test
    void whatIsOpenWhenTheLoopEndsIsReportedAndAborted() {
        List<Throwable> reports = NetLoop.reportsOf(BelongingTest::leaks);
        assertEquals(4, reports.size(), reports.toString());
        for (Throwable report : reports) {
            assertTrue(
                    report.getMessage().contains("was not closed before its event loop has ended"), report.toString());
        }
        List<Object> subjects = NetLoop.subjectsOf(BelongingTest::leaks);
        assertEquals(2, subjects.stream().filter(SocketStream.class::isInstance).count());
        assertEquals(1, subjects.stream().filter(Listener.class::isInstance).count());
        assertEquals(1, subjects.stream().filter(Datagrams.class::isInstance).count());
    }

    @Async
    private static Coroutine<Void> leaks() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<SocketStream> accepted = start(listener.accept());
        SocketStream client = await(Net.connect(listener.address()));
        SocketStream server = await(accepted);
        Datagrams datagrams = await(Net.datagrams(Loopback.any()));
        try (SocketStream closed = await(Net.connect(listener.address()))) {
            await(await(listener.accept()).closeAsync());
            assertTrue(closed != client && server != null && datagrams != null);
        }
        return done();
    }

    @Test
    void aTaskThatIsCancelledByTheEndClosesItsStreams() {
        NetLoop.run(BelongingTest::cancelledByTheEnd);
    }

    @Async
    private static Coroutine<Void> serves() throws IOException {
        try (Listener listener = await(Net.listen(Loopback.any()))) {
            await(listener.serve(EchoTest::handle));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> cancelledByTheEnd() throws IOException {
        Task<Void> serving = start(serves());
        await(Weft.yieldNow());
        serving.cancel();
        await(Weft.waitAll(List.of(serving)));
        return done();
    }

    // ---- two runs, two threads

    @Test
    void aLoopMayRunOnAnotherThreadLater() throws Exception {
        try (EventLoop loop = EventLoop.create(Clock.system(), new NioNetwork())) {
            Pipes.Pair pair = Weft.run(EventLoop.create(), BelongingTest::none);
            assertEquals(null, pair);
            Pipes.Pair streams = loop.runUntilComplete(Pairs.TCP.open());
            Task<Integer> reading = loop.start(one(streams.one()));
            loop.runUntilComplete(Weft.yieldNow());
            Thread other = new Thread(() -> {
                loop.runUntilComplete(sends(streams.other()));
                assertEquals(1, loop.runUntilComplete(reading));
                loop.runUntilComplete(streams.one().closeAsync());
                loop.runUntilComplete(streams.other().closeAsync());
            });
            other.start();
            other.join();
            assertEquals(1, reading.get());
        }
    }

    @Async
    private static Coroutine<Pipes.Pair> none() {
        return result(null);
    }

    @Async
    private static Coroutine<Integer> one(ByteStream stream) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(10);
        await(stream.read(into));
        return result(into.position());
    }

    @Async
    private static Coroutine<Void> sends(ByteStream stream) {
        try {
            await(stream.write(ByteBuffer.wrap(new byte[1])));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return done();
    }

    @Test
    void anInterruptionDoesNotEndTheLoopOrItsStreams() {
        NetLoop.run(BelongingTest::interrupted);
    }

    @Async
    private static Coroutine<Void> interrupted() throws IOException {
        Pipes.Pair pair = await(Pairs.TCP.open());
        try (ByteStream one = pair.one();
                ByteStream other = pair.other()) {
            Task<Integer> reading = start(one(one));
            Thread.currentThread().interrupt();
            await(Weft.sleep(java.time.Duration.ofMillis(5)));
            await(sends(other));
            assertEquals(1, await(reading));
            assertTrue(Thread.interrupted());
        }
        return done();
    }

    @Test
    void withoutALoop() {
        assertThrows(IllegalStateException.class, () -> Pipes.pair(1));
    }

    @Test
    void aLoopWithAnotherPollerHasNoNetwork() {
        VirtualTime time = new VirtualTime();
        try (EventLoop loop = EventLoop.create(time, time)) {
            assertThrows(IllegalStateException.class, () -> Weft.run(loop, () -> Net.listen(Loopback.any())));
        }
    }

    // ---- on a host without a network

    private record ExecutorHost(ScheduledExecutorService executor, Thread thread) implements Host {
        @Override
        public void execute(Runnable turn) {
            executor.execute(turn);
        }

        @Override
        public boolean isHere() {
            return Thread.currentThread() == thread;
        }
    }

    @Test
    void aHostWithoutANetworkGetsASharedPoller() throws Exception {
        ScheduledExecutorService first = Executors.newSingleThreadScheduledExecutor();
        ScheduledExecutorService second = Executors.newSingleThreadScheduledExecutor();
        try {
            EventLoop one = EventLoop.on(
                    new ExecutorHost(first, first.submit(Thread::currentThread).get()));
            EventLoop two = EventLoop.on(new ExecutorHost(
                    second, second.submit(Thread::currentThread).get()));
            for (int round = 0; round < 20; round++) {
                Task<Listener> listening = one.start(Net.listen(Loopback.any()));
                Listener listener = listening.get();
                Task<Void> serving = one.start(listener.serve(BelongingTest::echoOnTheHost));
                Task<Integer> client = two.start(talks(listener));
                assertEquals(200_000, client.get());
                one.start(listener.closeAsync()).get();
                serving.get();
            }
            assertTrue(pollers() == 1, pollers() + " threads poll");
            one.closeAsync().toCompletableFuture().get();
            two.closeAsync().toCompletableFuture().get();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("weft-poller")) {
                    thread.join(20_000);
                }
            }
            assertEquals(0, pollers());
        } finally {
            first.shutdown();
            second.shutdown();
        }
    }

    private static long pollers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("weft-poller") && thread.isAlive())
                .count();
    }

    @Async
    private static Coroutine<Void> echoOnTheHost(SocketStream peer) throws IOException {
        assertTrue(
                Thread.currentThread().getName().startsWith("pool-"),
                Thread.currentThread().getName());
        await(EchoTest.handle(peer));
        assertTrue(
                Thread.currentThread().getName().startsWith("pool-"),
                Thread.currentThread().getName());
        return done();
    }

    @Async
    private static Coroutine<Integer> talks(Listener listener) throws IOException {
        try (SocketStream client = await(Net.connect("localhost", Loopback.portOf(listener)))) {
            byte[] sent = StreamTest.random(200_000, 3);
            Task<byte[]> received = start(new ByteReader(client).exactly(sent.length));
            await(client.write(ByteBuffer.wrap(sent)));
            org.junit.jupiter.api.Assertions.assertArrayEquals(sent, await(received));
            return result(sent.length);
        }
    }

    @Test
    void whatIsOpenWhenALoopOnAHostEndsIsReported() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            EventLoop loop = EventLoop.on(new ExecutorHost(
                    executor, executor.submit(Thread::currentThread).get()));
            java.util.Queue<Throwable> reports = new java.util.concurrent.ConcurrentLinkedQueue<>();
            loop.onUncaught((subject, failure) -> reports.add(failure));
            Listener listener = loop.start(Net.listen(Loopback.any())).get();
            Task<SocketStream> accepting = loop.start(listener.accept());
            loop.closeAsync().toCompletableFuture().get();
            assertEquals(1, reports.size(), reports.toString());
            assertThrows(java.util.concurrent.CancellationException.class, accepting::get);
            var refused = assertThrows(IllegalStateException.class, () -> loop.start(listener.closeAsync()));
            assertInstanceOf(IllegalStateException.class, refused);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void twoLoopsDoNotShareAStream() throws Exception {
        try (LoopGroup group = LoopGroup.create(2)) {
            EventLoop first = group.loops().get(0);
            EventLoop second = group.loops().get(1);
            Pipes.Pair pair = first.start(Pairs.TCP.open()).get();
            ExecutionException refused = assertThrows(
                    ExecutionException.class,
                    () -> second.start(one(pair.one())).get());
            String message = refused.getCause().getMessage();
            assertTrue(message.contains(first.toString()) && message.contains(second.toString()), message);
            pair.one().abort(); // from anywhere
            first.start(pair.one().closeAsync()).get();
            first.start(pair.other().closeAsync()).get();
        }
    }
}
