package dev.weft.ports;

import dev.weft.Coroutine;
import dev.weft.EventLoop;

/**
 * A wait for events of one source, a socket for instance, which is used again and again: a wait allocates nothing, and needs
 * no atomic instruction, since the loop's own thread tells of the event.
 *
 * <pre>
 * IDLE     → WAITING   {@link #next} is awaited
 * IDLE     → SIGNALLED {@link #wake}, before anybody waits; once, however often
 * WAITING  → IDLE      {@link #wake}, and the task goes on; or the task is cancelled, and nothing is consumed
 * SIGNALLED → IDLE     {@link #next} is awaited, and goes on at once
 * </pre>
 *
 * <p>At most one task waits at a time. All methods are for the loop's thread.
 */
public interface IoWait {
    /**
     * Returns a new wait for tasks of a loop.
     *
     * @param loop the loop
     */
    static IoWait on(EventLoop loop) {
        return ((Factory) loop).newIoWait();
    }

    /**
     * Returns the coroutine that waits for the next event. It is the same object each time, and may be awaited again.
     *
     * <p>Awaiting it is an {@link IllegalStateException} if another task waits, or the task belongs to another loop.
     */
    Coroutine<Void> next();

    /** Tells of an event: lets the task that waits go on, or the next one that will. Never runs code of users. */
    void wake();

    /** Forgets an event that nobody has waited for. */
    void reset();

    /** Returns whether a task waits. */
    boolean isWaiting();

    /** Something that makes waits: every loop. */
    interface Factory {
        /** Returns a new wait for the loop's tasks. */
        IoWait newIoWait();
    }
}
