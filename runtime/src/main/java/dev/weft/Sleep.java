package dev.weft;

import org.jspecify.annotations.Nullable;

/** Parks its task until a time. The task itself is the timer, so nothing is allocated. */
final class Sleep extends Coroutine<Void> {
    /** {@code nanos} of one that was awaited. */
    private static final long USED = Long.MIN_VALUE;

    /** How long; owned by the thread that runs the task. */
    private long nanos;

    Sleep(long nanos) {
        this.nanos = Math.max(0, nanos);
    }

    @Override
    @Nullable
    Object start(Task<?> task) {
        long delay = nanos;
        if (delay == USED) {
            throw alreadyUsed();
        }
        nanos = USED;
        EventLoop loop = task.loopFor("sleep");
        task.beforeParking();
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
        return nanos == USED ? "sleep (used)" : "sleep for " + nanos + " ns";
    }
}
