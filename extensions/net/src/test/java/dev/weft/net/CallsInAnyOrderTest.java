package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.ports.Host;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls in any order by any number of tasks: none hangs, and afterwards the streams are closed. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("jdk")
class CallsInAnyOrderTest {
    private static final int SEEDS = Integer.getInteger("weft.net.fuzz", 10);
    private static final int CALLS = 60;

    private static final class Run {
        final Random random;
        final ByteStream[] ends;
        final List<Task<Void>> tasks = new ArrayList<>();
        final StringBuilder log = new StringBuilder();
        final boolean fromElsewhere;

        Run(long seed, Pipes.Pair pair, boolean fromElsewhere) {
            random = new Random(seed);
            ends = new ByteStream[] {pair.one(), pair.other()};
            this.fromElsewhere = fromElsewhere;
        }

        @Async
        Coroutine<Void> call(int kind, ByteStream on, int size) throws IOException {
            try {
                switch (kind) {
                    case 0, 1, 2 -> await(on.read(ByteBuffer.allocate(size)));
                    case 3, 4, 5 -> await(on.write(ByteBuffer.allocate(size)));
                    case 6 -> await(on.readable());
                    case 7 -> await(on.end());
                    case 8 -> await(on.closeAsync());
                    default -> await(on.write(ByteBuffer.allocate(size), ByteBuffer.allocateDirect(size / 2)));
                }
            } catch (IOException | IllegalStateException expected) {
                // any
            }
            return done();
        }

        @Async
        Coroutine<Void> go() throws IOException {
            int endless = random.nextInt(4);
            for (int i = 0; i < CALLS; i++) {
                int which = random.nextInt(2);
                int kind = random.nextInt(endless == 0 ? 7 : 10);
                if (endless == 1 && kind >= 7 && random.nextInt(5) != 0) {
                    kind -= 7;
                }
                int size = switch (random.nextInt(4)) {
                    case 0 -> 1;
                    case 1 -> 1 + random.nextInt(3000);
                    case 2 -> 200_000;
                    default -> random.nextInt(10) == 0 ? 5_000_000 : 100;
                };
                log.append(which)
                        .append(':')
                        .append(kind)
                        .append('/')
                        .append(size)
                        .append(' ');
                tasks.add(start(call(kind, ends[which], size), which + " does " + kind + " of " + size));
                int then = random.nextInt(12);
                if (then < 3) {
                    await(Weft.yieldNow());
                } else if (then < 5) {
                    tasks.get(random.nextInt(tasks.size())).cancel();
                    log.append("cancel ");
                } else if (then == 5 && random.nextInt(8) == 0) {
                    log.append("abort ");
                    ByteStream aborted = ends[random.nextInt(2)];
                    if (fromElsewhere && random.nextBoolean()) {
                        Thread other = new Thread(aborted::abort);
                        other.start();
                    } else {
                        aborted.abort();
                    }
                } else if (then == 6 && random.nextInt(4) == 0) {
                    await(Weft.sleep(Duration.ofMillis(1)));
                }
            }
            // both sides are closed, one after the other or at once; a third of them by a task that is cancelled
            Task<Void> one = start(ends[0].closeAsync(), "closes 0");
            if (random.nextInt(3) == 0) {
                await(Weft.yieldNow());
                one.cancel();
            }
            Task<Void> two = start(ends[1].closeAsync(), "closes 1");
            if (random.nextInt(5) == 0) {
                ends[1].abort();
            }
            tasks.add(one);
            tasks.add(two);
            try {
                await(Weft.withTimeout(Duration.ofSeconds(8), Weft.waitAll(tasks)));
            } catch (java.util.concurrent.TimeoutException hangs) {
                StringBuilder said = new StringBuilder("hang: " + log);
                for (Task<Void> task : tasks) {
                    if (!task.isDone()) {
                        said.append('\n').append(task);
                        for (StackTraceElement e : task.awaitTrace()) {
                            said.append("\n   ").append(e);
                        }
                    }
                }
                throw new AssertionError(said.toString());
            }
            for (Task<Void> task : tasks) {
                try {
                    await(task);
                } catch (CancellationException fine) {
                    // cancelled
                }
            }
            for (ByteStream end : ends) {
                requireClosed(await(Fails.failureOf(() -> end.read(ByteBuffer.allocate(1)))));
                requireClosed(await(Fails.failureOf(() -> end.write(ByteBuffer.allocate(1)))));
                requireClosed(await(Fails.failureOf(() -> end.end())));
                await(end.closeAsync());
            }
            return done();
        }

        private void requireClosed(Throwable failure) {
            if (!(failure instanceof IOException)) {
                throw new AssertionError("not closed: " + failure, failure);
            }
        }
    }

