package dev.weft.internal.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop: a 4-ary heap whose nodes know their place, so that inserting and removing cost O(log n) and
 * leave nothing behind (D. B. Johnson, "Priority queues with update", 1975).
 *
 * <p>Invariant: no node is earlier than its parent at {@code (i - 1) / 4}; the node at {@code i} has
 * {@code heapIndex == i}; places from {@code size} on are empty. Nodes with equal deadlines are ordered by age. The
 * compared values lie beside the nodes, not in them: a node is accessed only to write its index. Owned by the loop's
 * thread.
 *
 * <p>The heap consists of pages, so that it grows without being copied, and a million timers waste no more memory than
 * ten.
 */
final class TimerHeap {
    /** Capacity of the first page when it is made. */
    private static final int LEAST = 16;

    private static final int SHIFT = 10;
    private static final int PAGE = 1 << SHIFT;
    private static final int MASK = PAGE - 1;

    /** Capacity up to which the heap is never shrunk. */
    private static final int KEPT = 64 * PAGE;

    private @Nullable TimerPage[] pages = {TimerPage.of(LEAST)};
    private int capacity = LEAST;
    private int size;
    private int age;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Returns the earliest node, or null. */
    @Nullable
    TimerNode first() {
        return page(0).nodes()[0];
    }

    /** Returns the time from {@code now} to the deadline of the earliest node; there must be one. */
    long untilFirst(long now) {
        return page(0).deadlines()[0] - now;
    }

    /** Returns the time from {@code now} to the deadline of a node, or 0 if it is not in the heap. */
    long until(TimerNode node, long now) {
        int index = node.heapIndex;
        return index < 0 ? 0 : page(index).deadlines()[index & MASK] - now;
    }

    void add(TimerNode node, long deadline) {
        if (size == capacity) {
            grow();
        }
        siftUp(size++, node, deadline, age++);
    }

    /** Removes a node. Returns false if it was not in the heap. */
    boolean remove(TimerNode node) {
        int hole = node.heapIndex;
        if (hole < 0) {
            return false;
        }
        node.heapIndex = -1;
        int end = --size;
        TimerPage page = page(end);
        TimerNode last = Unchecked.present(page.nodes()[end & MASK]);
        page.nodes()[end & MASK] = null;
        if (last != node) {
            long deadline = page.deadlines()[end & MASK];
            int since = page.ages()[end & MASK];
            if (hole > 0 && isBefore(deadline, since, (hole - 1) >> 2)) {
                siftUp(hole, last, deadline, since);
            } else {
                siftDown(hole, last, deadline, since);
            }
        }
        if (capacity > KEPT && capacity - size >= 2 * PAGE) {
            capacity -= PAGE;
            pages[capacity >> SHIFT] = null;
        }
        return true;
    }

    private void grow() {
        if (capacity < PAGE) {
            capacity <<= 1;
            pages[0] = page(0).withLength(capacity);
            return;
        }
        int number = capacity >> SHIFT;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, number << 1);
        }
        pages[number] = TimerPage.of(PAGE);
        capacity += PAGE;
    }

    private void siftUp(int start, TimerNode node, long deadline, int since) {
        int hole = start;
        while (hole > 0) {
            int parent = (hole - 1) >> 2;
            if (!isBefore(deadline, since, parent)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, node, deadline, since);
    }

    private void siftDown(int start, TimerNode node, long deadline, int since) {
        int hole = start;
        while (true) {
            int child = (hole << 2) + 1;
            if (child >= size) {
                break;
            }
            int earliest = child;
            int end = Math.min(child + 4, size);
            for (int i = child + 1; i < end; i++) {
                TimerPage page = page(i);
                if (isBefore(page.deadlines()[i & MASK], page.ages()[i & MASK], earliest)) {
                    earliest = i;
                }
            }
            if (isBefore(deadline, since, earliest)) {
                break;
            }
            move(earliest, hole);
            hole = earliest;
        }
        put(hole, node, deadline, since);
    }

    private void move(int from, int to) {
        TimerPage page = page(from);
        int slot = from & MASK;
        put(to, Unchecked.present(page.nodes()[slot]), page.deadlines()[slot], page.ages()[slot]);
    }

    private void put(int index, TimerNode node, long deadline, int since) {
        page(index).put(index & MASK, node, deadline, since);
        node.heapIndex = index;
    }

    private boolean isBefore(long deadline, int since, int index) {
        return page(index).isAfter(index & MASK, deadline, since);
    }

    /** Returns the page of a place below {@code capacity}. */
    @SuppressWarnings("NullAway")
    private TimerPage page(int index) {
        return pages[index >> SHIFT];
    }
}
