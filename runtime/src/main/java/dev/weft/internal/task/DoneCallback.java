package dev.weft.internal.task;

import dev.weft.internal.loop.Callback;

/**
 * Calls code after a task has ended. The code runs on the task's loop, at the latest when the run ends; if there is none or
 * it is closed, it runs at once. Code for which a thread may wait runs at once, too, if the loop may have run for the last
 * time.
 */
final class DoneCallback extends TaskObserver {
    private final Runnable callback;
    private final Object subject;
    private final boolean anyThread;

    /**
     * @param callback the code
     * @param subject what a failure handler is told to have failed
     * @param anyThread whether the code may run on the thread that observes
     */
    DoneCallback(TaskImpl<?> observed, Runnable callback, Object subject, boolean anyThread) {
        super(observed, null);
        this.callback = callback;
        this.subject = subject;
        this.anyThread = anyThread;
    }

    @Override
    protected void notified() {
        Home loop = observed.home();
        boolean now = loop.isClosed() || (anyThread && !loop.isOnThread());
        if (!now && loop.submit(new Call(callback, subject))) {
            return;
        }
        try {
            callback.run(); // there is no loop, or it is closed, or may not run again
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
