package dev.weft.ports;

/**
 * What an event loop waits with when nothing is ready, and the way to end that wait. An adapter for
 * I/O looks for events in {@link #poll}.
 */
public interface Poller {
    /**
     * Waits for a wake-up or an event. Called on the loop's thread only; may return early.
     *
     * @param nanos at most this long; 0: do not wait; {@link Long#MAX_VALUE}: until woken
     */
    void poll(long nanos);

    /**
     * Ends the wait that is under way, or the next one if none is. May be called from any thread,
     * also when the loop does not wait.
     */
    void wakeUp();

    /** A poller that parks the loop's thread and knows no events besides the wake-up. */
    static Poller parking() {
        return new ParkingPoller();
    }
}
