package dev.weft.internal.task;

import dev.weft.TimerHandle;
import dev.weft.internal.loop.Callback;
import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.TimerNode;
import org.jspecify.annotations.Nullable;

/**
 * A timer of a loop with a callback.
 *
 * <p>{@code work} is null once it has run or was cancelled; owned by the loop's thread.
 */
public final class TimerHandleImpl extends TimerNode implements TimerHandle {
    private final EventLoopImpl loop;
    private final long delay;
    private @Nullable Runnable work;
    private volatile boolean cancelled;

    private TimerHandleImpl(EventLoopImpl loop, long nanos, Runnable work) {
        this.loop = loop;
        this.delay = nanos;
        this.work = work;
    }

    /** Sets a timer. Any thread. */
    static TimerHandle set(EventLoopImpl loop, long nanos, Runnable work) {
        TimerHandleImpl timer = new TimerHandleImpl(loop, nanos, work);
        if (loop.isClosed() || !loop.submit(timer)) {
            throw LoopClosing.rejected();
        }
        return timer;
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (loop.isOnThread()) {
            cancelHere();
        } else {
            loop.post(new Callback(this::cancelHere, this));
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    private void cancelHere() {
        loop.removeTimer(this);
        work = null;
    }

    /** Sets the timer, on the loop's thread. */
    @Override
    protected void arrive(LoopEngine engine) {
        if (!cancelled) {
            engine.addTimer(this, delay);
        }
    }

    @Override
    protected void fire() {
        loop.enqueue(this);
    }

    @Override
    protected void run() {
        Runnable callback = work;
        if (callback != null && !cancelled) {
            work = null;
            callback.run();
        }
    }
}
