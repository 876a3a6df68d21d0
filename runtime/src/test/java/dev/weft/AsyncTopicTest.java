package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncStream.Overflow;
import dev.weft.sync.AsyncTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link AsyncTopic}. */
class AsyncTopicTest extends LoopFixture {
    private final AsyncTopic<Integer> topic = new AsyncTopic<>();

    private AsyncStream<Integer> subscribe(int buffer) {
        return topic.subscribe(buffer, Overflow.DROP_OLDEST);
    }

    @Test
    void eachSubscriberGetsEachItemFromThenOn() {
        topic.publish(1);
        AsyncStream<Integer> early = subscribe(9);
        topic.publish(2);
        AsyncStream<Integer> late = subscribe(9);
        topic.publish(3);
        assertEquals(2, topic.subscribers());
        topic.close();
        assertEquals(0, topic.subscribers());
        assertEquals(List.of(2, 3), run(early.toList()));
        assertEquals(List.of(3), run(late.toList()));
    }

    @Test
    void whoWaitsIsWokenInOrder() {
        for (int i = 1; i <= 3; i++) {
            int number = i;
            loop.start(subscribe(1).forEach(item -> events.add(number + " got " + item)));
        }
        runReady();
        topic.publish(7);
        runReady();
        assertEquals(List.of("1 got 7", "2 got 7", "3 got 7"), events);
        topic.close();
        runReady();
        assertTrue(loop.tasks().isEmpty());
    }

    @Test
    void aSlowSubscriberLosesTheOldestOrTheLatest() {
        AsyncStream<Integer> latest = topic.subscribe(2, Overflow.DROP_LATEST);
        AsyncStream<Integer> oldest = subscribe(2);
        IntStream.range(0, 5).forEach(topic::publish);
        topic.close();
        assertEquals(List.of(0, 1), run(latest.toList()));
        assertEquals(List.of(3, 4), run(oldest.toList()));
    }

    @Test
    void whoClosesIsNoSubscriberAnyMore() {
        run(subscribe(1).open().closeAsync());
        assertEquals(0, topic.subscribers());
        AsyncCursor<Integer> items = subscribe(1).open();
        topic.publish(1);
        assertTrue(run(items.next()));
        assertEquals(1, items.current());
        assertEquals(1, topic.subscribers());
        run(items.closeAsync());
        assertEquals(0, topic.subscribers());
        topic.publish(2);
        assertFalse(run(items.next()));
    }

    @Test
    void withinAnotherStreamToo() {
        AsyncCursor<Integer> items =
                AsyncStream.of(1).flatMap(one -> subscribe(1)).open();
        Task<Boolean> next = loop.start(items.next());
        runReady();
        topic.publish(5);
        assertTrue(run(next));
        run(items.closeAsync());
        assertEquals(0, topic.subscribers());
    }

    @Test
    void whoIsCancelledIsNoSubscriberAnyMore() {
        Task<List<Integer>> task = loop.start(subscribe(1).toList());
        runReady();
        assertEquals(1, topic.subscribers());
        task.cancel();
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(0, topic.subscribers());
    }

    @Test
    void anItemThatWasHandedOverCountsNotTheCancellation() {
        AsyncCursor<Integer> items = subscribe(1).open();
        Task<Boolean> next = loop.start(items.next());
        runReady();
        topic.publish(1);
        next.cancel();
        assertTrue(run(next));
        assertEquals(1, items.current());
        run(items.closeAsync());
    }

    @Test
    void nullsAndAClosedTopic() {
        AsyncStream<Integer> stream = subscribe(2);
        topic.publish(null);
        topic.close();
        topic.close();
        assertEquals(Arrays.asList((Integer) null), run(stream.toList()));
        assertThrows(IllegalStateException.class, () -> topic.publish(1));
        assertEquals(List.of(), run(subscribe(1).toList()));
        assertEquals("topic: 0 subscribers, closed", topic.toString());
    }

    @Test
    void theTopicWaitsForNobody() {
        assertThrows(IllegalArgumentException.class, () -> topic.subscribe(1, Overflow.SUSPEND));
        assertThrows(IllegalArgumentException.class, () -> topic.subscribe(0, Overflow.DROP_LATEST));
        assertThrows(NullPointerException.class, () -> topic.subscribe(1, null));
        assertEquals(0, topic.subscribers());
    }

    @Test
    void withoutALoop() {
        AsyncStream<Integer> stream = subscribe(2);
        topic.publish(1);
        topic.close();
        assertEquals(List.of(1), script("hot").await(stream.toList()).hot().join());
    }

    @Test
    void severalThreadsPublish() throws Exception {
        EventLoop real = uncaught.watch(EventLoop.create());
        AsyncStream<Integer> first = subscribe(10_000);
        AsyncStream<Integer> second = subscribe(10_000);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(new Thread(() -> IntStream.range(0, 1_000).forEach(topic::publish)));
        }
        threads.forEach(Thread::start);
        List<Integer> some = real.runUntilComplete(first.limit(3_000).toList());
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(some, real.runUntilComplete(second.limit(3_000).toList())); // one order
        assertEquals(0, topic.subscribers());
        real.close();
    }
}
