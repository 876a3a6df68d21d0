package dev.weft.internal.task;

import dev.weft.EventLoop;
import dev.weft.internal.loop.StackReserve;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The runtime's state of one thread: its loops, its trampoline, its bindings. Owned by the thread.
 *
 * <p>The thread refers to it weakly, by an object of the JDK. A thread of a pool lives longer than the class loader of a
 * program that was replaced, and must not keep that. While a method of the runtime is on the stack, it refers to the
 * state; what must last longer is {@linkplain #keep kept}.
 */
public final class ThreadState {
    private static final ThreadLocal<WeakReference<ThreadState>> OF_THREAD = new ThreadLocal<>();

    /** The states that must last as long as their threads. Guarded by itself. */
    private static final Map<Thread, ThreadState> KEPT = new WeakHashMap<>();

    /** Whether {@link Locators} may know loops that run on no thread. Set once. */
    static volatile boolean hasLocators;

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
        ThreadState state = known();
        return state != null ? state : create();
    }

    private static @Nullable ThreadState known() {
        WeakReference<ThreadState> known = OF_THREAD.get();
        return known == null ? null : known.get();
    }

    /**
     * Checks the stack before a hand-over, unless this is the thread of a running loop and a hand-over is much cheaper
     * than the check.
     *
     * @throws StackOverflowError if the stack is too short
     */
    public static void reserveStack() {
        if (StackReserve.ON_LOOPS || !isOnLoop()) {
            StackReserve.check();
        }
    }

    private static boolean isOnLoop() {
        ThreadState state = known();
        return state != null && state.running != null;
    }

    private static ThreadState create() {
        ThreadState state = new ThreadState();
        OF_THREAD.set(new WeakReference<>(state));
        return state;
    }

    /** Returns the bindings of the code that runs on this thread, whose state it is. */
    @Nullable
    Binding bindings() {
        EventLoopImpl here = running;
        if (carried != null || here == null) {
            return carried;
        }
        TaskImpl<?> task = here.currentTask();
        return task == null ? null : task.context;
    }

    /** Keeps this state as long as the calling thread, whose state it is, or the runtime's classes live. */
    void keep() {
        synchronized (KEPT) {
            KEPT.put(Thread.currentThread(), this);
        }
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
            own = new CancelChain(this);
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

    /** Begins a turn of a loop on a host. It may come inside of a step of another loop on the same thread. */
    void enterTurn(EventLoopImpl loop) {
        running = loop;
        carried = null;
    }

    /** Ends a turn: restores the values from before. */
    void exitTurn(@Nullable EventLoopImpl outerLoop, @Nullable Binding outerCarried) {
        running = outerLoop;
        carried = outerCarried;
    }

    void exit() {
        running = null;
        carried = outside;
        outside = null;
    }
}
