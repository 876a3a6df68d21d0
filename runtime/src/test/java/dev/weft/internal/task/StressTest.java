package dev.weft.internal.task;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Interleavings;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What several threads touch, under all interleavings of a few operations (Lincheck, model checking), and under many
 * real ones (stress). Scenarios come from a fixed seed.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("slow")
class StressTest {
    /** A suspension: its thread arms and abandons it, any thread wakes it. */
    public static class WakerOperations {
        private final HotTask<Object> task = new HotTask<>();
        private final Waker waker = new Waker(task) {
            @Override
            void abandoned() {}

            @Override
            public Object outcome() {
                return null;
            }
        };

        @Operation(nonParallelGroup = "awaiting", runOnce = true)
        public boolean waits() {
            return waker.waits();
        }

        @Operation(nonParallelGroup = "awaiting")
        public boolean abandon() {
            return waker.abandon();
        }

        @Operation
        public void wake() {
            waker.wake();
        }

        /** A wake-up that counted reached the task, which was running: it will go on when its slice ends. */
        @Operation(nonParallelGroup = "awaiting")
        public boolean wokeTheTask() {
            return (int) HotTask.PHASE.getVolatile(task) == Suspendable.WOKEN;
        }
    }

    @Test
    void waker() {
        // The specification is the class itself, run by one thread: that one is tested by hand, below.
        new ModelCheckingOptions()
                .iterations(3)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .check(WakerClaims.class);
        WakerOperations operations = new WakerOperations();
        assertFalse(operations.abandon(), "not armed yet");
        assertTrue(operations.waits(), "armed");
        operations.wake();
        assertTrue(operations.wokeTheTask(), "woken");
        assertFalse(operations.abandon(), "the wake-up counts");
    }

    /** Of an armed suspension: either the wake-up counts or the cancellation. */
    public static class WakerClaims {
        private final WakerOperations operations = new WakerOperations();

        public WakerClaims() {
            operations.waits();
        }

        @Operation
        public void wake() {
            operations.wake();
        }

        @Operation(nonParallelGroup = "awaiting")
        public boolean abandon() {
            return operations.abandon();
        }
    }

    /** A semaphore of two, from any thread. */
    public static class SemaphoreOperations {
        private final AsyncSemaphore semaphore = new AsyncSemaphore(2);
        private final Queue<Permit> held = new ArrayDeque<>();

        @Operation
        public boolean tryAcquire() {
            Permit permit = semaphore.tryAcquire();
            if (permit != null) {
                synchronized (held) {
                    held.add(permit);
                }
            }
            return permit != null;
        }

        @Operation
        public int availablePermits() {
            return semaphore.availablePermits();
        }
    }

    /** A queue of two, from any thread. */
    public static class QueueOperations {
        private final AsyncQueue<Integer> queue = AsyncQueue.fifo(2);

        @Operation
        public boolean tryPut(@Param(gen = IntGen.class, conf = "1:3") int item) {
            return queue.tryPut(item);
        }

        @Operation
        public Integer poll() {
            return queue.poll();
        }

        @Operation
        public int size() {
            return queue.size();
        }
    }

    @Test
    void semaphoreAndQueue() {
        Interleavings.stress(SemaphoreOperations.class, SemaphoreOperations.class);
        Interleavings.stress(QueueOperations.class, QueueOperations.class);
    }
}
