package dev.weft;

import java.time.Duration;

/**
 * A queue node that can also wait in a loop's timer heap.
 *
 * <p>Invariant: {@code heapIndex} is the node's place in the heap, or −1 when it is in none. Owned by the
 * loop's thread.
 */
abstract class TimerNode extends QueueNode {
    int heapIndex = -1;

    /** Called when the deadline has come; must not call user code. */
    abstract void fire();

    final boolean isScheduled() {
        return heapIndex >= 0;
    }

    /** A duration in nanoseconds, the longest possible if it is too long for that. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
