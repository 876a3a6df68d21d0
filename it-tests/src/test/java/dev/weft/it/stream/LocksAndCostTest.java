package dev.weft.it.stream;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.DeadlockException;
import dev.weft.sync.AsyncLock;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks that streams hold, and what streams allocate. */
class LocksAndCostTest extends StreamFixture {
    private final AsyncLock lock = new AsyncLock();

    @Async
    private AsyncStream<Integer> locked() {
        try (var held = await(lock.acquire())) {
            log("holds it " + (held != null));
            emit(1);
            emit(2);
        }
        return end();
    }

    @Async
    private Coroutine<Void> takesTheSame(AsyncStream<Integer> stream) {
        for (var item : await(stream)) {
            log(item);
            try (var held = await(lock.acquire())) {
                log("also holds it " + (held != null));
            }
        }
        return done();
    }

    @Test
    void aLockHeldOverAnEmitBelongsToTheConsumer() {
        assertThrows(DeadlockException.class, () -> run(takesTheSame(locked())));
        assertEquals(List.of("holds it true", "1"), events);
        assertTrue(!lock.isLocked(), "the lock was given back");
    }

    /** The buffer runs the stream in a task of its own, which waits for nobody who waits for it. */
    @Test
    void behindABufferItBelongsToTheBuffersTask() {
        run(takesTheSame(locked().buffer(4)));
        assertEquals(List.of("holds it true", "1", "also holds it true", "2", "also holds it true"), events);
    }

    // ---- cost

    private static final int ITEMS = 100_000;
    private static final Integer[] BOXED = {1_000, 2_000, 3_000};

    @Async
    private static AsyncStream<Integer> boxed(int n, boolean yields) {
        for (int i = 0; i < n; i++) {
            if (yields) {
                await(yieldNow());
            }
            emit(BOXED[i % 3]);
        }
        return end();
    }

    @Async
    private static Coroutine<Long> sum(AsyncStream<Integer> stream) {
        long sum = 0;
        for (int item : await(stream)) {
            sum += item;
        }
        return result(sum);
    }

    private long allocated(AsyncStream<Integer> stream) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        run(sum(stream));
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void itemsAllocateNothing() {
        for (boolean yields : new boolean[] {false, true}) {
            allocated(boxed(ITEMS, yields));
            long bytes = allocated(boxed(ITEMS, yields));
            assertTrue(bytes < ITEMS / 10, () -> bytes + " bytes for " + ITEMS + " items, yields: " + yields);
        }
    }

    private long allocatedByStreams(int n) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        run(openMany(n));
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    @Async
    private static Coroutine<Integer> openMany(int n) {
        int items = 0;
        for (int i = 0; i < n; i++) {
            for (var item : await(boxed(5, false))) {
                items += item > 0 ? 1 : 0;
                if (items % 5 == 3) {
                    break;
                }
            }
        }
        return result(items);
    }

    /** Its frame; two parameters, two variables, what every stream has. Also where the loop is left half-way. */
    @Test
    void aStreamIsOneObject() {
        allocatedByStreams(1_000);
        allocatedByStreams(10_000);
        long bytes = allocatedByStreams(10_000);
        assertTrue(bytes < 10_000 * 72, () -> bytes / 10_000.0 + " bytes a stream");
    }
}
