package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncStream.Overflow;
import dev.weft.ports.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random streams with tasks, consumed in random ways: no task and no timer is left, each source is closed once, and each item
 * that a source has given is taken, undelivered, or in a call that was cancelled or has failed; once.
 */
class StreamTasksRandomTest {
    private static final int RUNS = Integer.getInteger("weft.random.runs", 3_000);

    /** A stream, and what is known of its items. */
    private static final class Run {
        final Random random;
        final VirtualTime time = new VirtualTime();
        final EventLoop loop = EventLoop.create(time, time);
        final List<String> events = new ArrayList<>();
        final List<Object> given = new ArrayList<>();
        final List<Object> settled = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        int sources;
        int items;

        /** Whether an item may be lost: a merge tells nobody of those in its hands. */
        boolean loses;

        Run(long seed) {
            random = new Random(seed * 0x9E3779B97F4A7C15L); // neighbouring seeds begin alike
            loop.onUncaught((subject, failure) -> {});
        }

        Duration someTime() {
            return Duration.ofMillis(100L * random.nextInt(4));
        }

        AsyncStream<Object> source() {
            StreamSource source = StreamSource.of("s" + sources++, events);
            text.append("source");
            for (int i = random.nextInt(8); i > 0; i--) {
                if (random.nextInt(3) == 0) {
                    source.sleep(someTime());
                }
                Object item = ++items;
                source.emit(item).onEmit(() -> given.add(item));
                text.append(' ').append(item);
            }
            if (random.nextInt(5) == 0) {
                text.append(" fails");
                source.fail(new IOException("source"));
            }
            if (random.nextInt(3) == 0) {
                source.cleanUp(Weft.sleep(someTime()));
            }
            return source;
        }

        AsyncStream<Object> produced() {
            int number = random.nextInt(9);
            text.append("produce ").append(number);
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                all.add(++items);
            }
            return AsyncStream.produce(1 + random.nextInt(3), settled::add, sink -> {
                Script<Void> body = Script.of("body");
                for (Object item : all) {
                    if (random.nextInt(3) == 0) {
                        body.await(Weft.sleep(someTime()));
                    }
                    body.await(v -> {
                        given.add(item);
                        return sink.send(item);
                    });
                }
                if (random.nextInt(5) == 0) {
                    body.await(v -> {
                        throw new IOException("body");
                    });
                }
                return body.give(null);
            });
        }

        Coroutine<Object> call(Object item) {
            return Script.of("call")
                    .await(Weft.sleep(someTime()))
                    .then(v -> {
                        if (random.nextInt(12) == 0) {
                            throw new IOException("call");
                        }
                        return item;
                    })
                    .caught(failure -> {
                        settled.add(item);
                        throw failure;
                    });
        }

        AsyncStream<Object> with(AsyncStream<Object> stream) {
            int size = 1 + random.nextInt(3);
            return switch (random.nextInt(6)) {
                case 0 -> note(" mapAsync " + size, stream.mapAsync(size, this::call, settled::add));
                case 1 -> note(" unordered " + size, stream.mapAsyncUnordered(size, this::call, settled::add));
                case 2 -> note(" buffer " + size, stream.buffer(size, Overflow.SUSPEND, settled::add));
                case 3 -> {
                    Overflow full = random.nextBoolean() ? Overflow.DROP_LATEST : Overflow.DROP_OLDEST;
                    yield note(" " + full + size, stream.buffer(size, full, settled::add));
                }
                case 4 -> {
                    loses = true;
                    yield note(" merged", AsyncStream.merge(stream, source()));
                }
                default -> note(" timeout", stream.timeout(Duration.ofMillis(150L + 100L * random.nextInt(4))));
            };
        }

        private AsyncStream<Object> note(String what, AsyncStream<Object> stream) {
            text.append(what);
            return stream;
        }

        void go() {
            AsyncStream<Object> stream = random.nextBoolean() ? source() : produced();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                stream = with(stream);
            }
            Consume consume = Consume.of(stream);
            if (random.nextInt(3) == 0) {
                consume.most(random.nextInt(4));
            }
            if (random.nextInt(2) == 0) {
                consume.pause(someTime());
            }
            Task<List<Object>> task = loop.start(consume);
            if (random.nextInt(3) == 0) {
                text.append(", cancelled");
                loop.schedule(someTime(), task::cancel);
            }
            loop.runUntilComplete(Weft.waitAll(task));
            Duration end = time.elapsed();
            for (int i = 0; i < 3; i++) {
                loop.stop();
                loop.runForever();
            }
            assertEquals(Set.of(), loop.tasks(), text::toString);
            assertEquals(end, time.elapsed(), text::toString);
            settled.addAll(consume.taken());
            Set<Object> once = new TreeSet<>(settled);
            assertEquals(once.size(), settled.size(), () -> text + ": settled " + settled);
            if (!loses) {
                assertEquals(new TreeSet<>(given), once, text::toString);
            }
            long begun =
                    events.stream().filter(event -> event.endsWith("begins")).count();
            long closed =
                    events.stream().filter(event -> event.endsWith("closed")).count();
            assertTrue(begun >= closed, text::toString); // a clean-up may be cancelled
            loop.close();
        }
    }

    @Test
    void nothingIsLostAndNothingIsLeft() {
        for (long seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed);
            try {
                run.go();
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": " + run.text, failure);
            }
        }
    }
}
