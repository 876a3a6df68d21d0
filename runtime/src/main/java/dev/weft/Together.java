package dev.weft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that waits for several tasks at once: what {@code gather} and {@code waitAll} have in
 * common.
 *
 * <p>It is parked, or it runs. Each task that is not done has one observer, which comes back on this
 * one's loop; {@link #childDone} then says whether it has seen enough. All fields are owned by that
 * loop's thread.
 *
 * @param <T> what it gives
 */
abstract class Together<T> extends Frame<T> implements WaitingFor {
    /** What to wait for; null once started. */
    private @Nullable Collection<? extends Awaitable<?>> given;

    Task<?>[] children = {};

    /** How many of them, counting one that is given twice twice, have not come back. */
    int missing;

    /** The task that waits, while it does. */
    private @Nullable Task<?> parked;

    Together(Collection<? extends Awaitable<?>> given) {
        this.given = Children.copyOf(given);
    }

    /** Runs until the first suspension. */
    @Override
    protected final @Nullable Object resume(Task<?> task) throws Throwable {
        if (state < 0) {
            Collection<? extends Awaitable<?>> all = given;
            given = null;
            if (all == null) {
                throw alreadyUsed();
            }
            if (!all.isEmpty()) {
                EventLoop loop = task.loopFor(name());
                children = Children.tasks(all, loop);
                watch(task, loop);
            }
            return begin(task);
        }
        try {
            Suspension.resumed(task);
        } catch (CancelledError cancelled) {
            return cancelled(task, cancelled);
        }
        return enough(task);
    }

    private void watch(Task<?> task, EventLoop loop) {
        missing = children.length;
        for (Task<?> child : children) {
            if (child == task) {
                throw new IllegalStateException(task + " awaits itself");
            }
            child.observed = true;
            if (child.isDone()) {
                missing--;
            } else {
                watch(new Child(child, loop, this));
            }
        }
    }

    /** Begins to observe a child that is not done. */
    void watch(Observer child) {
        child.observe();
    }

    /** Parks until {@link #wake}. */
    final Object waitOn(Task<?> task) throws CancelledError {
        task.beforeParking();
        state = 1;
        parked = task;
        task.park(this);
        Suspension.suspend(this, task);
        return SUSPENDED;
    }

    /** Wakes the task if it is parked here. */
    final void wake() {
        Task<?> task = parked;
        if (task != null) {
            parked = null;
            task.woken();
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

    /** The children have been started. */
    abstract @Nullable Object begin(Task<?> task) throws Throwable;

    /** A child that was not done is done. Must not call user code. */
    abstract void childDone(Task<?> child);

    /** Woken by {@link #wake}. */
    abstract @Nullable Object enough(Task<?> task) throws Throwable;

    /** The awaiting task was cancelled while it was parked here. */
    abstract @Nullable Object cancelled(Task<?> task, CancelledError cancelled) throws Throwable;

    @Override
    public Iterable<Task<?>> awaited() {
        List<Task<?>> unfinished = new ArrayList<>();
        for (Task<?> child : children) {
            if (!child.isDone()) {
                unfinished.add(child);
            }
        }
        return unfinished;
    }

    /** The name of the method that made this. */
    abstract String name();

    @Override
    protected final StackTraceElement position() {
        return new StackTraceElement("dev.weft.Weft", name(), "Weft.java", -1);
    }

    @Override
    public String toString() {
        return name() + " of " + children.length;
    }

    private static final class Child extends Observer {
        private final Together<?> parent;

        Child(Task<?> observed, EventLoop home, Together<?> parent) {
            super(observed, home);
            this.parent = parent;
        }

        @Override
        void notified() {
            parent.missing--;
            parent.childDone(observed);
        }
    }
}
