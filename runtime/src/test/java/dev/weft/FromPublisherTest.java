package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link AsyncStream#fromPublisher(Flow.Publisher, int)}. */
class FromPublisherTest extends StreamFixture {
    private static final int MANY = 10_000;

    private final ManualPublisher publisher = new ManualPublisher(events);

    private AsyncStream<Integer> stream() {
        return AsyncStream.fromPublisher(publisher, 4);
    }

    /** Gives all that it is asked for, inside of the call, up to a number; then ends. */
    private final class Synchronous extends ManualPublisher {
        private final int last;
        private int given;
        private boolean done;
        long asked;

        Synchronous(int last) {
            super(events);
            this.last = last;
        }

        @Override
        public void request(long n) {
            super.request(n);
            asked += n;
            while (given < asked && given < last) {
                give(++given);
            }
            if (given == last && !done) {
                done = true;
                subscriber().onComplete();
            }
        }
    }

    @Test
    void itSubscribesWhenTheFirstItemIsAskedFor() {
        AsyncCursor<Integer> items = AsyncStream.fromPublisher(publisher).open();
        runReady();
        assertEquals(List.of(), events);
        Task<Boolean> next = loop.start(items.next());
        runReady();
        assertEquals(List.of("subscribe", "request 32"), events);
        publisher.give(7);
        assertTrue(run(next));
        assertEquals(7, items.current());
        run(items.closeAsync());
    }

    @Test
    void aStreamThatIsClosedBeforeItBeganDoesNotSubscribe() {
        run(stream().open().closeAsync());
        assertEquals(List.of(), events);
    }

