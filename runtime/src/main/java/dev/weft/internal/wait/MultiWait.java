package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Deadline;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.HotSignals;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.TaskObserver;
import dev.weft.internal.task.WaitSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that waits for several tasks at once. The common part of {@code gather}, {@code waitAll} and the like.
 *
 * <p>It is parked or it runs. Each task that is not done has one observer, which is notified on the loop of the waiting
 * task. Then {@link #childDone} decides whether to wake the waiting task. All fields are owned by that loop's thread.
 *
 * <p>In a hot call without a loop only tasks of loops can be waited for. Their ends are {@link HotSignals}, which the call
 * takes in when it goes on. All fields are owned by the thread that runs the call.
 *
 * @param <T> the type of its value
 */
abstract class MultiWait<T> extends Frame<T> implements WaitSource, Deadline.Owner {
    /** The awaitables to wait for; null once started. */
    private @Nullable Collection<? extends Awaitable<?>> given;

    TaskImpl<?>[] children = {};

    /** The number of children that have not reported their end. A child that occurs twice counts twice. */
    int missing;

    /** The task that waits; null while none does. */
    private @Nullable TaskImpl<?> parked;

    /** What comes from elsewhere, in a hot call without a loop. */
    private @Nullable HotSignals signals;

    /** Whether what came is to wake the call; with {@code signals} only. */
    private boolean woken;

    /** Set while there is a limit, on a loop. */
    private @Nullable Deadline timer;

    MultiWait(Collection<? extends Awaitable<?>> given) {
        this.given = TaskStarter.copyOf(given);
    }

    /** Runs until the first suspension. */
    @Override
    protected final @Nullable Object resume(FrameDriver driver) throws Throwable {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        if (state < 0) {
            task.beforeTaking();
            Collection<? extends Awaitable<?>> all = given;
            given = null;
            if (all == null) {
                throw alreadyUsed();
            }
            if (!all.isEmpty()) {
                EventLoopImpl loop = task.loopOrNull();
                children = loop == null ? TaskStarter.onlyTasks(all, name()) : TaskStarter.tasks(all, loop);
                watch(task, loop);
            }
            return beginOrReady(task);
        }
        boolean enough = takeIn();
        try {
            Suspension.resumed(task);
            if (!enough) {
                return waitOn(task);
            }
        } catch (CancelledError cancelled) {
            return cancelled(task, cancelled);
        }
        return enough(task);
    }

    /** Takes in what has come. Returns whether the call is to go on. */
    private boolean takeIn() {
        HotSignals hot = signals;
        if (hot == null) {
            return true;
        }
        woken = false;
        Object signal;
        while ((signal = hot.poll()) != null) {
            if (signal == HotSignals.TIME) {
                expire();
            } else {
                missing--;
                childDone((TaskImpl<?>) signal);
            }
        }
        return woken;
    }

    /** Begins; what ends without waiting counts as the await of a ready source. */
    private @Nullable Object beginOrReady(TaskImpl<?> task) throws Throwable {
        Object result;
        try {
            result = begin(task);
        } catch (Exception failure) { // the task's own cancellation is no Exception
            return task.readyFailing(failure);
        }
        return result == SUSPENDED ? result : task.ready(result);
    }

    private void watch(TaskImpl<?> task, @Nullable EventLoopImpl loop) {
        for (TaskImpl<?> child : children) {
            if (child == task) {
                throw new DeadlockException(task + " awaits itself");
            }
        }
        missing = children.length;
        HotSignals hot = loop == null ? new HotSignals() : null;
        signals = hot;
        for (TaskImpl<?> child : children) {
            child.markObserved();
            if (child.isDone()) {
                missing--;
            } else {
                watch(hot == null ? new Child(child, Unchecked.present(loop), this) : hot.observer(child));
            }
        }
    }

    /** Begins to observe a child that is not done. */
    void watch(TaskObserver child) {
        child.observe();
    }

    final void cancelChildren(@Nullable String reason) {
        for (TaskImpl<?> child : children) {
            child.cancel(reason);
        }
    }

    /** Parks until {@link #wake}. */
    final Object waitOn(TaskImpl<?> task) throws CancelledError {
        task.beforeParking();
        state = 1;
        HotSignals hot = signals;
        if (hot == null) {
            parked = task;
            task.park(this);
        } else {
            hot.park(task);
        }
        Suspension.suspend(this, task);
        return SUSPENDED;
    }

    /** Sets the limit: {@link #expire} is called when the time is up. */
    final void setTimer(TaskImpl<?> task, long nanos) {
        HotSignals hot = signals;
        if (hot == null) {
            Deadline set = new Deadline(this);
            timer = set;
            task.loopFor(name()).addTimer(set, nanos);
        } else {
            hot.setTimer(nanos);
        }
    }

    /** Stops the timer, if there is one. */
    final void stopTimer(TaskImpl<?> task) {
        Deadline set = timer;
        if (set != null) {
            timer = null;
            task.loopFor(name()).removeTimer(set);
        }
        HotSignals hot = signals;
        if (hot != null) {
            hot.stopTimer();
        }
    }

    /** Wakes the task: the time is up. */
    @Override
    public void expire() {
        wake();
    }

    /** Wakes the task if it is parked here. */
    final void wake() {
        woken = true;
        TaskImpl<?> task = parked;
        if (task != null) {
            parked = null;
            task.wake();
        }
    }

    @Override
    public final boolean abandon() {
        parked = null;
        return true;
    }

    @Override
    public final @Nullable Object outcome() {
        return null;
    }

    /** Called when the children have been started. */
    abstract @Nullable Object begin(TaskImpl<?> task) throws Throwable;

    /** Called when a child that was not done is done. Must not call user code. */
    abstract void childDone(TaskImpl<?> child);

    /** Called when the task was woken by {@link #wake}. */
    abstract @Nullable Object enough(TaskImpl<?> task) throws Throwable;

    /** Called when the awaiting task was cancelled while it was parked here. */
    abstract @Nullable Object cancelled(TaskImpl<?> task, CancelledError cancelled) throws Throwable;

    /** The children, not copied: who asks may not want all of them. Those that are done lead nowhere. */
    @Override
    public Iterable<TaskImpl<?>> awaited() {
        return Collections.unmodifiableList(Arrays.<TaskImpl<?>>asList(children));
    }

    /** Returns the name of the method that made this. */
    abstract String name();

    @Override
    protected final StackTraceElement position() {
        return new StackTraceElement("dev.weft.Weft", name(), "Weft.java", -1);
    }

    @Override
    public String toString() {
        return name() + " of " + children.length;
    }

    private static final class Child extends TaskObserver {
        private final MultiWait<?> parent;

        Child(TaskImpl<?> observed, EventLoopImpl home, MultiWait<?> parent) {
            super(observed, home);
            this.parent = parent;
        }

        @Override
        protected void notified() {
            parent.missing--;
            parent.childDone(observed);
        }
    }
}
