package dev.weft;

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

        Node(int id) {
            this.id = id;
        }

        @Override
        void fire() {}

        @Override
        void run() {}
    }

    private final TimerHeap heap = new TimerHeap();

    @Test
    void givesTheEarliestAndTheOldestOfThose() {
        Random random = new Random(42);
        List<Node> model = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                Node node = new Node(i);
                heap.add(node, random.nextInt(50));
                model.add(node);
            } else if (!model.isEmpty()) {
                Node node = model.remove(random.nextInt(model.size()));
                assertTrue(heap.remove(node));
                assertFalse(heap.remove(node));
            }
        }
        model.sort(Comparator.<Node>comparingLong(n -> n.deadline).thenComparingInt(n -> n.id));
        for (Node expected : model) {
            TimerNode first = heap.first();
            assertEquals(expected, first);
            heap.remove(expected);
        }
        assertTrue(heap.isEmpty());
    }

    @Test
    void theClockMayOverflow() {
        Node late = new Node(1);
        Node early = new Node(2);
        heap.add(late, Long.MIN_VALUE + 5);
        heap.add(early, Long.MAX_VALUE - 5);
        assertEquals(early, heap.first());
    }
}