    @Async
    private static Coroutine<Void> all(Pairs kind, int from, boolean fromElsewhere) throws IOException {
        for (int seed = from; seed < from + 10; seed++) {
            Run run = new Run(seed, await(kind.open()), fromElsewhere);
            try {
                await(run.go());
            } catch (Throwable failure) {
                throw new AssertionError(
                        kind + ", seed " + seed + ": " + failure.getMessage() + " " + run.log, failure);
            }
        }
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void anyOrder(Pairs kind) {
        for (int from = 0; from < SEEDS; from += 10) {
            int first = from;
            requireTornOnly(NetLoop.reportsOf(() -> all(kind, first, true)));
        }
    }

    private static TlsKeys keys;

    @org.junit.jupiter.api.BeforeAll
    static void makeKeys(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory) throws Exception {
        keys = TlsKeys.make(directory);
    }

    @Async
    private static Coroutine<Void> allTls(TlsPair.Over over, String version, int from, int count) throws IOException {
        for (int seed = from; seed < from + count; seed++) {
            TlsPair pair = await(TlsPair.over(keys, over, version));
            Run run = new Run(seed, new Pipes.Pair(pair.client(), pair.server()), true);
            try {
                await(run.go());
            } catch (Throwable failure) {
                throw new AssertionError(
                        over + version + ", seed " + seed + ": " + failure.getMessage() + " " + run.log, failure);
            }
        }
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void anyOrderOverTls(TlsPair.Over over) {
        for (int from = 0; from < SEEDS / 3; from += 2) {
            int first = from;
            requireTornOnly(NetLoop.reportsOf(() -> allTls(over, TlsPair.TLS13, first, 2)));
            requireTornOnly(NetLoop.reportsOf(() -> allTls(over, TlsPair.TLS12, first, 2)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOrderOverTlsOnAHost(TlsPair.Over over) throws Exception {
        onHost(first -> allTls(over, TlsPair.TLS13, first, 10), SEEDS);
    }

    @Test
    void bothSidesCloseWithMuchLeft() {
        NetLoop.run(CallsInAnyOrderTest::bothClose);
    }

    @Async
    private static Coroutine<Void> bothClose() throws IOException {
        for (Pairs kind : Pairs.values()) {
            Pipes.Pair pair = await(kind.open());
            List<Task<Throwable>> writes = new ArrayList<>();
            for (ByteStream end : List.of(pair.one(), pair.other())) {
                while (true) {
                    Task<Throwable> write = start(failureOrNull(end));
                    await(Weft.sleep(Duration.ofMillis(5)));
                    if (!write.isDone()) {
                        writes.add(write);
                        break;
                    }
                }
            }
            Task<Void> closing = start(pair.one().closeAsync());
            await(pair.other().closeAsync());
            await(closing);
            for (Task<Throwable> write : writes) {
                assertInstanceOf(AsynchronousCloseException.class, await(write));
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Throwable> failureOrNull(ByteStream end) {
        try {
            await(end.write(ByteBuffer.allocate(1_000_000)));
            return result(null);
        } catch (IOException failure) {
            return result(failure);
        }
    }

    private interface Part {
        Coroutine<Void> from(int seed) throws IOException;
    }

    private static void onHost(Part part, int seeds) throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            EventLoop loop = EventLoop.on(new ExecutorHost(
                    executor, executor.submit(Thread::currentThread).get()));
            ConcurrentLinkedQueue<Throwable> reports = new ConcurrentLinkedQueue<>();
            loop.onUncaught((subject, failure) -> reports.add(failure));
            try {
                for (int from = 0; from < seeds; from += 10) {
                    loop.start(part.from(from)).get(20, TimeUnit.SECONDS);
                }
            } finally {
                loop.closeAsync().toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
            requireTornOnly(List.copyOf(reports));
        } finally {
            executor.shutdown();
        }
    }

    private static void requireTornOnly(List<Throwable> reports) {
        for (Throwable report : reports) {
            boolean torn = report.getSuppressed().length > 0
                    && report.getSuppressed()[0].getMessage().contains("a write was cancelled when");
            if (!torn) {
                throw new AssertionError("reported", report);
            }
        }
    }

    record ExecutorHost(ScheduledExecutorService executor, Thread thread) implements Host {
        @Override
        public void execute(Runnable turn) {
            executor.execute(turn);
        }

        @Override
        public boolean isHere() {
            return Thread.currentThread() == thread;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOrderOnAHost(Pairs kind) throws Exception {
        onHost(first -> all(kind, first, true), SEEDS);
    }
}
