package dev.weft.internal.task;

import dev.weft.abi.Frame;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A sleep of a hot call that has no loop. It goes on on the executor of {@link HotTimers}. */
public final class HotSleep extends Waker {
    private final long nanos;

    /** Written by the task's thread before the task parks. */
    private @Nullable Future<?> timer;

    private HotSleep(TaskImpl<?> task, long nanos) {
        super(task);
        this.nanos = nanos;
    }

    /**
     * Parks a task without a loop for a time. Called after {@link Suspendable#beforeParking}.
     *
     * @param task the task
     * @param nanos the time in nanoseconds
     * @return {@link Frame#SUSPENDED}, or null if the time is over already
     */
    public static @Nullable Object park(TaskImpl<?> task, long nanos) {
        task.publish();
        HotSleep sleep = new HotSleep(task, nanos);
        sleep.timer = HotTimers.schedule(nanos, sleep);
        if (sleep.waits()) {
            task.park(sleep);
            return Frame.SUSPENDED;
        }
        return null;
    }

    @Override
    void abandoned() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    @Override
    public @Nullable Object outcome() {
        return null;
    }

    @Override
    public String toString() {
        return "sleep for " + Duration.ofNanos(nanos);
    }
}
