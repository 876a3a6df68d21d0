package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link AsyncStream#toPublisher} and {@link AsyncStream#publisher}. */
class ToPublisherTest extends StreamFixture {
    private static final int MANY = 10_000;

    private final Recorder recorder = new Recorder();

    /** No task serves a subscriber that has ended. */
    @AfterEach
    void noTaskIsLeft() {
        if (!loop.isClosed()) {
            runReady();
        }
        assertEquals(Set.of(), loop.tasks());
    }

    /** Notes what it is told, which must be on the loop, and may answer to it. */
    private class Recorder implements Flow.Subscriber<Object> {
        Consumer<Flow.Subscription> first = subscription -> {};
        Consumer<Object> answer = item -> {};
        Flow.@Nullable Subscription subscription;

        @Nullable
        Throwable thrown;

        void note(String event) {
            assertSame(loop, EventLoop.running());
            events.add(event);
        }

        Flow.Subscription subscription() {
            if (subscription == null) {
                throw new AssertionError("there is no subscription");
            }
            return subscription;
        }

        void request(long n) {
            subscription().request(n);
            runReady();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            note("subscribed");
            subscription = given;
            first.accept(given);
        }

        @Override
        public void onNext(Object item) {
            note("got " + item);
            answer.accept(item);
        }

        @Override
        public void onError(Throwable given) {
            note("failed");
            thrown = given;
        }

        @Override
        public void onComplete() {
            note("completed");
        }
    }

    private static void subscribe(AsyncStream<?> stream, EventLoop loop, Flow.Subscriber<Object> subscriber) {
        stream.<Object>map(item -> item).toPublisher(loop).subscribe(subscriber);
    }

    private void subscribe(AsyncStream<?> stream) {
        subscribe(stream, loop, recorder);
        assertEquals(List.of(), events);
        runReady();
    }

    private void assertEvents(String... expected) {
        runReady();
        assertEquals(List.of(expected), events);
    }

    @Test
    void anItemIsAskedForWhenTheSubscriberHasAskedForIt() {
        subscribe(numbers(3));
        assertEvents("subscribed");
        recorder.request(2);
        assertEvents("subscribed", "asks 1", "got 1", "asks 2", "got 2");
        events.clear();
        recorder.request(1);
        assertEvents("asks 3", "got 3");
        events.clear();
        recorder.request(1);
        assertEvents("asks 4", "closing", "closed", "completed");
        recorder.request(1);
        recorder.request(0);
        recorder.subscription().cancel();
        assertEquals(4, events.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, Long.MAX_VALUE})
    void demandIsAddedUp(long more) {
        recorder.first = subscription -> {
            subscription.request(Long.MAX_VALUE);
            subscription.request(more);
            subscription.request(Long.MAX_VALUE);
        };
        subscribe(AsyncStream.of(1, 2));
        assertEvents("subscribed", "got 1", "got 2", "completed");
    }

    @Test
    void aRequestInsideOfAnItemIsNoRecursion() {
        int[] taken = {0};
        recorder.first = subscription -> subscription.request(1);
        recorder.answer = item -> {
            taken[0]++;
            events.clear();
            recorder.subscription().request(1);
        };
        subscribe(AsyncStream.from(upTo(MANY)), loop, recorder);
        assertEvents("completed");
        assertEquals(MANY, taken[0]);
    }

    @Test
    void othersRunMeanwhile() {
        recorder.first = subscription -> subscription.request(Long.MAX_VALUE);
        subscribe(AsyncStream.from(upTo(MANY)), loop, recorder);
        int[] before = {0};
        run(loop.start(
                Script.of("other").await(Weft.yieldNow()).await(Weft.yieldNow()).then(v -> {
                    before[0] = events.size();
                    return null;
                })));
        assertTrue(before[0] < MANY, before[0] + " of " + MANY);
        runReady();
        assertEquals(MANY + 2, events.size());
    }

