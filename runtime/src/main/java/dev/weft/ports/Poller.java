package dev.weft.ports;

/**
 * Waits for an event loop when nothing is ready. Another thread can end that wait. An adapter for I/O looks for events
 * in {@link #poll}.
 *
 * @since 0.1
 */
public interface Poller {
    /**
     * Waits for a wake-up or an event. Called on the loop's thread only; may return early.
     *
     * @param nanos how long to wait at most; 0 means not to wait; {@link Long#MAX_VALUE} means until a wake-up or an
     *     event
     */
    void poll(long nanos);

    /**
     * Waits as {@link #poll(long)} does, and lets the loop run in between. After each event that it has passed on, a poller
     * may run {@code drain}: the tasks that the event has woken run then, while what they work on is at hand. Once it has
     * passed on an event it must not wait again, but return. Called on the loop's thread only.
     *
     * @param nanos how long to wait at most, as for {@link #poll(long)}
     * @param drain runs what is ready; valid during this call, on this thread. Throws nothing
     */
    default void poll(long nanos, Runnable drain) {
        poll(nanos);
    }

    /**
     * Ends the current wait, or the next one if the loop does not wait now. The next wait may begin after this call: a poller
     * has to remember the wake-up until then. May be called from any thread.
     */
    void wakeUp();

    /**
     * Lets go of selectors and channels, since the loop is closed. Called once, on the loop's thread, as the last; if other
     * threads wake the loop even later, that is without effect. What it throws is reported as an uncaught failure.
     */
    default void close() {}

    /** {@return a new poller that parks the loop's thread and knows no event but the wake-up} */
    static Poller parking() {
        return new ParkingPoller();
    }
}
