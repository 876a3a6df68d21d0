package dev.weft.sync;

import dev.weft.Awaiter;
import dev.weft.Coroutine;
import dev.weft.Frame;
import dev.weft.Suspension;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One wait for something that a primitive hands out.
 *
 * <pre>
 * NEW → GRANTED             it was there at once
 *  ↓
 * QUEUED → GRANTED → LEFT   cancelled after it was handed over but before the task knew: it is given back
 *      ↘ LEFT               cancelled first
 * </pre>
 *
 * <p>All fields are guarded by the primitive's monitor, except that the awaiting thread reads the outcome after the
 * wake-up. Wake-ups are run without holding it, since they may run a task at once.
 */
abstract class Wait<T> implements Awaiter<T> {
    private enum State {
        NEW,
        QUEUED,
        GRANTED,
        LEFT
    }

    private final Object monitor;
    private final WaitQueue<?> queue;
    private State state = State.NEW;
    private @Nullable T value;
    private @Nullable Throwable failure;
    private @Nullable Runnable wake;

    /** Whom the attempt under way has let go. */
    private @Nullable List<Wait<?>> others;

    /** The task that waits; null until it does. */
    @Nullable
    Task<?> task;

    @Nullable
    Wait<?> before;

    @Nullable
    Wait<?> after;

    Wait(Object monitor, WaitQueue<?> queue) {
        this.monitor = monitor;
        this.queue = queue;
    }

    /** Takes what is waited for if it is there and nobody waits for it longer, by {@link #grant}. Holding the monitor. */
    abstract boolean attempt();

    /** Undoes a grant that the task does not want any more, and gives whom to wake for it. Holding the monitor. */
    abstract @Nullable Wait<?> giveBack();

    /** Hands over the value. Holding the monitor; {@link #wakeUp} after it. */
    final void grant(@Nullable T given) {
        state = State.GRANTED;
        value = given;
    }

    /** Makes the wait throw this. */
    final void fail(Throwable problem) {
        state = State.GRANTED;
        failure = problem;
    }

    /** The value that was handed over. */
    final @Nullable T granted() {
        return value;
    }

    /** Wakes the waiter, if any. Not holding the monitor. */
    static void wakeUp(@Nullable Wait<?> wait) {
        if (wait != null && wait.wake != null) {
            wait.wake.run();
        }
    }

    /** Wakes another waiter when the monitor is free again. Holding the monitor, in {@link #attempt}. */
    final void wakeLater(Wait<?> other) {
        List<Wait<?>> all = others;
        if (all == null) {
            all = new ArrayList<>();
            others = all;
        }
        all.add(other);
    }

    private void wakeOthers() {
        List<Wait<?>> all = others;
        others = null;
        if (all != null) {
            all.forEach(Wait::wakeUp);
        }
    }

    @Override
    public final boolean isReady() {
        boolean ready;
        synchronized (monitor) {
            ready = attempt();
        }
        wakeOthers();
        return ready;
    }

    @Override
    public final void onReady(Runnable wake) {
        synchronized (monitor) {
            this.wake = wake;
            if (!attempt()) {
                state = State.QUEUED;
                queue.add(this);
                return;
            }
        }
        wakeOthers();
        wake.run();
    }

    @Override
    @SuppressWarnings("NullAway") // null is one of the values of T
    public final T result() throws Throwable {
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    @Override
    public final void onCancelled() {
        Wait<?> next = null;
        synchronized (monitor) {
            if (state == State.QUEUED) {
                queue.remove(this);
            } else if (state == State.GRANTED && failure == null) {
                next = giveBack();
            }
            state = State.LEFT;
        }
        wakeUp(next);
    }

    /** {@return the coroutine that waits} */
    final Coroutine<T> coroutine() {
        return new Waiting<>(this);
    }

    private static final class Waiting<T> extends Frame<T> {
        private final Wait<T> wait;

        Waiting(Wait<T> wait) {
            this.wait = wait;
        }

        /** A tail await: this frame is never linked. */
        @Override
        protected @Nullable Object resume(Task<?> task) throws Throwable {
            wait.task = task;
            return Suspension.await(wait, task);
        }

        @Override
        protected @Nullable StackTraceElement position() {
            return null;
        }

        @Override
        public String toString() {
            return wait.toString();
        }
    }
}
