package dev.weft;

import org.jspecify.annotations.Nullable;

/** The loops of a thread; the only thing that is kept per thread for loops. Owned by it. */
final class ThreadLoops {
    // A class and not a lambda, whose first use in a JVM costs much more: this is on the way to any first task.
    private static final ThreadLocal<ThreadLoops> OF_THREAD = new ThreadLocal<>() {
        @Override
        protected ThreadLoops initialValue() {
            return new ThreadLoops();
        }
    };

    /** The one that {@link EventLoop#current()} made. */
    @Nullable
    EventLoop own;

    /** The one that runs on the thread now. */
    @Nullable
    EventLoop running;

    /**
     * What the code that runs now has bound, where that is not its task's: while the thread does blocking work for a
     * task, and in a hot method that has not suspended or has no loop.
     */
    @Nullable
    Binding carried;

    private @Nullable Trampoline trampoline;

    /** {@link #carried} of the code that runs the loop. */
    private @Nullable Binding outside;

    static ThreadLoops get() {
        return OF_THREAD.get();
    }

    /** What runs the hot calls that have no loop, and are woken on this thread. */
    Trampoline trampoline() {
        Trampoline own = trampoline;
        if (own == null) {
            own = new Trampoline(this);
            trampoline = own;
        }
        return own;
    }

    void enter(EventLoop loop) {
        running = loop;
        outside = carried;
        carried = null;
    }

    void exit() {
        running = null;
        carried = outside;
        outside = null;
    }
}
