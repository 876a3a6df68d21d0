package dev.weft.ports;

/**
 * Waits for an event loop when nothing is ready. Another thread can end that wait. An adapter for I/O looks for events
 * in {@link #poll}.
 */
public interface Poller {
    /**
     * Waits for a wake-up or an event. Called on the loop's thread only; may return early.
     *
     * @param nanos how long to wait at most; 0 means not to wait; {@link Long#MAX_VALUE} means until a wake-up or an
     *     event
     */
    void poll(long nanos);

    /** Ends the current wait, or the next one if the loop does not wait now. May be called from any thread. */
    void wakeUp();

    /** Returns a new poller that parks the loop's thread and knows no event but the wake-up. */
    static Poller parking() {
        return new ParkingPoller();
    }
}
