package dev.weft;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
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
    private static void check(Class<?> structure, Class<?> specification) {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(specification)
                .check(structure);
        stress(structure, specification);
    }

    private static void stress(Class<?> structure, Class<?> specification) {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(specification)
                .check(structure);
    }

    /** The inbox: any thread pushes, one takes and closes. */
    public static class InboxOperations {
        private static final class Node extends QueueNode {
            private final int number;

            Node(int number) {
                this.number = number;
            }

            @Override
            void run() {}
        }

        private final Inbox inbox = new Inbox();

        @Operation
        public String push(@Param(gen = IntGen.class, conf = "1:3") int number) {
            return inbox.push(new Node(number)).name();
        }

        @Operation(nonParallelGroup = "loop")
        public List<Integer> takeAll() {
            return numbers(inbox.takeAll());
        }

        @Operation(nonParallelGroup = "loop", runOnce = true)
        public List<Integer> close() {
            return numbers(inbox.close());
        }

        private static List<Integer> numbers(QueueNode first) {
            List<Integer> numbers = new ArrayList<>();
            for (QueueNode node = first; node != null; node = node.next) {
                numbers.add(((Node) node).number);
            }
            return numbers;
        }
    }

    /** What the inbox is to be. */
    public static class InboxModel {
        private List<Integer> content = new ArrayList<>();
        private boolean closed;

        public String push(int number) {
            if (closed) {
                return "REFUSED";
            }
            content.add(number);
            return content.size() == 1 ? "FIRST" : "LATER";
        }

        public List<Integer> takeAll() {
            List<Integer> all = content;
            content = new ArrayList<>();
            return all;
        }

        public List<Integer> close() {
            closed = true;
            return takeAll();
        }
    }

    @Test
    void inbox() {
        check(InboxOperations.class, InboxModel.class);
    }

    /** A suspension: its thread arms and abandons it, any thread wakes it. */
    public static class WaiterOperations {
        private final HotTask<Object> task = new HotTask<>();
        private final Waiter waiter = new Waiter(task) {
            @Override
            void abandoned() {}

            @Override
            public Object outcome() {
                return null;
            }
        };

        @Operation(nonParallelGroup = "awaiting", runOnce = true)
        public boolean waits() {
            return waiter.waits();
        }

        @Operation(nonParallelGroup = "awaiting")
        public boolean abandon() {
            return waiter.abandon();
        }

        @Operation
        public void wake() {
            waiter.wake();
        }

        /** A wake-up that counted reached the task, which was running: it will go on when its slice ends. */
        @Operation(nonParallelGroup = "awaiting")
        public boolean wokeTheTask() {
            return (int) Parking.PHASE.getVolatile(task) == Parking.WOKEN;
        }
    }

    @Test
    void waiter() {
        // The specification is the class itself, run by one thread: that one is tested by hand, below.
        new ModelCheckingOptions()
                .iterations(3)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .check(WaiterClaims.class);
        WaiterOperations operations = new WaiterOperations();
        assertFalse(operations.abandon());
        assertTrue(operations.waits());
        operations.wake();
        assertTrue(operations.wokeTheTask());
        assertFalse(operations.abandon());
    }

    /** Of an armed suspension: either the wake-up counts or the cancellation. */
    public static class WaiterClaims {
        private final WaiterOperations operations = new WaiterOperations();

        public WaiterClaims() {
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
        stress(SemaphoreOperations.class, SemaphoreOperations.class);
        stress(QueueOperations.class, QueueOperations.class);
    }
}
