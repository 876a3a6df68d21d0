package dev.weft.benchmarks.echo;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.net.ByteReader;
import dev.weft.net.Listener;
import dev.weft.net.LoopGroup;
import dev.weft.net.Net;
import dev.weft.net.SocketStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * X7: hours of mixed load on a small heap: connections that come and go, requests of all sizes, reads that are given up, peers that
 * are aborted. Prints for each interval the heap after a collection, descriptors, direct memory, and how late a timer was at most.
 */
public final class Soak {
    private static final Duration TICK = Duration.ofMillis(10);

    private static final AtomicLong REQUESTS = new AtomicLong();
    private static final AtomicLong GIVEN_UP = new AtomicLong();
    private static final AtomicLong RESETS = new AtomicLong();
    private static final AtomicLong LATEST = new AtomicLong();

    private Soak() {}

    /** Arguments: minutes, intervals. */
    public static void main(String[] args) throws Exception {
        double minutes = Double.parseDouble(args[0]);
        int intervals = Integer.parseInt(args[1]);
        try (LoopGroup group = LoopGroup.create("soak", 2)) {
            EventLoop servers = group.loops().get(0);
            EventLoop clients = group.loops().get(1);
            Listener listener = servers.start(Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                    .get();
            servers.onUncaught((handler, reset) -> RESETS.incrementAndGet()); // of peers that were aborted
            var serving = servers.start(listener.serve(WeftEcho::handle));
            group.startEach(Soak::watchTime);
            List<Task<Void>> running = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                running.add(clients.start(client(listener, new Random(i))));
            }
            System.out.println(
                    "| minute | heap after collection | descriptors | direct memory | requests | given up | reset | latest timer |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (int i = 1; i <= intervals; i++) {
                Thread.sleep((long) (minutes * 60_000 / intervals));
                report(minutes * i / intervals);
            }
            clients.start(end(running)).get();
            servers.start(listener.stop(Duration.ZERO)).get();
            serving.get();
        }
    }

    @Async
    private static Coroutine<Void> end(List<Task<Void>> running) {
        running.forEach(Task::cancel);
        await(Weft.waitAll(running));
        return done();
    }

    private static void report(double minute) {
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        String[] open = new File("/proc/self/fd").list();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "| %.1f | %.1f MB | %s | %.1f MB | %d | %d | %d | %.1f ms |%n",
                minute,
                heap / 1e6,
                open == null ? "?" : Integer.toString(open.length),
                direct / 1e6,
                REQUESTS.getAndSet(0),
                GIVEN_UP.getAndSet(0),
                RESETS.getAndSet(0),
                LATEST.getAndSet(0) / 1e6);
    }

    @Async
    private static Coroutine<Void> watchTime() {
        while (true) {
            long due = System.nanoTime() + TICK.toNanos();
            await(sleep(TICK));
            long late = System.nanoTime() - due;
            LATEST.accumulateAndGet(late, Math::max);
        }
    }

    @Async
    private static Coroutine<Void> client(Listener listener, Random random) {
        while (true) {
            try (SocketStream stream = await(Net.connect(listener.address()))) {
                ByteReader reader = new ByteReader(stream);
                int left = random.nextInt(50);
                while (left-- > 0) {
                    await(request(stream, reader, random));
                }
                if (random.nextInt(10) == 0) {
                    stream.abort();
                }
            } catch (IOException gone) {
                System.err.println("unexpected: " + gone);
            }
            await(sleep(Duration.ofMillis(random.nextInt(5))));
        }
    }

    @Async
    private static Coroutine<Void> request(SocketStream stream, ByteReader reader, Random random) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(1 + random.nextInt(random.nextInt(20) == 0 ? 40_000 : 1_000));
        int size = request.remaining();
        if (random.nextInt(20) == 0) {
            try {
                await(withTimeout(Duration.ofMillis(1), reader.exactly(1)));
                throw new IllegalStateException("nothing was sent");
            } catch (TimeoutException nothing) {
                GIVEN_UP.incrementAndGet();
            }
        }
        var answer = Weft.start(reader.exactly(size));
        await(stream.write(request));
        if (Objects.requireNonNull(await(answer)).length != size) {
            throw new IllegalStateException("torn");
        }
        REQUESTS.incrementAndGet();
        return done();
    }
}
