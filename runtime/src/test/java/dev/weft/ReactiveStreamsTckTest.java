package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/**
 * The tests of the Reactive Streams specification. They wait for signals of other threads, and for signals that must not come,
 * on the machine's clock.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReactiveStreamsTckTest {
    private static final int PUBLISHER_TESTS = 38;
    private static final int SUBSCRIBER_TESTS = 26;

    /** The most that must pass before a signal comes. It never does pass, but on a machine that stands still. */
    private static final int SIGNAL_MILLIS = 2_000;

    /** How long no signal must come. */
    private static final int SILENCE_MILLIS = 50;

    private static final int POLL_MILLIS = 10;

    /** After this time a subscriber that has cancelled must not be referred to any more. It always passes. */
    private static final int FORGET_MILLIS = 300;

    @RegisterExtension
    final UncaughtFailures uncaught = new UncaughtFailures();

    private final EventLoop loop = uncaught.watch(EventLoop.create());
    private final Thread thread = new Thread(loop::runForever, "loop of the TCK");

    private static TestEnvironment environment() {
        return new TestEnvironment(SIGNAL_MILLIS, SILENCE_MILLIS, POLL_MILLIS);
    }

    @BeforeEach
    void start() {
        thread.start();
    }

    /** Subscriptions that a test has left alone end here. */
    @AfterEach
    void close() throws InterruptedException {
        loop.stop();
        thread.join();
        loop.close();
    }

    @Test
    void allTestsAreThere() {
        assertEquals(PUBLISHER_TESTS, TestNgMethods.count(FlowPublisherVerification.class));
        assertEquals(SUBSCRIBER_TESTS, TestNgMethods.count(FlowSubscriberBlackboxVerification.class));
    }

    private static AsyncStream<Long> numbers(long n) {
        return AsyncStream.from(LongStream.range(0, n).boxed());
    }

    /** Returns whether it is the name of a rule without a test. */
    private static boolean isUntested(String test) {
        return test.startsWith("untested_");
    }

    /** What is optional in rule 1.11 is more than one subscriber. */
    private static boolean needsMoreSubscribers(String test) {
        return test.startsWith("optional_spec111_");
    }

    @TestFactory
    Stream<DynamicTest> toPublisher() {
        return TestNgMethods.of(
                FlowPublisherVerification.class,
                test -> isUntested(test) || needsMoreSubscribers(test),
                () -> new Publisher() {
                    @Override
                    public Flow.Publisher<Long> createFlowPublisher(long elements) {
                        return numbers(elements).toPublisher(loop);
                    }

                    /** A second subscriber is refused. */
                    @Override
                    public Flow.Publisher<Long> createFailedFlowPublisher() {
                        Flow.Publisher<Long> publisher = numbers(1).toPublisher(loop);
                        publisher.subscribe(new Ignoring());
                        return publisher;
                    }
                });
    }

    /** Each stream has a task of its own, so it suspends, and its closing does. */
    @TestFactory
    Stream<DynamicTest> publisher() {
        return TestNgMethods.of(
                FlowPublisherVerification.class, ReactiveStreamsTckTest::isUntested, () -> new Publisher() {
                    @Override
                    public Flow.Publisher<Long> createFlowPublisher(long elements) {
                        return AsyncStream.publisher(
                                loop, () -> numbers(elements).buffer(2).map(i -> i));
                    }

                    @Override
                    public Flow.Publisher<Long> createFailedFlowPublisher() {
                        return AsyncStream.publisher(loop, () -> {
                            throw new IllegalStateException("there is no stream");
                        });
                    }
                });
    }

    private abstract static class Publisher extends FlowPublisherVerification<Long> {
        Publisher() {
            super(environment(), FORGET_MILLIS);
        }
    }

    private static final class Ignoring implements Flow.Subscriber<Long> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(Long item) {}

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onComplete() {}
    }

    @TestFactory
    Stream<DynamicTest> subscriberOfFromPublisher() {
        return TestNgMethods.of(
                FlowSubscriberBlackboxVerification.class, ReactiveStreamsTckTest::isUntested, Subscriber::new);
    }

    private final class Subscriber extends FlowSubscriberBlackboxVerification<Integer> {
        Subscriber() {
            super(environment());
        }

        /** The stream is consumed by a task, which asks for items by itself. */
        @Override
        public Flow.Subscriber<Integer> createFlowSubscriber() {
            CompletableFuture<Flow.Subscriber<Integer>> subscriber = new CompletableFuture<>();
            AsyncStream<Integer> stream = AsyncStream.fromPublisher(given -> subscriber.complete(cast(given)));
            loop.start(stream.count()).onDone(ended -> {});
            return subscriber.orTimeout(SIGNAL_MILLIS, TimeUnit.MILLISECONDS).join();
        }

        @SuppressWarnings("unchecked")
        private static Flow.Subscriber<Integer> cast(Flow.Subscriber<? super Integer> subscriber) {
            return (Flow.Subscriber<Integer>) subscriber;
        }

        @Override
        public Integer createElement(int element) {
            return element;
        }
    }
}
