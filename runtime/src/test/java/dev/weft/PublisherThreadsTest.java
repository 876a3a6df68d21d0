package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publishers and subscribers of other threads, which signal, ask and cancel at the same time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("jdk")
class PublisherThreadsTest {
    private static final int ROUNDS = 200;

    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private final EventLoop loop = uncaught.watch(EventLoop.create());
    private final Thread thread = new Thread(loop::runForever);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @BeforeEach
    void start() {
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdown();
        loop.stop();
        thread.join();
        loop.close();
    }

    private static final class Busy implements Flow.Subscriber<Object> {
        final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        final AtomicInteger items = new AtomicInteger();
        final AtomicInteger ends = new AtomicInteger();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(Object item) {
            items.incrementAndGet();
        }

        @Override
        public void onError(Throwable thrown) {
            ends.incrementAndGet();
        }

        @Override
        public void onComplete() {
            ends.incrementAndGet();
        }
    }

    private static <T> T joined(CompletableFuture<T> future) {
        return future.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Two threads ask, and one of them cancels in the end: the stream is closed, once, and no item is too many. */
    @RepeatedTest(5)
    void askingAndCancelling() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            AtomicInteger closings = new AtomicInteger();
            AsyncStream<Integer> source = AsyncStream.from(
                    StreamFixture.upTo(1_000).stream().onClose(() -> closed.complete(closings.incrementAndGet())));
            AsyncStream<Integer> slower = round % 2 == 0 ? source : source.buffer(2); // has a task, which is awaited
            Busy subscriber = new Busy();
            slower.<Object>map(item -> item).toPublisher(loop).subscribe(subscriber);
            Flow.Subscription subscription = joined(subscriber.subscription);
            int asks = round % 30;
            CountDownLatch asked = new CountDownLatch(1);
            threads.execute(() -> {
                for (int i = 0; i < asks; i++) {
                    subscription.request(1);
                }
                asked.countDown();
            });
            for (int i = 0; i < asks; i++) {
                subscription.request(1);
            }
            subscription.cancel();
            asked.await();
            assertEquals(1, joined(closed));
            assertTrue(subscriber.items.get() <= 2 * asks);
            assertEquals(0, subscriber.ends.get());
        }
    }

    private static final class Counting implements Flow.Subscription {
        final AtomicInteger cancels = new AtomicInteger();

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            cancels.incrementAndGet();
        }
    }

    /** The task is cancelled while another thread signals: the task ends, and the subscription ends once. */
    @RepeatedTest(5)
    void signallingAndCancelling() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Flow.Subscriber<? super Integer>> subscribed = new CompletableFuture<>();
            Task<Long> main = loop.start(
                    AsyncStream.<Integer>fromPublisher(subscribed::complete, 2).count());
            Flow.Subscriber<? super Integer> subscriber = joined(subscribed);
            Counting subscription = new Counting();
            boolean ends = round % 2 == 0;
            CountDownLatch signalled = new CountDownLatch(1);
            threads.execute(() -> {
                subscriber.onSubscribe(subscription);
                subscriber.onNext(1);
                subscriber.onNext(2);
                if (ends) {
                    subscriber.onComplete();
                }
                signalled.countDown();
            });
            main.cancel();
            CompletableFuture<Object> ended = new CompletableFuture<>();
            main.onDone(ended::complete);
            joined(ended);
            signalled.await();
            boolean isCancelled = main.isCancelled();
            assertTrue(isCancelled || main.resultNow() == 2);
            assertTrue(ends || isCancelled);
            assertTrue(subscription.cancels.get() <= 1);
            assertTrue(ends || subscription.cancels.get() == 1);
        }
    }
}
