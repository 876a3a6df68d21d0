package dev.weft.internal.task;

import dev.weft.EventLoop;
import org.jspecify.annotations.Nullable;

/** The runtime's state of one thread: its loops, its trampoline, its bindings. Owned by the thread. */
public final class ThreadState {
    // A class and not a lambda: the first lambda of a JVM costs much more, and the first task needs this.
    private static final ThreadLocal<ThreadState> OF_THREAD = new ThreadLocal<>() {
        @Override
        protected ThreadState initialValue() {
            return new ThreadState();
        }
    };

    /** The loop that {@link EventLoop#current()} has created. */
    @Nullable
    EventLoopImpl own;

    /** The loop that runs on the thread now. */
    @Nullable
    EventLoopImpl running;

    /**
     * The bindings of the running code, if they are not those of the loop's current task: while the thread does
     * blocking work for a task, and in a hot method that has not suspended or has no loop.
     */
    @Nullable
    Binding carried;

    /** The loop that a test kit has put on the thread, for entry methods. */
    @Nullable
    EntryPlacement placement;

    private @Nullable Trampoline trampoline;
    private @Nullable CancelChain cancelChain;

    /** The value of {@link #carried} for the code that runs the loop. */
    private @Nullable Binding outside;

    /** Returns the state of the calling thread. */
    public static ThreadState get() {
        return OF_THREAD.get();
    }

    /** Returns the trampoline, which runs the hot calls without a loop that are woken on this thread. */
    Trampoline trampoline() {
        Trampoline own = trampoline;
        if (own == null) {
            own = new Trampoline(this);
            trampoline = own;
        }
        return own;
    }

    /** Returns the hot calls that this thread is cancelling. */
    CancelChain cancelChain() {
        CancelChain own = cancelChain;
        if (own == null) {
            own = new CancelChain();
            cancelChain = own;
        }
        return own;
    }

    /**
     * Begins blocking work for a task, with the task's bindings.
     *
     * @return the argument for {@link #exitWork}
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
