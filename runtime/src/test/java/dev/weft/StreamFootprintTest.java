package dev.weft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.sync.AsyncQueue;
import java.util.Iterator;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an item costs in bytes: nothing, whatever operators it goes through. */
@Tag("jdk")
class StreamFootprintTest extends StreamFixture {
    /** {@code for (…) emit("item");}, with {@code await(yieldNow())} before it if it yields. */
    private static final class Same extends StreamFrame<String> {
        private final boolean yields;
        private int left;

        Same(int times, boolean yields) {
            left = times;
            this.yields = yields;
        }

        @Override
        protected Object advance(FrameDriver driver) throws Throwable {
            boolean hasYielded = state == 2;
            if (state > 0) {
                Suspension.resumed(driver);
            }
            if (left == 0) {
                return false;
            }
            if (yields && !hasYielded && Suspension.await(Weft.yieldNow(), driver, 0) == SUSPENDED) {
                state = 2;
                Suspension.suspend(this, driver);
                return SUSPENDED;
            }
            left--;
            Suspension.emit("item", this);
            state = 1;
            return true;
        }

        @Override
        protected StackTraceElement position() {
            return position("Same", "same", null, "\1\1");
        }
    }

    private long costOf(Function<AsyncStream<String>, Coroutine<?>> use, int times, boolean yields) {
        Coroutine<?> made = use.apply(new Same(times, yields));
        Task<?> task = loop.start(made);
        long before = FootprintTest.allocated();
        run(task);
        return FootprintTest.allocated() - before;
    }

    private void assertFree(Function<AsyncStream<String>, Coroutine<?>> use) {
        for (boolean yields : new boolean[] {false, true}) {
            costOf(use, 20_000, yields);
            long few = costOf(use, 1_000, yields);
            long many = costOf(use, 51_000, yields);
            assertTrue(many - few < 10_000, "50,000 items allocated " + (many - few) + " bytes, yielding: " + yields);
        }
    }

    @Test
    void consumers() {
        assertFree(AsyncStream::count);
        assertFree(s -> s.forEach(item -> {}));
        assertFree(s -> s.forEachAsync(item -> Weft.done()));
        assertFree(s -> s.anyMatch(item -> false));
        assertFree(s -> s.reduce("", (a, b) -> b));
    }

    @Test
    void operators() {
        assertFree(s -> s.map(item -> item)
                .filter(item -> true)
                .skip(1)
                .limit(Long.MAX_VALUE)
                .takeWhile(item -> true)
                .dropWhile(item -> false)
                .scan("", (a, b) -> b)
                .count());
        assertFree(s -> s.filter(item -> false).count());
        assertFree(s -> AsyncStream.zip(s, new Same(Integer.MAX_VALUE, false), (a, b) -> a)
                .count());
    }

    @Test
    void streamsWithinOneAnother() {
        assertFree(s -> AsyncStream.defer(() -> s).count());
        assertFree(s -> AsyncStream.of(1).flatMap(one -> s).count());
        assertFree(s -> AsyncStream.of(1)
                .flatMap(one -> s.map(item -> item))
                .map(item -> item)
                .count());
    }

    @Test
    void aBinding() {
        ContextLocal<String> user = ContextLocal.create("user");
        assertFree(s -> user.where("ann", s.map(item -> user.get())).count());
    }

    @Test
    void aQueueThatIsNotEmpty() {
        AsyncQueue<String> queue = AsyncQueue.fifo(1);
        queue.tryPut("item");
        assertFree(s ->
                AsyncStream.zip(s, queue.stream(), (a, b) -> queue.tryPut(b)).count());
    }

    @Test
    void anIterator() {
        Iterator<String> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                return "item";
            }
        };
        assertFree(s ->
                AsyncStream.zip(s, AsyncStream.from(() -> endless), (a, b) -> a).count());
    }
}
