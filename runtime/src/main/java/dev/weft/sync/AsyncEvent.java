package dev.weft.sync;

import dev.weft.Coroutine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for. Setting it wakes all that wait, even if it is cleared before they run.
 *
 * <p>Invariant: while it is set nobody waits. May be used from any thread and by tasks of several loops.
 */
public final class AsyncEvent {
    private final Object monitor = new Object();
    private final WaitQueue<Wait<Void>> waiting = new WaitQueue<>(monitor);
    private boolean set;

    /** An event that is not set. */
    public AsyncEvent() {}

    /** Sets the flag, and wakes all that wait. */
    public void set() {
        List<Wait<Void>> all;
        synchronized (monitor) {
            set = true;
            all = waiting.letAllGo();
        }
        Wait.wakeUpAll(all);
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
        return new WhenSet();
    }

    @Override
    public String toString() {
        synchronized (monitor) {
            return "event: " + (set ? "set" : "not set, " + waiting.size() + " waiting");
        }
    }

    private final class WhenSet extends Wait<Void> {
        WhenSet() {
            super(waiting);
        }

        @Override
        boolean attempt() {
            if (set) {
                grant(null);
            }
            return set;
        }

        @Override
        @Nullable
        Wait<?> giveBack() {
            return null;
        }

        @Override
        public String toString() {
            return AsyncEvent.this.toString();
        }
    }
}
