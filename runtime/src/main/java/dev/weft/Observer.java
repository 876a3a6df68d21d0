package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to know when a task has ended, and a link in that task's list of them.
 *
 * <pre>
 * NEW → LISTED → NOTIFIED      the task ended
 *          ↘ REMOVED           nobody wants to know any more
 * </pre>
 *
 * <p>The links and the state up to LISTED are owned by the thread of the observed task's loop; it
 * hands the observer to its home loop when the task has ended.
 */
abstract class Observer extends QueueNode {
    final Task<?> observed;

    /** Where {@link #notified} is to be called; null for the observed task's thread. */
    private final @Nullable EventLoop home;

    @Nullable
    Observer before;

    @Nullable
    Observer after;

    private boolean ended;
    private boolean listed;

    Observer(Task<?> observed, @Nullable EventLoop home) {
        this.observed = observed;
        this.home = home;
    }

    /** The observed task has ended; on the home loop's thread. Must not call user code. */
    abstract void notified();

    /** Begins to observe. On any thread. */
    final void observe() {
        EventLoop loop = observed.loop;
        if (loop == null || observed.isDone() || !loop.submit(this)) {
            completed();
        }
    }

    /** Stops observing, so that nothing is kept. On any thread. */
    final void stopObserving() {
        EventLoop loop = observed.loop;
        if (loop != null && loop.isOnThread()) {
            remove();
        } else if (loop != null) {
            loop.post(new Removal(this));
        }
    }

    /** The task has ended; on its thread, or any if it had ended before. */
    final void completed() {
        listed = false;
        if (home == null || home == observed.loop || home.isOnThread()) {
            notified();
        } else {
            ended = true;
            home.post(this);
        }
    }

    /** Arrives twice: to be listed by the task's loop, and at home when the task has ended. */
    @Override
    final void arrive(LoopCore loop) {
        if (ended) {
            notified();
        } else if (observed.isDone()) {
            completed();
        } else {
            listed = true;
            observed.addObserver(this);
        }
    }

    private void remove() {
        if (listed) {
            listed = false;
            observed.removeObserver(this);
        }
    }

    @Override
    void run() {}

    private static final class Removal extends QueueNode {
        private final Observer observer;

        Removal(Observer observer) {
            this.observer = observer;
        }

        @Override
        void arrive(LoopCore loop) {
            observer.remove();
        }

        @Override
        void run() {}
    }
}
