package dev.weft.internal.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A queue node that can also wait in a loop's timer heap.
 *
 * <p>Invariant: {@code heapIndex} is the node's place in the heap, or −1 if it is not in a heap. Owned by the loop's
 * thread.
 */
public abstract class TimerNode extends QueueNode {
    int heapIndex = -1;

    /** For the runtime's timers. */
    protected TimerNode() {}

    /** Called on the loop's thread when the deadline has come. Must not call user code. */
    protected abstract void fire();

    /**
     * {@return a system property of milliseconds in nanoseconds: the longest value if it is too long, 0 if negative}
     *
     * @param property its name
     * @param defaultMillis the milliseconds if it is not set
     */
    public static long nanosOf(String property, long defaultMillis) {
        return TimeUnit.MILLISECONDS.toNanos(Math.max(0, Long.getLong(property, defaultMillis)));
    }

    /**
     * {@return a duration in nanoseconds, or the longest possible value (positive or negative) if it is too long}
     *
     * @param duration the duration
     */
    public static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
