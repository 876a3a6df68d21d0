package dev.weft;

/** Calls user code after a task has ended, from its loop. */
final class DoneCallback extends Observer {
    private final Runnable callback;
    private final Object subject;

    DoneCallback(Task<?> observed, Runnable callback, Object subject) {
        super(observed, null);
        this.callback = callback;
        this.subject = subject;
    }

    @Override
    void notified() {
        EventLoop loop = observed.loop;
        if (loop == null || !loop.submit(new Callback(callback, subject))) {
            callback.run();
        }
    }
}
