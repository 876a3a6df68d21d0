package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncStream.Sink;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks of several loops, and threads, that send into one stream. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class ProduceThreadsTest {
    private static final int SENDERS = 3;
    private static final int EACH = 4_000;

    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private final EventLoop loop = uncaught.watch(EventLoop.create());
    private final ConcurrentLinkedQueue<Object> sent = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Object> undelivered = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Sends numbers of its own on a loop of its own, until it has sent all or cannot any more. */
    private void send(int number, Sink<Object> sink, CountDownLatch started) {
        Thread thread = new Thread(() -> {
            EventLoop own = uncaught.watch(EventLoop.create());
            own.runUntilComplete(Weft.waitAll(own.start(new Sending(number, sink, started))));
            own.close();
        });
        threads.add(thread);
        thread.start();
    }

    private final class Sending extends Frame<Void> {
        private final int number;
        private final Sink<Object> sink;
        private final CountDownLatch started;
        private int next;

        Sending(int number, Sink<Object> sink, CountDownLatch started) {
            this.number = number;
            this.sink = sink;
            this.started = started;
        }

        @Override
        protected Object resume(FrameDriver driver) throws Throwable {
            if (state > 0) {
                Suspension.resumed(driver);
            } else {
                started.countDown();
            }
            while (next < EACH) {
                Object item = number + SENDERS * next++;
                sent.add(item);
                try {
                    if (Suspension.await(sink.send(item), driver) == SUSPENDED) {
                        state = 1;
                        Suspension.suspend(this, driver);
                        return SUSPENDED;
                    }
                } catch (IllegalStateException ended) {
                    sent.remove(item); // it did not wait: the item is the sender's
                    return null;
                }
            }
            return null;
        }

        @Override
        protected boolean catches() {
            return false; // what it waited with is the stream's
        }

        @Override
        protected StackTraceElement position() {
            return new StackTraceElement("Sending", "send", "Sending.java", 1);
        }
    }

    private AsyncStream<Object> stream() {
        return AsyncStream.produce(2, undelivered::add, sink -> {
            CountDownLatch started = new CountDownLatch(SENDERS);
            for (int i = 0; i < SENDERS; i++) {
                send(i, sink, started);
            }
            return Script.<Void>of("body").await(Weft.sleep(Duration.ofHours(1)));
        });
    }

    private void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(Set.of(), loop.tasks());
        loop.close();
    }

    @Test
    void allItemsComeEachSendersInOrder() throws Exception {
        List<Object> got = loop.runUntilComplete(stream().limit(SENDERS * EACH).toList());
        join();
        assertEquals(SENDERS * EACH, new TreeSet<>(got).size());
        for (int i = 0; i < SENDERS; i++) {
            int number = i;
            List<Object> own = got.stream()
                    .filter(item -> (Integer) item % SENDERS == number)
                    .toList();
            assertEquals(own.stream().sorted().toList(), own);
        }
        assertTrue(undelivered.isEmpty());
    }

    @Test
    void whatIsOnTheWayWhenItIsClosedIsUndelivered() throws Exception {
        for (int round = 0; round < 50; round++) {
            sent.clear();
            undelivered.clear();
            threads.clear();
            List<Object> got = loop.runUntilComplete(stream().limit(10 + round).toList());
            for (Thread thread : threads) {
                thread.join();
            }
            uncaught.take(); // of the senders that waited
            List<Object> all = new ArrayList<>(got);
            all.addAll(undelivered);
            assertEquals(new TreeSet<>(sent), new TreeSet<>(all));
            assertEquals(sent.size(), all.size());
        }
        join();
    }
}
