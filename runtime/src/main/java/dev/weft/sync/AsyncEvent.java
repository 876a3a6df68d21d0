package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.Task;

/**
 * A flag that tasks wait for. Setting it wakes all that wait, even if it is cleared before they run.
 *
 * <p>Invariant: while it is set nobody waits. May be used from any thread and by tasks of several loops.
 */
public final class AsyncEvent {
    private final Object monitor = new Object();
    private final WaitQueue<Void> waiting = new WaitQueue<>(monitor) {
        @Override
        boolean attempt(Wait<Void> wait, Task<?> task) {
            return set;
        }

        @Override
        public String toString() {
            return AsyncEvent.this.toString();
        }
    };
    private boolean set;

    /** An event that is not set. */
    public AsyncEvent() {}

    /** Sets the flag, and wakes all that wait. */
    public void set() {
        Wait<?> all;
        synchronized (monitor) {
            set = true;
            all = waiting.letAllGo();
        }
        Wait.wakeAll(all);
    }

    /** Clears the flag. */
    public void clear() {
        synchronized (monitor) {
            set = false;
        }
    }

    /** {@return whether the flag is set} */
    public boolean isSet() {
        synchronized (monitor) {
            return set;
        }
    }

    /** {@return a coroutine that waits until the flag is set} */
    public Coroutine<Void> whenSet() {
        return new Wait<>(waiting, null);
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return "event: " + (set ? "set" : "not set, " + waiting.size() + " waiting");
        }
    }
}
