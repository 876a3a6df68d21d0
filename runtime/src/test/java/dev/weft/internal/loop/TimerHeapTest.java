package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final class Node extends TimerNode {
        final int id;
        final long deadline;

        Node(int id, long deadline) {
            this.id = id;
            this.deadline = deadline;
        }

        @Override
        protected void fire() {}

        @Override
        protected void run() {}
    }

    private final TimerHeap heap = new TimerHeap();

    @Test
    void givesTheEarliestAndTheOldestOfThose() {
        Random random = new Random(42);
        List<Node> model = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                Node node = new Node(i, random.nextInt(50));
                heap.add(node, node.deadline);
                model.add(node);
            } else if (!model.isEmpty()) {
                Node node = model.remove(random.nextInt(model.size()));
                assertTrue(heap.remove(node), "it was set");
                assertFalse(heap.remove(node), "it was removed");
            }
        }
        model.sort(Comparator.<Node>comparingLong(n -> n.deadline).thenComparingInt(n -> n.id));
        for (Node expected : model) {
            TimerNode first = heap.first();
            assertEquals(expected, first);
            assertEquals(expected.deadline - 7, heap.untilFirst(7));
            assertEquals(expected.deadline - 7, heap.until(expected, 7));
            heap.remove(expected);
            assertEquals(0, heap.until(expected, 7));
        }
        assertTrue(heap.isEmpty(), "all have come");
    }

    @Test
    void theClockMayOverflow() {
        Node late = new Node(1, Long.MIN_VALUE + 5);
        Node early = new Node(2, Long.MAX_VALUE - 5);
        heap.add(late, late.deadline);
        heap.add(early, early.deadline);
        assertEquals(early, heap.first());
    }
}
