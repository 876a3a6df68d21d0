package dev.weft.ports;

import dev.weft.Coroutine;
import dev.weft.EventLoop;

/**
 * A reusable wait for events of one source, for example a socket. A wait allocates nothing. It needs no atomic
 * instruction, because the loop's own thread reports the event.
 *
 * <pre>
 * IDLE     → WAITING   {@link #next} is awaited
 * IDLE     → SIGNALLED {@link #wake}, before anybody waits; once, however often
 * WAITING  → IDLE      {@link #wake}, and the task goes on; or the task is cancelled, and nothing is consumed
 * SIGNALLED → IDLE     {@link #next} is awaited, and goes on at once
 * </pre>
 *
 * <p>At most one task waits at a time. All methods are for the loop's thread.
 *
 * @since 0.1
 */
public interface IoWait {
    /**
     * {@return a new wait for the tasks of a loop}
     *
     * @param loop the loop
     */
    static IoWait on(EventLoop loop) {
        return ((Factory) loop).newIoWait();
    }

    /**
     * {@return the coroutine that waits for the next event} It is the same object each time, and may be awaited again.
     *
     * <p>If the waiting task is cancelled, no event is consumed. Awaiting it throws {@link IllegalStateException} if
     * another task waits already, or if the task belongs to another loop.
     */
    Coroutine<Void> next();

    /** Reports an event: wakes the task that waits, or lets the next await go on at once. Never runs user code. */
    void wake();

    /** Discards an event that no task has waited for. */
    void reset();

    /** {@return whether a task waits} */
    boolean isWaiting();

    /**
     * A maker of waits. Every loop is one.
     *
     * @since 0.1
     */
    interface Factory {
        /** {@return a new wait for the loop's tasks} */
        IoWait newIoWait();
    }
}
