package dev.weft.internal.task;

import dev.weft.EventLoop;
import org.jspecify.annotations.Nullable;

/** What the runtime keeps per thread: its loops, its trampoline, its bindings. Owned by the thread. */
public final class ThreadState {
    // A class and not a lambda, whose first use in a JVM costs much more: this is on the way to any first task.
    private static final ThreadLocal<ThreadState> OF_THREAD = new ThreadLocal<>() {
        @Override
        protected ThreadState initialValue() {
            return new ThreadState();
        }
    };

    /** The loop that {@link EventLoop#current()} made. */
    @Nullable
    EventLoopImpl own;

    /** The loop that runs on the thread now. */
    @Nullable
    EventLoopImpl running;

    /**
     * What the code that runs now has bound, where that is not its task's: while the thread does blocking work for a
     * task, and in a hot method that has not suspended or has no loop.
     */
    @Nullable
    Binding carried;

    private @Nullable Trampoline trampoline;

    /** {@link #carried} of the code that runs the loop. */
    private @Nullable Binding outside;

    /** Returns the state of the calling thread. */
    public static ThreadState get() {
        return OF_THREAD.get();
    }

    /** Returns what runs the hot calls that have no loop, and are woken on this thread. */
    Trampoline trampoline() {
        Trampoline own = trampoline;
        if (own == null) {
            own = new Trampoline(this);
            trampoline = own;
        }
        return own;
    }

    /**
     * Begins blocking work for a task, with what is bound for it.
     *
     * @return to be given to {@link #exitWork}
     */
    public @Nullable AutoCloseable enterWork(@Nullable Binding context) {
        carried = CarriedContext.uncarried(context);
        return CarriedContext.restore(context);
    }

    /** Ends blocking work. */
    public void exitWork(@Nullable AutoCloseable restored) {
        CarriedContext.end(restored);
        carried = null;
    }

    void enter(EventLoopImpl loop) {
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
