package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The two promises that no peer makes: a cancelled read has consumed nothing, a cancelled write has torn nothing. One task sends
 * messages, another one receives bytes; each call of either runs in a task of its own, which is cancelled at a random turn of
 * the loop, again and again. What arrives must be whole messages, in order; a message that was cancelled may be missing, no
 * other.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("jdk")
class CancelEverywhereTest {
    private static final int SEEDS = Integer.getInteger("weft.net.seeds", 60);
    private static final int MESSAGES = 30;
    private static final int HEAD = 8;

    /** One run. All fields are owned by the loop's thread. */
    private static final class Run {
        private final Random random;
        private final ByteStream out;
        private final ByteStream in;
        private final List<Task<?>> current = new ArrayList<>();
        private final boolean[] cancelled = new boolean[MESSAGES];
        private final int oneIn;
        private boolean over;
        private int cancellations;

        Run(long seed, ByteStream out, ByteStream in) {
            random = new Random(seed);
            oneIn = 1 + random.nextInt(12);
            this.out = out;
            this.in = in;
        }

        /** Cancels, by chance, what is under way. In each turn of the loop. */
        private void perhapsCancel() {
            if (over) {
                return;
            }
            if (!current.isEmpty() && random.nextInt(oneIn) == 0) {
                current.get(random.nextInt(current.size())).cancel();
            }
            EventLoop.running().execute(this::perhapsCancel);
        }

        /** Returns the value of a call, or null if it was cancelled. */
        @Async
        private <T> Coroutine<T> call(AsyncCallable<T> call) {
            Task<T> task = start(call);
            current.add(task);
            try {
                return result(await(task));
            } catch (CancellationException expected) {
                requireWhole(expected);
                cancellations++;
                return result(null);
            } finally {
                current.remove(task);
            }
        }

        private static void requireWhole(CancellationException expected) {
            if (expected.getCause() instanceof CancelledError error && error.getSuppressed().length > 0) {
                throw new AssertionError(expected);
            }
        }

        private static byte[] message(int number, int size) {
            ByteBuffer message = ByteBuffer.allocate(HEAD + size);
            message.putInt(number).putInt(size).put(StreamTest.random(size, number));
            return message.array();
        }

        @Async
        Coroutine<Void> send() throws IOException {
            for (int i = 0; i < MESSAGES; i++) {
                int size = random.nextInt(10) == 0 ? 300_000 + random.nextInt(300_000) : random.nextInt(5000);
                ByteBuffer whole = ByteBuffer.wrap(message(i, size));
                if (random.nextBoolean()) {
                    ByteBuffer first = whole.slice(0, HEAD / 2);
                    ByteBuffer rest = whole.slice(HEAD / 2, whole.remaining() - HEAD / 2);
                    cancelled[i] = await(call(() -> written(out.write(first, rest)))) == null;
                } else {
                    cancelled[i] = await(call(() -> written(out.write(whole)))) == null;
                }
            }
            while (await(call(() -> written(out.end()))) == null) {
                // cancelled; the end is sent, and asking again is no harm
            }
            return done();
        }

        @Async
        private static Coroutine<Boolean> written(Coroutine<Void> write) {
            await(write);
            return result(true);
        }

        @Async
        Coroutine<byte[]> receive() throws IOException {
            ByteBuffer all = ByteBuffer.allocate(20_000_000);
            while (true) {
                ByteBuffer some = random.nextBoolean()
                        ? ByteBuffer.allocate(1 + random.nextInt(20_000))
                        : ByteBuffer.allocateDirect(1 + random.nextInt(200_000));
                if (random.nextInt(4) == 0) {
                    await(call(() -> written(in.readable())));
                }
                Boolean come = await(call(() -> in.read(some)));
                if (come == null) {
                    assertEquals(0, some.position(), "a cancelled read has consumed bytes");
                } else if (come) {
                    all.put(some.flip());
                } else {
                    return result(java.util.Arrays.copyOf(all.array(), all.position()));
                }
            }
        }

        void check(byte[] received) {
            ByteBuffer all = ByteBuffer.wrap(received);
            int next = 0;
            while (all.hasRemaining()) {
                int number = all.getInt();
                int size = all.getInt();
                assertTrue(number >= next && number < MESSAGES, "message " + number + " after " + (next - 1));
                for (; next < number; next++) {
                    assertTrue(cancelled[next], "message " + next + " is lost");
                }
                byte[] expected = message(number, size);
                byte[] got = new byte[size + HEAD];
                all.position(all.position() - HEAD);
                all.get(got);
                assertTrue(java.util.Arrays.equals(expected, got), "message " + number + " is torn");
                next++;
            }
            for (; next < MESSAGES; next++) {
                assertTrue(cancelled[next], "message " + next + " is lost");
            }
        }
    }

    @Async
    private static Coroutine<Integer> run(Pairs kind, long seed) throws Exception {
        Pipes.Pair pair = await(kind.open());
        try (ByteStream one = pair.one();
                ByteStream other = pair.other()) {
            Run run = new Run(seed, one, other);
            run.perhapsCancel();
            Task<byte[]> received = start(run.receive());
            await(run.send());
            run.check(await(received));
            run.over = true;
            return result(run.cancellations);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatArrivesIsWhole(Pairs kind) {
        int seeds = kind == Pairs.PIPE_OF_1 ? SEEDS / 20 : SEEDS;
        int cancellations = 0;
        for (int seed = 0; seed < seeds; seed++) {
            long given = seed;
            try {
                cancellations += NetLoop.<Integer>run(() -> run(kind, given));
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertTrue(cancellations > seeds * 5, cancellations + " cancellations");
    }
}
