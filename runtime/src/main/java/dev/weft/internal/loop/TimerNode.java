package dev.weft.internal.loop;

import java.time.Duration;

/**
 * A queue node that can also wait in a loop's timer heap.
 *
 * <p>Invariant: {@code heapIndex} is the node's place in the heap, or −1 when it is in none. Owned by the
 * loop's thread.
 */
public abstract class TimerNode extends QueueNode {
    int heapIndex = -1;

    /** For the runtime's timers. */
    protected TimerNode() {}

    /** Called when the deadline has come; must not call user code. */
    protected abstract void fire();

    final boolean isScheduled() {
        return heapIndex >= 0;
    }

    /** Returns a duration in nanoseconds, or the longest possible one if it is too long for that. */
    public static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
