package dev.weft.internal.wait;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.task.EventLoopImpl;
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
 * @param <T> the type of its value
 */
abstract class MultiWait<T> extends Frame<T> implements WaitSource {
    /** The awaitables to wait for; null once started. */
    private @Nullable Collection<? extends Awaitable<?>> given;

    TaskImpl<?>[] children = {};

    /** The number of children that have not reported their end. A child that occurs twice counts twice. */
    int missing;

    /** The task that waits; null while none does. */
    private @Nullable TaskImpl<?> parked;

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
                EventLoopImpl loop = task.loopFor(name());
                children = TaskStarter.tasks(all, loop);
                watch(task, loop);
            }
            return beginOrReady(task);
        }
        try {
            Suspension.resumed(task);
        } catch (CancelledError cancelled) {
            return cancelled(task, cancelled);
        }
        return enough(task);
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

    private void watch(TaskImpl<?> task, EventLoopImpl loop) {
        for (TaskImpl<?> child : children) {
            if (child == task) {
                throw new DeadlockException(task + " awaits itself");
            }
        }
        missing = children.length;
        for (TaskImpl<?> child : children) {
            child.markObserved();
            if (child.isDone()) {
                missing--;
            } else {
                watch(new Child(child, loop, this));
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
        parked = task;
        task.park(this);
        Suspension.suspend(this, task);
        return SUSPENDED;
    }

    /** Wakes the task if it is parked here. */
    final void wake() {
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
