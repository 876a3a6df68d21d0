package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.net.Fails.failureOf;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server is stopped in each of its states, and the stop may be cancelled in each of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class StopTest {
    private final AsyncEvent handling = new AsyncEvent();

    @Async
    private Coroutine<Void> waiting(SocketStream peer) throws IOException {
        handling.set();
        await(sleep(Duration.ofDays(1)));
        return done();
    }

    @Test
    void aCancelledCloseEndsTheServer() {
        NetLoop.run(this::cancelsTheClose);
    }

    @Async
    private Coroutine<Void> cancelsTheClose() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(this::waiting));
        SocketStream client = await(Net.connect(listener.address()));
        await(handling.whenSet());
        Task<Void> closing = start(listener.closeAsync());
        await(Weft.yieldNow());
        closing.cancel();
        await(Weft.waitAll(List.of(closing)));
        assertTrue(closing.isCancelled());
        try {
            await(Weft.withTimeout(Duration.ofSeconds(20), serving));
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError("the server goes on", late);
        }
        await(client.closeAsync());
        return done();
    }

    @Test
    void graceForEver() {
        NetLoop.run(this::forEver);
    }

    @Async
    private Coroutine<Void> forEver() throws IOException {
        Listener listener = await(Net.listen(Loopback.any()));
        Task<Void> serving = start(listener.serve(EchoTest::handle));
        SocketStream client = await(Net.connect(listener.address()));
        await(client.write(ByteBuffer.allocate(1)));
        await(client.read(ByteBuffer.allocate(1)));
        Task<Void> stopping = start(listener.stop(ChronoUnit.FOREVER.getDuration()));
        await(sleep(Duration.ofMillis(10)));
        await(client.closeAsync());
        await(stopping);
        await(serving);
        await(listener.closeAsync());
        return done();
    }

    @Test
    void stopInEveryState() {
        NetLoop.run(this::everyState);
    }

    @Async
    private Coroutine<Void> everyState() throws IOException {
        Listener before = await(Net.listen(Loopback.any()));
        await(before.stop(Duration.ofSeconds(1)));
        assertInstanceOf(
                java.nio.channels.ClosedChannelException.class, await(failureOf(() -> before.serve(this::waiting))));
        await(before.stop(Duration.ofSeconds(1)));
        // no room
        Listener full =
                await(Net.listen(Loopback.any(), ListenOptions.defaults().maxConnections(1)));
        Task<Void> serving = start(full.serve(this::waiting));
        SocketStream client = await(Net.connect(full.address()));
        SocketStream second = await(Net.connect(full.address()));
        await(handling.whenSet());
        Task<Void> one = start(full.stop(Duration.ofMillis(50)));
        Task<Void> two = start(full.stop(Duration.ofMillis(10)));
        await(Weft.yieldNow());
        one.cancel();
        await(Weft.waitAll(List.of(one)));
        await(two);
        await(serving);
        await(client.closeAsync());
        await(second.closeAsync());
        // serve cancelled while there is no room
        Listener third =
                await(Net.listen(Loopback.any(), ListenOptions.defaults().maxConnections(1)));
        handling.clear();
        Task<Void> serves = start(third.serve(this::waiting));
        SocketStream c = await(Net.connect(third.address()));
        SocketStream d = await(Net.connect(third.address()));
        await(handling.whenSet());
        serves.cancel();
        await(Weft.waitAll(List.of(serves)));
        SocketStream e = await(third.accept());
        await(d.write(ByteBuffer.allocate(1)));
        assertTrue(await(e.read(ByteBuffer.allocate(1))));
        await(e.closeAsync());
        await(c.closeAsync());
        await(d.closeAsync());
        await(third.closeAsync());
        return done();
    }

    /** The group is closed before the first step of its servers, which a loop of another thread waits for. */
    @Test
    void aGroupThatIsClosedBeforeItServes() throws Exception {
        LoopGroup group = LoopGroup.create(1);
        group.loops().get(0).execute(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Thread closer = new Thread(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            group.close();
        });
        closer.start();
        try {
            Throwable failure = Weft.run(() -> failureOf(() -> Weft.withTimeout(
                    Duration.ofSeconds(3), group.serve(Loopback.any(), ListenOptions.defaults(), EchoTest::handle))));
            assertTrue(!(failure instanceof java.util.concurrent.TimeoutException), failure.toString());
        } finally {
            closer.join();
        }
    }

    @Test
    void acceptStorm() {
        var unused = NetLoop.reportsOf(StopTest::storm); // of handlers whose peers are gone
    }

    @Async
    private static Coroutine<Void> storm() throws IOException {
        Listener listener =
                await(Net.listen(Loopback.any(), ListenOptions.defaults().maxConnections(20)));
        Task<Void> serving = start(listener.serve(EchoTest::handle));
        for (int round = 0; round < 100; round++) {
            List<Coroutine<SocketStream>> some = new java.util.ArrayList<>();
            for (int i = 0; i < 10; i++) {
                some.add(Net.connect(listener.address()));
            }
            List<SocketStream> open = await(Weft.gather(some));
            int n = 0;
            for (SocketStream each : open) {
                if (round % 10 == 9) {
                    await(each.end());
                    await(new ByteReader(each).all(10));
                }
                if (n++ % 2 == 0) {
                    each.abort();
                } else {
                    await(each.closeAsync());
                }
            }
        }
        try (SocketStream last = await(Net.connect(listener.address()))) {
            await(last.write(ByteBuffer.allocate(1)));
            assertTrue(await(last.read(ByteBuffer.allocate(1))));
        }
        await(listener.stop(Duration.ofSeconds(1)));
        await(serving);
        return done();
    }
}