    @Test
    void aSecondSubscriberIsToldThatThereIsOne() {
        Flow.Publisher<Integer> publisher = numbers(1).toPublisher(loop);
        Recorder second = new Recorder();
        second.first = subscription -> {
            subscription.request(1);
            subscription.cancel();
            subscription.request(0);
        };
        publisher.subscribe(recorder);
        publisher.subscribe(new Recorder());
        assertEvents("subscribed", "subscribed", "failed");
        publisher.subscribe(second);
        assertEvents("subscribed", "subscribed", "failed", "subscribed");
        IllegalStateException refused = assertInstanceOf(IllegalStateException.class, uncaught.takeOne());
        assertTrue(refused.getMessage().startsWith("publisher of Shop.rows has a subscriber"), refused::getMessage);
        recorder.subscription().cancel();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aRequestForLessThanOneItemClosesTheStreamAndFails(long n) {
        recorder.answer = item -> recorder.subscription().request(n);
        subscribe(slowToClose(3));
        recorder.request(3);
        assertEvents("subscribed", "asks 1", "got 1", "closing");
        run(Weft.sleep(SECOND));
        assertEvents("subscribed", "asks 1", "got 1", "closing", "closed", "failed");
        assertInstanceOf(IllegalArgumentException.class, recorder.thrown);
        assertTrue(recorder.thrown.getMessage().contains("3.9"), recorder.thrown::getMessage);
    }

    @Test
    void itAlsoEndsTheWaitForAnItemAndForDemand() {
        subscribe(StreamSource.of("rows", events).sleep(LONG).failingCleanUp(failure));
        recorder.request(1);
        recorder.request(0);
        assertEvents("subscribed", "rows begins", "failed");
        assertEquals(List.of(failure), List.of(recorder.thrown.getSuppressed()));
        events.clear();
        recorder.thrown = null;
        subscribe(numbers(1));
        recorder.request(-1);
        assertEvents("subscribed", "failed");
    }

    @Test
    void nothingComesAfterACancellation() {
        recorder.first = subscription -> subscription.request(5);
        recorder.answer = item -> recorder.subscription().cancel();
        subscribe(slowToClose(3));
        recorder.request(3);
        recorder.subscription().cancel();
        assertEvents("subscribed", "asks 1", "got 1", "closing");
        run(Weft.sleep(SECOND));
        assertEvents("subscribed", "asks 1", "got 1", "closing", "closed");
    }

    @Test
    void aCancellationEndsTheWaitForDemand() {
        subscribe(numbers(3));
        recorder.request(1);
        recorder.subscription().cancel();
        assertEvents("subscribed", "asks 1", "got 1", "closing", "closed");
    }

    @Test
    void aCancellationEndsTheWaitForAnItemAndLeavesTheCleanUpAlone() {
        subscribe(StreamSource.of("rows", events).sleep(LONG).cleanUp(Weft.sleep(SECOND)));
        recorder.request(1);
        recorder.subscription().cancel();
        recorder.subscription().cancel();
        assertEvents("subscribed", "rows begins");
        run(Weft.sleep(SECOND));
        assertEvents("subscribed", "rows begins", "rows closed");
    }

    /** The request to cancel the task comes to nothing: the stream has its item, and is closed because of it. */
    @Test
    void anItemThatComesInSpiteOfTheCancellationIsNotGiven() {
        subscribe(slowToClose(3).map(item -> {
            recorder.subscription().cancel();
            return item;
        }));
        recorder.request(2);
        assertEvents("subscribed", "asks 1", "closing");
        run(Weft.sleep(SECOND));
        assertEvents("subscribed", "asks 1", "closing", "closed");
    }

    @Test
    void norIsOneAfterAWrongRequest() {
        subscribe(slowToClose(3).map(item -> {
            recorder.subscription().request(0);
            return item;
        }));
        recorder.request(2);
        run(Weft.sleep(SECOND));
        assertEvents("subscribed", "asks 1", "closing", "closed", "failed");
        assertInstanceOf(IllegalArgumentException.class, recorder.thrown);
    }

    @Test
    void anotherThreadMayRequestAndCancel() throws Exception {
        subscribe(numbers(3));
        inAThread(() -> recorder.subscription().request(1));
        assertEvents("subscribed", "asks 1", "got 1");
        inAThread(() -> {
            recorder.subscription().request(1);
            recorder.subscription().cancel();
        });
        assertEvents("subscribed", "asks 1", "got 1", "closing", "closed");
    }

    @Test
    void anotherThreadMayCancelWhatWaits() throws Exception {
        subscribe(StreamSource.of("rows", events).sleep(LONG).cleanUp(Weft.sleep(SECOND)));
        recorder.request(1);
        inAThread(() -> recorder.subscription().cancel());
        runReady();
        run(Weft.sleep(SECOND));
        assertEvents("subscribed", "rows begins", "rows closed");
    }

    private static void inAThread(Runnable code) throws InterruptedException {
        Thread thread = new Thread(code);
        thread.start();
        thread.join();
    }

    @Test
    void aCancellationInOnSubscribeKeepsTheStreamFromBeginning() {
        recorder.first = Flow.Subscription::cancel;
        List<String> closed = new ArrayList<>();
        subscribe(AsyncStream.from(upTo(3).stream().onClose(() -> closed.add("closed"))));
        assertEvents("subscribed");
        assertEquals(List.of("closed"), closed);
    }

    @Test
    void aFailureOfTheStreamIsPassedOnAsItIs() {
        subscribe(numbers(3).failing(1, failure));
        recorder.request(9);
        assertEvents("subscribed", "asks 1", "got 1", "asks 2", "closing", "closed", "failed");
        assertSame(failure, recorder.thrown);
    }

    @Test
    void aNullItemIsAFailure() {
        subscribe(new ItemSource<>("", events, Arrays.asList(1, null, 3)));
        recorder.request(9);
        assertEvents("subscribed", "asks 1", "got 1", "asks 2", "closing", "closed", "failed");
        assertInstanceOf(NullPointerException.class, recorder.thrown);
    }

    @Test
    void whatASubscriberThrowsAsItGetsAnItemClosesTheStream() {
        recorder.answer = item -> fail(ofTheUser);
        subscribe(numbers(3).failingToCleanUp(failure));
        recorder.request(9);
        assertEvents("subscribed", "asks 1", "got 1", "closing", "closed");
        assertSame(ofTheUser, uncaught.takeOne());
        assertEquals(List.of(failure), List.of(ofTheUser.getSuppressed()));
    }

    @Test
    void whatASubscriberThrowsElsewhereIsReported() {
        recorder.first = subscription -> fail(ofTheUser);
        subscribe(numbers(3));
        assertEvents("subscribed");
        assertSame(ofTheUser, uncaught.takeOne());
        events.clear();
        subscribe(AsyncStream.of(), loop, new Recorder() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(1);
            }

            @Override
            public void onComplete() {
                fail(ofTheUser);
            }
        });
        assertEvents();
        assertSame(ofTheUser, uncaught.takeOne());
        subscribe(numbers(0).failing(0, failure), loop, new Recorder() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(1);
            }

