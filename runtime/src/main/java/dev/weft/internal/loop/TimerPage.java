package dev.weft.internal.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A page of a {@link TimerHeap}. Each slot has a node, its deadline and its age.
 *
 * @param nodes the timers; null in a free slot
 * @param deadlines in the clock's nanoseconds
 * @param ages orders equal deadlines; wraps, so only differences mean something
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or hashes it
record TimerPage(@Nullable TimerNode[] nodes, long[] deadlines, int[] ages) {
    static TimerPage of(int length) {
        return new TimerPage(new TimerNode[length], new long[length], new int[length]);
    }

    TimerPage withLength(int length) {
        return new TimerPage(
                Arrays.copyOf(nodes, length), Arrays.copyOf(deadlines, length), Arrays.copyOf(ages, length));
    }

    void put(int slot, TimerNode node, long deadline, int age) {
        nodes[slot] = node;
        deadlines[slot] = deadline;
        ages[slot] = age;
    }

    /**
     * Returns whether the timer in a slot comes after another one. Compares differences, not values, because the clock
     * may overflow.
     */
    boolean isAfter(int slot, long deadline, int age) {
        long difference = deadline - deadlines[slot];
        return difference < 0 || (difference == 0 && age - ages[slot] < 0);
    }
}
