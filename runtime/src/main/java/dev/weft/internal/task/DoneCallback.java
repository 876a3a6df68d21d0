package dev.weft.internal.task;

import dev.weft.internal.loop.Callback;

/**
 * Calls user code after a task has ended. The code runs on the task's loop; if there is none or it is closed, it runs
 * at once. It is never lost: a thread may wait for it.
 */
final class DoneCallback extends TaskObserver {
    private final Runnable callback;
    private final Object subject;

    DoneCallback(TaskImpl<?> observed, Runnable callback, Object subject) {
        super(observed, null);
        this.callback = callback;
        this.subject = subject;
    }

    @Override
    protected void notified() {
        if (!observed.home().isClosed() && observed.home().submit(new Call(callback, subject))) {
            return;
        }
        try {
            callback.run(); // there is no loop, or it is closed
        } catch (Throwable failure) {
            // A failure must not keep the later observers from being notified.
            observed.reportUncaught(subject, failure);
        }
    }

    /** The callback in the ready queue. */
    private static final class Call extends Callback {
        Call(Runnable callback, Object subject) {
            super(callback, subject);
        }

        @Override
        protected boolean runsAfterClose() {
            return true;
        }
    }
}
