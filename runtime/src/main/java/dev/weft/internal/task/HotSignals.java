package dev.weft.internal.task;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a hot call without a loop waits for in several places: the ends of tasks of loops, and the end of its time. What
 * comes is kept until the call looks, which it does whenever it goes on.
 *
 * <p>Any thread may add; all else is done by the thread that runs the call.
 */
public final class HotSignals {
    /** Says that the time is up. Any other signal is a task that has ended. */
    public static final Object TIME = new Object();

    private final Queue<Object> come = new ConcurrentLinkedQueue<>();

    /** What wakes the call, while it is parked here. */
    private volatile @Nullable Signal waiting;

    private @Nullable Future<?> timer;

    /** Returns an observer that adds a task when it has ended: on the task's loop, where code of users may run. */
    public TaskObserver observer(TaskImpl<?> observed) {
        return new DoneCallback(observed, () -> add(observed), this, true);
    }

    /** Adds {@link #TIME} later, on the executor of {@link HotTimers}; at once if the time is zero. */
    public void setTimer(long nanos) {
        if (nanos > 0) {
            timer = HotTimers.schedule(nanos, () -> add(TIME));
        } else {
            add(TIME);
        }
    }

    /** Stops the timer, if there is one. It may have added {@link #TIME} already. */
    public void stopTimer() {
        Future<?> set = timer;
        if (set != null) {
            timer = null;
            set.cancel(false);
        }
    }

    private void add(Object signal) {
        come.add(signal);
        Signal parked = waiting;
        if (parked != null) {
            parked.wake();
        }
    }

    /** Removes and returns what came first, or null if there is nothing. */
    public @Nullable Object poll() {
        return come.poll();
    }

    /**
     * Parks the call until something is added; it goes on at once if there is something. Called after
     * {@link Suspendable#beforeParking}.
     */
    public void park(TaskImpl<?> task) {
        task.publish();
        Signal signal = new Signal(task);
        signal.waits(); // nobody else knows it yet
        task.park(signal);
        waiting = signal;
        if (!come.isEmpty()) {
            signal.wake();
        }
    }

    @Override
    public String toString() {
        return "a wait for several tasks";
    }

    private static final class Signal extends Waker {
        Signal(TaskImpl<?> task) {
            super(task);
        }

        @Override
        void abandoned() {}

        @Override
        public @Nullable Object outcome() {
            return null;
        }
    }
}