            @Override
            public void onError(Throwable given) {
                assertSame(failure, given);
                fail(ofTheUser);
            }
        });
        runReady();
        assertSame(ofTheUser, uncaught.takeOne());
    }

    @Test
    void whatTheClosingThrowsAfterACancellationIsReported() {
        recorder.answer = item -> recorder.subscription().cancel();
        subscribe(numbers(3).failingToCleanUp(failure));
        recorder.request(1);
        assertEvents("subscribed", "asks 1", "got 1", "closing", "closed");
        assertSame(failure, uncaught.takeOne());
    }

    @Test
    void theSubscriberLearnsThatTheLoopCloses() {
        subscribe(slowToClose(3));
        recorder.request(1);
        loop.close();
        assertEquals(List.of("subscribed", "asks 1", "got 1", "closing", "closed", "failed"), events);
        assertInstanceOf(CancellationException.class, recorder.thrown);
    }

    @Test
    void aLoopThatIsClosedHasNoSubscribers() {
        loop.close();
        List<Object> told = new ArrayList<>();
        numbers(3).toPublisher(loop).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
                subscription.cancel();
                told.add("subscribed");
            }

            @Override
            public void onNext(Integer item) {
                told.add(item);
            }

            @Override
            public void onError(Throwable thrown) {
                told.add(thrown.getMessage());
            }

            @Override
            public void onComplete() {
                told.add("completed");
            }
        });
        assertEquals(List.of("subscribed", "the event loop is closed"), told);
    }

    @Test
    void itNeedNotRunYet() {
        recorder.first = subscription -> subscription.request(9);
        subscribe(AsyncStream.of(1).timeout(SECOND));
        assertEvents("subscribed", "got 1", "completed");
        subscribe(StreamSource.of("rows", new ArrayList<>()).sleep(LONG).timeout(SECOND), loop, recorder);
        run(Weft.sleep(SECOND));
        runReady();
        assertInstanceOf(TimeoutException.class, recorder.thrown);
    }

    @Test
    @SuppressWarnings("NullAway")
    void arguments() {
        ItemSource<Integer> stream = numbers(1);
        assertThrows(NullPointerException.class, () -> stream.toPublisher(null));
        Flow.Publisher<Integer> publisher = stream.toPublisher(loop);
        assertThrows(IllegalStateException.class, () -> stream.toPublisher(loop));
        assertThrows(NullPointerException.class, () -> publisher.subscribe(null));
        assertThrows(NullPointerException.class, () -> AsyncStream.publisher(null, () -> stream));
        assertThrows(NullPointerException.class, () -> AsyncStream.publisher(loop, null));
        assertThrows(
                NullPointerException.class,
                () -> AsyncStream.publisher(loop, () -> stream).subscribe(null));
        publisher.subscribe(recorder);
        assertEvents("subscribed");
        recorder.subscription().cancel();
    }

    // ---- a stream for each subscriber

    @Test
    void eachSubscriberHasAStreamOfItsOwn() {
        recorder.first = subscription -> subscription.request(9);
        Flow.Publisher<Object> publisher = AsyncStream.publisher(loop, () -> AsyncStream.of(1, 2));
        publisher.subscribe(recorder);
        runReady();
        publisher.subscribe(recorder);
        assertEvents("subscribed", "got 1", "got 2", "completed", "subscribed", "got 1", "got 2", "completed");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aSupplierThatGivesNoStreamIsAFailure() {
        AsyncStream.publisher(loop, () -> {
                    assertSame(loop, EventLoop.running());
                    throw ofTheUser;
                })
                .subscribe(recorder);
        assertEvents("subscribed", "failed");
        assertSame(ofTheUser, recorder.thrown);
        AsyncStream.publisher(loop, () -> null).subscribe(recorder);
        runReady();
        assertEquals("the supplier of AsyncStream.publisher returned null", recorder.thrown.getMessage());
        AsyncStream<Object> same = AsyncStream.of(1);
        Flow.Publisher<Object> publisher = AsyncStream.publisher(loop, () -> same);
        publisher.subscribe(recorder);
        runReady();
        Flow.Subscription first = recorder.subscription();
        publisher.subscribe(recorder);
        runReady();
        assertInstanceOf(IllegalStateException.class, recorder.thrown);
        first.cancel();
    }

    // ---- there and back

    @Test
    void aStreamThatIsPublishedAndReadIsTheSame() throws Exception {
        EventLoop another = uncaught.watch(EventLoop.create());
        Thread thread = new Thread(another::runForever);
        thread.start();
        try {
            AsyncStream<Integer> there =
                    AsyncStream.fromPublisher(AsyncStream.from(upTo(MANY)).toPublisher(another), 5);
            AsyncStream<Integer> back = AsyncStream.fromPublisher(there.toPublisher(loop));
            assertEquals(upTo(MANY), run(back.toList()));
            AsyncStream<Integer> endless =
                    AsyncStream.fromPublisher(numbers(MANY).toPublisher(loop), 3);
            assertEquals(upTo(7), run(endless.limit(7).toList()));
            runReady();
            assertEquals("closed", events.get(events.size() - 1));
        } finally {
            another.stop();
            thread.join();
            another.close();
        }
    }
}
