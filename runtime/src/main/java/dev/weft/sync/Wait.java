package dev.weft.sync;

import dev.weft.Awaiter;
import dev.weft.Frame;
import dev.weft.Suspension;
import dev.weft.Task;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One wait for something that a primitive hands out: the coroutine that its users await, and what wakes the task, in one object.
 *
 * <pre>
 * NEW → GRANTED, FAILED     it was there at once, or can never be
 *  ↓
 * QUEUED → GRANTED → LEFT   cancelled after it was handed over but before the task knew: it is given back
 *      ↘ FAILED, LEFT       the primitive was closed first, or the task cancelled
 * </pre>
 *
 * <p>All fields are guarded by the primitive's monitor, except that the awaiting thread reads the outcome after the
 * wake-up. Wake-ups are run without holding it, since they may run a task at once.
 */
abstract class Wait<T> extends Frame<T> implements Awaiter<T> {
    private enum State {
        NEW,
        QUEUED,
        GRANTED,
        FAILED,
        LEFT
    }

    private final WaitQueue<?> queue;
    private State progress = State.NEW;

    /** The value that was handed over, or what the wait is to throw if it has FAILED. */
    private @Nullable Object given;

    private @Nullable Runnable wake;

    /**
     * The first of those whom the attempt, or the giving back, under way has let go; linked by {@code after}, its
     * {@code before} is the last.
     */
    private @Nullable Wait<?> others;

    /** The task that waits; null until it does. */
    @Nullable
    Task<?> task;

    @Nullable
    Wait<?> before;

    @Nullable
    Wait<?> after;

    Wait(WaitQueue<?> queue) {
        this.queue = queue;
    }

    /** Takes what is waited for if it is there and nobody waits for it longer, by {@link #grant}. Holding the monitor. */
    abstract boolean attempt();

    /** Undoes a grant that the task does not want any more, and gives whom to wake for it. Holding the monitor. */
    abstract @Nullable Wait<?> giveBack();

    /** Hands over the value. Holding the monitor; {@link #wakeUp} after it. */
    final void grant(@Nullable T value) {
        progress = State.GRANTED;
        given = value;
    }

    /** Makes the wait throw this. */
    final void fail(Throwable problem) {
        progress = State.FAILED;
        given = problem;
    }

    /** The value that was handed over. */
    @SuppressWarnings("unchecked") // by grant() only
    final @Nullable T granted() {
        return (T) given;
    }

    /** Wakes the waiter, if any. Not holding the monitor. */
    static void wakeUp(@Nullable Wait<?> wait) {
        if (wait != null && wait.wake != null) {
            wait.wake.run();
        }
    }

    /** The same for several, in order. */
    static void wakeUpAll(Iterable<? extends Wait<?>> all) {
        all.forEach(Wait::wakeUp);
    }

    /**
     * Wakes another waiter, which is in no queue any more, when the monitor is free again. Holding it, in {@link #attempt}
     * or {@link #giveBack}.
     */
    final void wakeLater(Wait<?> other) {
        Wait<?> first = others;
        Wait<?> last = first == null ? null : first.before;
        if (first == null || last == null) {
            others = other;
            other.before = other;
        } else {
            last.after = other;
            first.before = other;
        }
    }

    private void wakeOthers() {
        Wait<?> next = others;
        others = null;
        while (next != null) {
            Wait<?> following = next.after;
            next.before = null;
            next.after = null;
            wakeUp(next);
            next = following;
        }
    }

    @Override
    public final boolean isReady() {
        boolean ready;
        synchronized (queue.monitor) {
            ready = attempt();
        }
        wakeOthers();
        return ready;
    }

    @Override
    public final void onReady(Runnable wake) {
        synchronized (queue.monitor) {
            this.wake = wake;
            if (!attempt()) {
                progress = State.QUEUED;
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
        if (progress == State.FAILED) {
            throw (Throwable) Objects.requireNonNull(given);
        }
        return granted();
    }

    @Override
    public final void onCancelled() {
        Wait<?> next = null;
        synchronized (queue.monitor) {
            if (progress == State.QUEUED) {
                queue.remove(this);
            } else if (progress == State.GRANTED) {
                next = giveBack();
            }
            progress = State.LEFT;
        }
        wakeUp(next);
        wakeOthers();
    }

    /** A tail await: as a frame this is never linked. */
    @Override
    protected final @Nullable Object resume(Task<?> task) throws Throwable {
        return awaitIn(task);
    }

    /** Waits in this task. */
    final @Nullable Object awaitIn(Task<?> waiting) throws Throwable {
        task = waiting;
        return Suspension.await((Awaiter<T>) this, waiting);
    }

    @Override
    protected final @Nullable StackTraceElement position() {
        return null;
    }
}