    @Test
    void halfOfThePrefetchIsAskedForAgain() {
        assertEquals(
                upTo(7), run(AsyncStream.fromPublisher(new Synchronous(7), 4).toList()));
        assertEquals(List.of("subscribe", "request 4", "request 2", "request 2"), events);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 32, Integer.MAX_VALUE})
    void noMoreThanThePrefetchIsOnItsWayOrLiesReady(int prefetch) {
        Synchronous given = new Synchronous(100);
        int[] taken = {0};
        Coroutine<Void> all = AsyncStream.fromPublisher(given, prefetch).forEach(item -> {
            taken[0]++;
            assertEquals(taken[0], item);
            assertTrue(given.asked - taken[0] < prefetch, given.asked + " asked for, " + taken[0] + " taken");
        });
        run(all);
        assertEquals(100, taken[0]);
    }

    @Test
    void anItemThatNobodyAsksForIsNotAskedForAhead() {
        assertEquals(
                List.of(1, 2),
                run(AsyncStream.fromPublisher(new Synchronous(9), 1).limit(2).toList()));
        assertEquals(List.of("subscribe", "request 1", "request 1", "cancel"), events);
    }

    @Test
    void closingCancelsAndDropsWhatNobodyHasTaken() {
        Task<List<Object>> main = loop.start(Consume.of(stream()).most(1).noting(events));
        runReady();
        publisher.give(1, 2, 3);
        assertEquals(List.of(1), run(main));
        publisher.give(4);
        publisher.subscriber().onComplete();
        assertEquals(List.of("subscribe", "request 4", "got 1", "cancel", "done"), events);
    }

    @Test
    void aDelegateCancelsAsWell() {
        Task<List<Object>> main =
                loop.start(Consume.of(AsyncStream.defer(this::stream)).most(1));
        runReady();
        publisher.give(1, 2, 3);
        assertEquals(List.of(1), run(main));
        assertEquals("cancel", events.get(2));
    }

    @Test
    void aTaskThatIsCancelledAsItWaitsCancelsTheSubscription() {
        Task<Long> main = loop.start(stream().count());
        runReady();
        main.cancel();
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("subscribe", "request 4", "cancel"), events);
    }

    @Test
    void aSubscriptionThatComesAfterTheCloseIsCancelled() {
        Task<Long> main = loop.start(AsyncStream.fromPublisher(publisher.late()).count());
        runReady();
        main.cancel();
        assertThrows(CancellationException.class, () -> run(main));
        assertEquals(List.of("subscribe"), events);
        publisher.subscriber().onSubscribe(publisher);
        assertEquals(List.of("subscribe", "cancel"), events);
    }

    @Test
    void aSubscriptionMayComeLate() {
        Task<List<Integer>> main =
                loop.start(AsyncStream.fromPublisher(publisher.late(), 2).toList());
        runReady();
        publisher.subscriber().onSubscribe(publisher);
        runReady();
        assertEquals(List.of("subscribe", "request 2"), events);
        publisher.give(1);
        publisher.subscriber().onComplete();
        assertEquals(List.of(1), run(main));
    }

    @Test
    void aSecondSubscriptionIsCancelled() {
        Task<List<Integer>> main = loop.start(stream().toList());
        runReady();
        publisher.subscriber().onSubscribe(publisher);
        assertEquals(List.of("subscribe", "request 4", "cancel"), events);
        publisher.give(1);
        publisher.subscriber().onComplete();
        publisher.subscriber().onSubscribe(publisher);
        assertEquals(List.of("subscribe", "request 4", "cancel", "cancel"), events);
        assertEquals(List.of(1), run(main));
    }

    @Test
    void aFailureComesBehindTheItemsAsItIs() {
        AsyncCursor<Integer> items = stream().open();
        Task<Boolean> first = loop.start(items.next());
        runReady();
        publisher.give(1, 2);
        publisher.subscriber().onError(failure);
        publisher.give(3);
        publisher.subscriber().onComplete();
        assertTrue(run(first));
        assertTrue(run(items.next()));
        assertEquals(2, items.current());
        assertSame(failure, failsWith(failure.getClass(), items.next()));
        assertSame(failure, failsWith(IllegalStateException.class, items.next()).getCause());
        run(items.closeAsync());
        assertEquals(List.of("subscribe", "request 4"), events);
    }

    @Test
    void theEndNeedsNoCancellation() {
        AsyncCursor<Integer> items = stream().open();
        Task<Boolean> first = loop.start(items.next());
        runReady();
        publisher.subscriber().onComplete();
        assertFalse(run(first));
        run(items.closeAsync());
        assertEquals(List.of("subscribe", "request 4"), events);
    }

    @Test
    void aCancellationOfSomebodyElseIsAFailure() {
        CancelledError ofAnother = new CancelledError("another");
        Task<Long> main = loop.start(stream().count());
        runReady();
        publisher.subscriber().onError(ofAnother);
        assertSame(
                ofAnother,
                assertThrows(CancellationException.class, () -> run(main)).getCause());
        assertFalse(main.isCancelled());
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefused() {
        Task<Long> main = loop.start(stream().count());
        runReady();
        Flow.Subscriber<? super Integer> subscriber = publisher.subscriber();
        assertThrows(NullPointerException.class, () -> subscriber.onNext(null));
        assertThrows(NullPointerException.class, () -> subscriber.onError(null));
        assertThrows(NullPointerException.class, () -> subscriber.onSubscribe(null));
        subscriber.onComplete();
        assertEquals(0, run(main));
        assertThrows(NullPointerException.class, () -> AsyncStream.fromPublisher(null));
        assertThrows(NullPointerException.class, () -> AsyncStream.fromPublisher(null, 1));
    }

    @Test
    void thePrefetchIsAtLeastOne() {
        assertEquals(
                "prefetch must be at least 1, not 0",
                assertThrows(IllegalArgumentException.class, () -> AsyncStream.fromPublisher(publisher, 0))
                        .getMessage());
    }

    @Test
    void whatSubscribeThrowsIsThrown() {
        Coroutine<Long> count = AsyncStream.<Integer>fromPublisher(given -> {
                    given.onSubscribe(publisher);
                    throw ofTheUser;
                })
                .count();
        assertSame(ofTheUser, failsWith(IllegalArgumentException.class, count));
        assertEquals(List.of("cancel"), events);
    }

    @Test
    void whatRequestThrowsIsThrownAndWhatCancelThrowsSuppressedInIt() {
        IllegalStateException ofTheCancel = new IllegalStateException("of the cancel");
        ManualPublisher broken = new ManualPublisher(events) {
            @Override
            public void request(long n) {
                throw ofTheUser;
            }

            @Override
            public void cancel() {
                throw ofTheCancel;
            }
        };
        assertSame(
                ofTheUser,
                failsWith(
                        IllegalArgumentException.class,
                        AsyncStream.fromPublisher(broken).count()));
        assertEquals(List.of(ofTheCancel), List.of(ofTheUser.getSuppressed()));
    }

    @Test
    void whatCancelThrowsIsThrownByTheClose() {
        ManualPublisher broken = new ManualPublisher(events) {
            @Override
            public void cancel() {
                throw ofTheUser;
            }
        };
        Task<List<Object>> main =
                loop.start(Consume.of(AsyncStream.fromPublisher(broken)).most(1));
        runReady();
        broken.give(1);
        assertSame(ofTheUser, assertThrows(IllegalArgumentException.class, () -> run(main)));
    }

    // ---- other threads

    private static void submitMany(SubmissionPublisher<Integer> to) {
        for (int i = 1; i <= MANY; i++) {
            to.submit(i); // waits while the subscriber does not ask
        }
        to.close();
    }

    @Test
    void signalsOfAnotherThreadArriveInOrderOnALoop() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (SubmissionPublisher<Integer> given = new SubmissionPublisher<>(threads, 8)) {
            CompletableFuture<Void> subscribed = new CompletableFuture<>();
            AsyncStream<Integer> stream = AsyncStream.fromPublisher(
                    subscriber -> {
                        given.subscribe(subscriber);
                        subscribed.complete(null);
                    },
                    3);
            Task<List<Integer>> main = loop.start(stream.toList());
            threads.execute(() -> {
                subscribed.join();
                submitMany(given);
            });
            assertEquals(upTo(MANY), run(main));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void signalsOfAnotherThreadArriveInOrderInAHotMethodWithoutALoop() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (SubmissionPublisher<Integer> given = new SubmissionPublisher<>(threads, 8)) {
            CompletableFuture<List<Integer>> result = Script.<List<Integer>>of("hot")
                    .await(AsyncStream.fromPublisher(given, 3).toList())
                    .hot();
            submitMany(given);
            assertEquals(upTo(MANY), result.orTimeout(10, TimeUnit.SECONDS).join());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aHotMethodWithoutALoopGoesOnInTheSignal() {
        CompletableFuture<Integer> result = Script.<Integer>of("hot")
                .await(stream().reduce(0, Integer::sum))
                .hot();
        publisher.give(1, 2, 3, 4);
        assertFalse(result.isDone());
        publisher.subscriber().onComplete();
        assertEquals(10, result.getNow(0));
        assertEquals(List.of("subscribe", "request 4", "request 2", "request 2"), events);
    }

    @Test
    void aHotMethodWithoutALoopMayBeCancelled() {
        CompletableFuture<Long> result =
                Script.<Long>of("hot").await(stream().count()).hot();
        publisher.give(1);
        result.cancel(true);
        publisher.give(2);
        assertEquals(List.of("subscribe", "request 4", "cancel"), events);
    }
}
