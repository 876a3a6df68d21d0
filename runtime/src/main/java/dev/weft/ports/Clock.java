package dev.weft.ports;

/**
 * A monotonic clock that tells an event loop what time it is.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Clock {
    /**
     * {@return the time in nanoseconds since an arbitrary origin} The value may overflow, so only differences have a
     * meaning. Called on the loop's thread, and by {@link dev.weft.EventLoop#time} on any. Must not block.
     */
    long nanoTime();

    /**
     * {@return whether this is the machine's time} If not, a loop that blocks is reported only if the system property
     * {@code dev.weft.watchdog.millis} is set.
     */
    default boolean isRealTime() {
        return true;
    }

    /** {@return the clock of the machine: {@link System#nanoTime()}} */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
