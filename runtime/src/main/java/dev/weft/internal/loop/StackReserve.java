package dev.weft.internal.loop;

import org.jspecify.annotations.Nullable;

/**
 * Looks whether the stack has room for what the runtime does next, before that changes anything: a
 * {@link StackOverflowError} comes here, where nothing is half done, or it does not come in the runtime's own methods. The
 * system property {@code dev.weft.stack.reserve=false} switches it off, {@code always} has loops check, too.
 */
public final class StackReserve {
    /** Calls inside one another, more than the runtime needs from any of its operations to the code of a task. */
    private static final int CALLS = 32;

    /** The same for a whole run of a loop. */
    private static final int CALLS_OF_RUN = 96;

    /** The same for a late hand-over: it is to have room for another check. */
    private static final int CALLS_OF_LATE = 64;

    /** The same for what only parks or changes a data structure. */
    private static final int FEW_CALLS = 8;

    private static final @Nullable String SETTING = System.getProperty("dev.weft.stack.reserve");

    /** Constant, so that the check costs nothing where it is off. */
    private static final boolean ON = !"false".equals(SETTING);

    /** Whether hand-overs and timers on the thread of a loop are checked, too, where they cost less than the check. */
    public static final boolean ON_LOOPS = "always".equals(SETTING);

    private StackReserve() {}

    /**
     * Checks the stack before a hand-over, which may run tasks.
     *
     * @throws StackOverflowError if the stack is too short
     */
    public static void check() {
        if (ON) {
            descend(CALLS, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /**
     * Checks the stack before a loop runs.
     *
     * @throws StackOverflowError if the stack is too short
     */
    public static void checkRun() {
        if (ON) {
            descend(CALLS_OF_RUN, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /** Returns whether there is room for a hand-over that came too late once. */
    public static boolean suffices() {
        try {
            descend(CALLS_OF_LATE, 0, 0, 0, 0, 0, 0, 0);
            return true;
        } catch (StackOverflowError tooShort) {
            return false;
        }
    }

    /**
     * Checks the stack before a change of a data structure of a loop, on its thread.
     *
     * @throws StackOverflowError if the stack is too short
     */
    public static void checkFew() {
        if (ON_LOOPS) {
            descend(FEW_CALLS, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /** The arguments make its frames large: the runtime's own methods may not be compiled yet when this one is. */
    private static long descend(int calls, long a, long b, long c, long d, long e, long f, long g) {
        return calls == 0
                ? a ^ b ^ c ^ d ^ e ^ f ^ g
                : descend(calls - 1, b + 1, c, d, e, f, g, a) + a + b + c + d + e + f + g;
    }
}
