package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A callback that an {@link EventLoop} will run at a time, and the means to call it off.
 *
 * <p>{@code work} is null once it has run or was cancelled; owned by the loop's thread.
 */
public final class TimerHandle extends TimerNode {
    private final EventLoop loop;
    private final long delay;
    private @Nullable Runnable work;
    private volatile boolean cancelled;

    TimerHandle(EventLoop loop, long nanos, Runnable work) {
        this.loop = loop;
        this.delay = nanos;
        this.work = work;
    }

    /** Calls it off; does nothing if it has run. May be called from any thread. */
    public void cancel() {
        cancelled = true;
        if (loop.isOnThread()) {
            cancelHere();
        } else {
            loop.post(new Callback(this::cancelHere, this));
        }
    }

    /** Whether it was called off. */
    public boolean isCancelled() {
        return cancelled;
    }

    private void cancelHere() {
        loop.removeTimer(this);
        work = null;
    }

    /** Reaches the loop, which sets the timer. */
    @Override
    void arrive(LoopCore core) {
        if (!cancelled) {
            core.addTimer(this, delay);
        }
    }

    @Override
    void fire() {
        loop.enqueue(this);
    }

    @Override
    void run() {
        Runnable callback = work;
        if (callback != null && !cancelled) {
            work = null;
            callback.run();
        }
    }
}
