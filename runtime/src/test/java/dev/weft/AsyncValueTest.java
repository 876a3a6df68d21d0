package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link AsyncValue}. */
class AsyncValueTest extends LoopFixture {
    private final AsyncValue<String> value = new AsyncValue<>("a");

    @Test
    void getSetUpdate() {
        assertEquals("a", value.get());
        value.set("b");
        assertEquals("b", value.get());
        assertEquals("bb", value.update(old -> old + old));
        assertEquals("bb", value.get());
        assertThrows(
                IllegalStateException.class,
                () -> value.update(old -> {
                    throw new IllegalStateException();
                }));
        assertEquals("bb", value.get());
    }

    @Test
    void theValueNowThenEachChange() {
        Task<Void> following = loop.start(value.changes().forEach(events::add));
        runReady();
        value.set("b");
        runReady();
        value.update(old -> old + "!");
        runReady();
        assertEquals(List.of("a", "b", "b!"), events);
        following.cancel();
        assertThrows(CancellationException.class, () -> run(following));
        assertEquals("value: 2 changes, 0 waiting", value.toString());
    }

    @Test
    void theValueNowIsThatOfTheFirstNext() {
        AsyncStream<String> stream = value.changes();
        value.set("b");
        assertEquals(List.of("b"), run(stream.limit(1).toList()));
    }

    @Test
    void whoIsSlowGetsTheLatest() {
        AsyncCursor<String> items = value.changes().open();
        assertTrue(run(items.next()));
        value.set("b");
        value.set("c");
        assertTrue(run(items.next()));
        assertEquals("c", items.current());
    }

    @Test
    void equalOnesAreLeftOut() {
        AsyncCursor<String> items = value.changes().open();
        assertTrue(run(items.next()));
        value.set("b");
        value.set(String.valueOf(new char[] {'a'}));
        Task<Boolean> next = loop.start(items.next());
        runReady();
        assertFalse(next.isDone());
        value.set(String.valueOf(new char[] {'a'}));
        runReady();
        assertFalse(next.isDone());
        value.set("c");
        assertTrue(run(next));
        assertEquals("c", items.current());
    }

    @Test
    void nullIsAValue() {
        AsyncValue<String> nullable = new AsyncValue<>(null);
        assertNull(nullable.get());
        AsyncCursor<String> items = nullable.changes().open();
        List<Object> got = new ArrayList<>();
        for (String next : Arrays.asList(null, "b", null)) {
            nullable.set(next);
            assertTrue(run(items.next()));
            got.add(items.current());
        }
        assertEquals(Arrays.asList(null, "b", null), got);
    }

    @Test
    void anEqualsThatThrowsFailsTheStream() {
        Object broken = new Object() {
            @Override
            public boolean equals(Object other) {
                throw new IllegalArgumentException("broken");
            }

            @Override
            public int hashCode() {
                return 0;
            }
        };
        AsyncValue<Object> objects = new AsyncValue<>(broken);
        AsyncCursor<Object> items = objects.changes().open();
        assertTrue(run(items.next()));
        objects.set("b");
        assertThrows(IllegalArgumentException.class, () -> run(items.next()));
        assertEquals("b", objects.get());
    }

    @Test
    void closing() {
        AsyncCursor<String> items = value.changes().open();
        assertTrue(run(items.next()));
        run(items.closeAsync());
        assertFalse(run(items.next()));
    }

    @Test
    void severalThreadsUpdate() throws Exception {
        AsyncValue<Integer> count = new AsyncValue<>(0);
        EventLoop real = uncaught.watch(EventLoop.create());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(new Thread(() -> IntStream.range(0, 1_000).forEach(i -> count.update(n -> n + 1))));
        }
        threads.forEach(Thread::start);
        List<Integer> seen =
                real.runUntilComplete(count.changes().takeWhile(n -> n < 3_000).toList());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(3_000, count.get());
        real.close();
    }
}
