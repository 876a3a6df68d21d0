package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A comparator that throws, or uses its own queue, harms nobody but the put whose item it was asked about. */
class PriorityQueueTest extends LoopFixture {
    @SuppressWarnings("StaticAssignmentOfThrowable") // compared by identity
    private static final IllegalArgumentException REFUSED = new IllegalArgumentException("no order");

    private static final Comparator<String> ORDER = (a, b) -> {
        if (a.startsWith("bad") || b.startsWith("bad")) {
            throw REFUSED;
        }
        return a.compareTo(b);
    };

    @Test
    void ofAWaitingPut() {
        AsyncQueue<String> queue = AsyncQueue.priority(2, ORDER);
        assertTrue(queue.tryPut("b") && queue.tryPut("c"));
        Task<Object> bad = loop.start(script("bad").await(queue.put("bad")));
        Task<Object> worse = loop.start(script("worse").await(queue.put("bad 2")));
        Task<Object> good = loop.start(script("good").await(queue.put("a")));
        Task<Object> next = loop.start(script("next").await(queue.put("d")));
        runReady();
        assertEquals("b", run(queue.take()));
        run(Weft.waitAll(List.of(bad, worse, good)));
        assertSame(REFUSED, bad.exceptionNow());
        assertSame(REFUSED, worse.exceptionNow());
        assertEquals(Task.Status.SUCCEEDED, good.status());
        assertFalse(next.isDone());
        assertEquals("a", queue.poll());
        assertEquals("c", queue.poll());
        run(next);
        assertEquals("d", queue.poll());
        for (int i = 0; i < 4; i++) {
            queue.taskDone();
        }
        run(queue.join());
        assertThrows(IllegalStateException.class, queue::taskDone);
    }

    @Test
    void ofAPutThatFindsRoom() {
        AsyncQueue<String> queue = AsyncQueue.priority(9, ORDER);
        for (String item : List.of("d", "b", "c", "a")) {
            queue.tryPut(item);
        }
        assertSame(REFUSED, assertThrows(IllegalArgumentException.class, () -> queue.tryPut("bad")));
        assertSame(REFUSED, assertThrows(IllegalArgumentException.class, () -> run(queue.put("bad"))));
        assertEquals(4, queue.size());
        assertEquals(List.of("a", "b", "c", "d"), List.of(queue.poll(), queue.poll(), queue.poll(), queue.poll()));
    }

    @Test
    void whateverComparisonFailsNoItemIsLost() {
        Random random = new Random(1);
        int[] left = {Integer.MAX_VALUE};
        AsyncQueue<Integer> queue = AsyncQueue.priority(10_000, (a, b) -> {
            if (--left[0] < 0) {
                throw REFUSED;
            }
            return Integer.compare(a, b);
        });
        List<Integer> in = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            left[0] = random.nextInt(20);
            int item = random.nextInt(100);
            try {
                queue.tryPut(item);
                in.add(item);
            } catch (IllegalArgumentException refused) {
                assertSame(REFUSED, refused);
            }
        }
        left[0] = 0;
        in.sort(null);
        List<Integer> out = new ArrayList<>();
        Integer next;
        while ((next = queue.poll()) != null) {
            out.add(next);
        }
        assertEquals(in, out);
    }

    @Test
    void equalOnesComeOutAsTheyWentIn() {
        AsyncQueue<String> queue = AsyncQueue.priority(9, Comparator.comparingInt(String::length));
        for (String item : List.of("bb", "a", "cc", "b", "dd")) {
            queue.tryPut(item);
        }
        List<String> out = new ArrayList<>();
        while (queue.size() > 0) {
            out.add(queue.poll());
        }
        assertEquals(List.of("a", "b", "bb", "cc", "dd"), out);
    }

    @Test
    void aComparatorThatUsesItsOwnQueueGetsAnException() {
        AtomicReference<AsyncQueue<String>> own = new AtomicReference<>();
        for (Runnable use : List.<Runnable>of(
                () -> own.get().size(),
                () -> own.get().poll(),
                () -> own.get().tryPut("x"),
                () -> events.add(own.get().toString()),
                () -> own.get().taskDone(),
                () -> own.get().shutdown(false))) {
            AsyncQueue<String> queue = AsyncQueue.priority(3, (a, b) -> {
                use.run();
                return a.compareTo(b);
            });
            own.set(queue);
            queue.tryPut("a");
            assertThrows(IllegalStateException.class, () -> queue.tryPut("b"));
            assertThrows(IllegalStateException.class, () -> run(queue.put("b")));
            assertEquals(1, queue.size());
            assertEquals("a", queue.poll());
        }
    }
}
