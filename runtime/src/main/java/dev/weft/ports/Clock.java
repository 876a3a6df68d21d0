package dev.weft.ports;

/** A monotonic clock that tells an event loop what time it is. */
@FunctionalInterface
public interface Clock {
    /**
     * The time in nanoseconds since an arbitrary origin; it may overflow, so only differences mean
     * something. Called on the loop's thread.
     */
    long nanoTime();

    /** Returns whether this is the machine's time. If not, a loop that blocks is not reported unless that is asked for. */
    default boolean isRealTime() {
        return true;
    }

    /** The clock of the machine: {@link System#nanoTime()}. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
