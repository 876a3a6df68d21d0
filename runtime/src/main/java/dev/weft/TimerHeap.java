package dev.weft;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop: a 4-ary heap whose nodes know their place, so that inserting and removing
 * cost O(log n) and leave nothing behind (D. B. Johnson, "Priority queues with update", 1975).
 *
 * <p>Invariant: no node is earlier than its parent at {@code (i - 1) / 4}; {@code nodes[i].heapIndex
 * == i}; slots from {@code size} on are null. Equal deadlines go by age. Owned by the loop's
 * thread.
 */
final class TimerHeap {
    private @Nullable TimerNode[] nodes = new TimerNode[16];
    private int size;
    private int sequence;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The earliest node, or null. */
    @Nullable
    TimerNode first() {
        return nodes[0];
    }

    void add(TimerNode node, long deadline) {
        node.deadline = deadline;
        node.sequence = sequence++;
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size + (size >> 1));
        }
        siftUp(size++, node);
    }

    /** Takes a node out; false if it was not in. */
    boolean remove(TimerNode node) {
        int hole = node.heapIndex;
        if (hole < 0) {
            return false;
        }
        node.heapIndex = -1;
        TimerNode last = nodes[--size];
        nodes[size] = null;
        if (last != null && last != node) {
            if (hole > 0 && isBefore(last, at((hole - 1) >> 2))) {
                siftUp(hole, last);
            } else {
                siftDown(hole, last);
            }
        }
        return true;
    }

    private void siftUp(int start, TimerNode node) {
        int hole = start;
        while (hole > 0) {
            int parent = (hole - 1) >> 2;
            TimerNode above = at(parent);
            if (!isBefore(node, above)) {
                break;
            }
            put(hole, above);
            hole = parent;
        }
        put(hole, node);
    }

    private void siftDown(int start, TimerNode node) {
        int hole = start;
        while (true) {
            int child = (hole << 2) + 1;
            if (child >= size) {
                break;
            }
            int earliest = child;
            int end = Math.min(child + 4, size);
            for (int i = child + 1; i < end; i++) {
                if (isBefore(at(i), at(earliest))) {
                    earliest = i;
                }
            }
            TimerNode below = at(earliest);
            if (!isBefore(below, node)) {
                break;
            }
            put(hole, below);
            hole = earliest;
        }
        put(hole, node);
    }

    private void put(int index, TimerNode node) {
        nodes[index] = node;
        node.heapIndex = index;
    }

    /** The node in a slot below {@code size}. */
    @SuppressWarnings("NullAway")
    private TimerNode at(int index) {
        return nodes[index];
    }

    /** Differences, not values, are compared: the clock may overflow. */
    private static boolean isBefore(TimerNode a, TimerNode b) {
        long difference = a.deadline - b.deadline;
        return difference < 0 || (difference == 0 && a.sequence - b.sequence < 0);
    }
}
