package dev.weft.sync;

import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.wait.SpinLock;

/**
 * A flag that tasks wait for. Setting it wakes all waiting tasks, even if it is cleared before they run.
 *
 * <p>Invariant: while it is set no task waits. May be used from any thread and by tasks of several loops.
 *
 * @since 0.1
 */
public final class AsyncEvent {
    private final SpinLock guard = new SpinLock();
    private final WaitQueue<Void> waiting = new WaitQueue<>(guard) {
        @Override
        boolean attempt(WaitNode<Void> wait, TaskImpl<?> task) {
            return set;
        }

        @Override
        public String toString() {
            return AsyncEvent.this.toString();
        }
    };
    private boolean set;

    /** Creates an event that is not set. */
    public AsyncEvent() {}

    /** Sets the flag and wakes all waiting tasks. */
    public void set() {
        WaitNode<?> all;
        guard.lock();
        try {
            waiting.beforeWaking();
            set = true;
            all = waiting.letAllGo();
        } finally {
            guard.unlock();
        }
        WaitNode.wakeAll(all);
    }

    /** Clears the flag. Tasks that wait from now on wait for the next {@link #set}. */
    public void clear() {
        guard.lock();
        try {
            set = false;
        } finally {
            guard.unlock();
        }
    }

    /** {@return whether the flag is set} */
    public boolean isSet() {
        guard.lock();
        try {
            return set;
        } finally {
            guard.unlock();
        }
    }

    /** {@return a coroutine, for single use, that waits until the flag is set} A cancelled wait changes nothing. */
    @CheckReturnValue
    public Coroutine<Void> whenSet() {
        return new WaitNode<>(waiting, null);
    }

    @Override
    public String toString() {
        guard.lock();
        try {
            return "event: " + (set ? "set" : "not set, " + waiting.size() + " waiting");
        } finally {
            guard.unlock();
        }
    }
}
