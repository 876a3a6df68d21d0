package dev.weft.internal.wait;

import dev.weft.abi.Activation;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.HotSleep;
import dev.weft.internal.task.TaskImpl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Parks its task for a time. The task itself is the timer, so nothing is allocated; without a loop {@link HotSleep} is it.
 */
public final class Sleep extends Activation<Void> {
    /** The value of {@code nanos} after the sleep was awaited. */
    private static final long USED = Long.MIN_VALUE;

    /** The duration in nanoseconds, or {@link #USED}. Owned by the thread that runs the task. */
    private long nanos;

    /**
     * Creates a sleep that has not begun.
     *
     * @param nanos the duration in nanoseconds; a negative one counts as zero
     */
    public Sleep(long nanos) {
        this.nanos = Math.max(0, nanos);
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        long delay = nanos;
        if (delay == USED) {
            throw alreadyUsed();
        }
        nanos = USED;
        task.beforeParking();
        if (!task.hasLoop()) {
            return HotSleep.park(task, delay);
        }
        EventLoopImpl loop = task.loopFor("sleep");
        if (delay == 0) {
            task.yieldTo(loop);
        } else {
            loop.addTimer(task, delay);
            task.park(null);
        }
        return Frame.SUSPENDED;
    }

    @Override
    public String toString() {
        return nanos == USED ? "sleep (used)" : "sleep for " + Duration.ofNanos(nanos);
    }
}
