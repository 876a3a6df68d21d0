package dev.weft.internal.task;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Message;
import dev.weft.internal.loop.Unchecked;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An observer that is notified when a task has ended. It is also a link in that task's list of observers.
 *
 * <pre>
 * NEW → LISTED → NOTIFIED      the task ended
 *          ↘ REMOVED           the observer is no longer needed
 * </pre>
 *
 * <p>The list is doubly linked from its first observer, whose {@code before} is the last one. Observers are notified in
 * order. The links and the state up to LISTED are owned by the thread of the observed task's loop. That thread hands
 * the observer to the observer's home loop when the task has ended.
 */
public abstract class TaskObserver extends Message {
    /** The observed task. */
    protected final TaskImpl<?> observed;

    /** The loop that calls {@link #notified} on its thread; null for the observed task's thread. */
    private final @Nullable EventLoopImpl home;

    private @Nullable TaskObserver before;
    private @Nullable TaskObserver after;
    private boolean ended;
    private boolean listed;

    /** Whether it has come to the task's loop from another thread. Written by that thread, before. */
    private boolean posted;

    /** Guarded by this object. */
    private boolean told;

    /**
     * Creates an observer that does not observe yet.
     *
     * @param observed the task
     * @param home the loop that notifies it on its thread; null for the thread that ends the task
     */
    protected TaskObserver(TaskImpl<?> observed, @Nullable EventLoopImpl home) {
        this.observed = observed;
        this.home = home;
    }

    /** Called when the observed task has ended, on the home loop's thread. Must not call user code. */
    protected abstract void notified();

    /** Begins to observe. On any thread. */
    public final void observe() {
        if (observed.isDone()) {
            complete();
            return;
        }
        Home at = observed.home();
        if (at.isOnThread()) {
            list();
            return;
        }
        posted = true;
        if (!at.post(this)) {
            while (!observed.isDone()) {
                Thread.onSpinWait(); // its loop closes, and is giving up the tasks that are left
            }
            complete();
            return;
        }
        VarHandle.fullFence(); // either this thread sees the end, or the loop sees the message
        if (observed.isDone()) {
            tell(); // it may have ended with the last run of its loop
        }
    }

    private void list() {
        listed = true;
        observed.addObserver(this);
    }

    /**
     * Stops observing, so that the task does not keep this observer. If nobody else waits for the outcome and nobody has
     * seen it, the task counts as unobserved again. On any thread.
     */
    public final void stopObserving() {
        if (observed.home().isOnThread()) {
            remove();
        } else {
            observed.home().post(Removal.of(this));
        }
    }

    /** Notifies the observer on its home loop. On the task's thread, or on any thread if the task had ended before. */
    private void complete() {
        listed = false;
        tell();
    }

    private void tell() {
        if (posted && !isFirstToTell()) {
            return;
        }
        if (home == null || home == observed.home() || home.isOnThread()) {
            notified();
        } else {
            ended = true;
            home.post(this);
        }
    }

    /** Of an observer that was posted, the loop's thread and the one that has posted it may see the end. */
    private synchronized boolean isFirstToTell() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** Arrives twice: first at the task's loop, which lists it; then at its home loop, when the task has ended. */
    @Override
    protected final void arrive(LoopEngine loop) {
        if (ended) {
            notified();
        } else if (observed.isDone()) {
            complete();
        } else {
            list();
        }
    }

    private void remove() {
        if (listed) {
            listed = false;
            observed.removeObserver(this);
        }
        observed.unobserve();
    }

    /** Appends an observer to a list. Returns the list. */
    static TaskObserver add(TaskObserver observer, @Nullable TaskObserver list) {
        if (list == null) {
            observer.before = observer;
            return observer;
        }
        TaskObserver last = Unchecked.present(list.before);
        observer.before = last;
        last.after = observer;
        list.before = observer;
        return list;
    }

    /** Removes an observer from its list. Returns the remaining list. */
    static @Nullable TaskObserver remove(TaskObserver observer, @Nullable TaskObserver list) {
        TaskObserver before = observer.before;
        TaskObserver after = observer.after;
        if (observer != list) {
            Unchecked.present(before).after = after;
        }
        if (after != null) {
            after.before = before;
        } else if (observer != list && list != null) {
            list.before = before;
        }
        observer.before = null;
        observer.after = null;
        return observer == list ? after : list;
    }

    /** Empties a list and notifies all observers in order. */
    static void completeAll(TaskObserver list) {
        @Nullable TaskObserver observer = list;
        while (observer != null) {
            TaskObserver following = observer.after;
            observer.before = null;
            observer.after = null;
            observer.complete();
            observer = following;
        }
    }

    private static final class Removal extends Message {
        private final TaskObserver observer;

        private Removal(TaskObserver observer) {
            this.observer = observer;
        }

        static Message of(TaskObserver observer) {
            return new Removal(observer);
        }

        @Override
        protected void arrive(LoopEngine loop) {
            observer.remove();
        }
    }
}
