package dev.weft;

import org.jspecify.annotations.Nullable;

/** The loops of a thread; the only thing that is kept per thread for loops. Owned by it. */
final class ThreadLoops {
    private static final ThreadLocal<ThreadLoops> OF_THREAD = ThreadLocal.withInitial(ThreadLoops::new);

    /** The one that {@link EventLoop#current()} made. */
    @Nullable
    EventLoop own;

    /** The one that runs on the thread now. */
    @Nullable
    EventLoop running;

    /** What is bound while the thread does blocking work for a task. */
    @Nullable
    Binding carried;

    static ThreadLoops get() {
        return OF_THREAD.get();
    }
}
