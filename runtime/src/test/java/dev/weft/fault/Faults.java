package dev.weft.fault;

import org.jspecify.annotations.Nullable;

/**
 * What the instrumented copy of the runtime calls at each of its places, see {@link InstrumentedRuntime}. It is shared by
 * all copies. On the thread that has armed it, it counts the places that are passed, and lets one fault happen.
 */
public final class Faults {
    /** What ends. */
    public enum Kind {
        /** The stack is k frames deep from where it was armed: whatever goes deeper fails, again and again. */
        STACK_DEPTH,
        /** Memory ends, once, at the k-th allocation. */
        MEMORY
    }

    /** A method whose one frame is as large as many. */
    private static final String WIDE = "internal/loop/StackReserve.wide";

    private static final int FRAMES_OF_WIDE = 32;

    private static @Nullable Thread armedOn;
    private static Kind kind = Kind.MEMORY;
    private static long left;
    private static long passed;
    private static long base;
    private static @Nullable String place;

    /** Called before each access of a field that threads share, if set. */
    private static @Nullable Runnable switching;

    private Faults() {}

    /** Arms on this thread: the k-th place of this kind fails; 0 for none. */
    public static void arm(Kind which, long k) {
        kind = which;
        left = k;
        passed = 0;
        place = null;
        base = which == Kind.STACK_DEPTH ? depth() : 0;
        armedOn = Thread.currentThread();
    }

    /** Lets nothing fail until {@link #resume}. */
    public static void pause() {
        armedOn = null;
    }

    /** Lets faults happen again; the depth of the stack counts from here. On the thread that is to fail. */
    public static void resume() {
        base = kind == Kind.STACK_DEPTH ? depth() : 0;
        armedOn = Thread.currentThread();
    }

    /** Disarms, and returns how many places were passed; for {@link Kind#STACK_DEPTH} how deep the stack was. */
    public static long disarm() {
        armedOn = null;
        return passed;
    }

    /** Returns the first place that has failed, or null. */
    public static @Nullable String failedAt() {
        return place;
    }

    private static long depth() {
        return StackWalker.getInstance().walk(frames -> frames.count());
    }

    /** Called as a method of the runtime is entered. */
    public static void method(String where) {
        if (armedOn != Thread.currentThread() || kind == Kind.MEMORY) {
            return;
        }
        long deep = depth() - base + (where.equals(WIDE) ? FRAMES_OF_WIDE : 0);
        passed = Math.max(passed, deep);
        if (left > 0 && deep >= left) {
            place = place == null ? where : place;
            throw new StackOverflowError("injected at " + where);
        }
    }

    /** Called before the runtime allocates. */
    public static void allocation(String where) {
        if (armedOn == Thread.currentThread() && kind == Kind.MEMORY && ++passed == left) {
            place = where;
            throw new OutOfMemoryError("injected at " + where);
        }
    }

    /** Sets what is called before each access of a field of a hot call; null for nothing. */
    public static void switchBy(@Nullable Runnable access) {
        switching = access;
    }

    /** Called before the runtime accesses a field of a hot call. */
    public static void access() {
        Runnable now = switching;
        if (now != null) {
            now.run();
        }
    }
}
