package dev.weft.abi;

import dev.weft.Coroutine;
import dev.weft.internal.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * One activation of an async method: its suspension point and, in the subclass that the weaver
 * generates for each method, what lives across it. A cold method's frame is its {@link Coroutine}
 * too. For generated code; nothing here is meant to be called by hand.
 *
 * <pre>
 * state  0   not started
 *       −1   started, running in the hot entry, never suspended
 *     k ≥ 1  suspended at point k, or resumed from it and not suspended again since
 *
 *  0 → −1 → 1 ⇄ 2 ⇄ 3 …
 * </pre>
 *
 * All fields are owned by the thread that runs the task.
 *
 * @param <T> the type of the method's result
 */
public abstract class Frame<T> extends Activation<T> {
    /** Returned by an entry, or by a call to {@link Suspension}, that has suspended. */
    public static final Object SUSPENDED = new Sentinel("SUSPENDED");

    /** Returned by a segment of a long method if another segment has to go on; never seen outside the method. */
    public static final Object HANDED_OVER = new Sentinel("HANDED_OVER");

    /** Where the activation is; see the table above. */
    public int state;

    /** The frame that awaits this one; null for the outermost, and before the link is made. */
    @Nullable
    Frame<?> caller;

    /** For generated subclasses. */
    protected Frame() {}

    /**
     * Runs the method on: from the beginning if {@link #state} is negative, from the suspension point
     * if it is positive.
     *
     * @param driver the task that runs it
     * @return the value, or {@link #SUSPENDED}
     * @throws Throwable what the method throws
     */
    protected abstract @Nullable Object resume(FrameDriver driver) throws Throwable;

    /** Returns the method and line of the await that this is suspended at, or null if it is nobody's method. */
    protected abstract @Nullable StackTraceElement position();

    /**
     * Returns the position, from a method's table of lines.
     *
     * @param className the binary name of the class
     * @param method the name of the method
     * @param file the source file, or null
     * @param lines the line of point {@code k} as the char at {@code k - 1}; 0 if it is not known
     */
    protected final StackTraceElement position(String className, String method, @Nullable String file, String lines) {
        int point = state - 1;
        int line = point >= 0 && point < lines.length() ? lines.charAt(point) : 0;
        return Traces.position(className, method, file, line == 0 ? -1 : line);
    }

    /**
     * Returns whether the method has a handler, or a {@code finally}, around the await that this is suspended at. If not, a
     * failure of that await is the method's own, and the method need not be resumed for it.
     */
    protected boolean catches() {
        return true;
    }

    /**
     * Returns that, from a method's table of handlers.
     *
     * @param guarded at {@code k - 1}, {@code '1'} if point {@code k} has a handler around it
     */
    protected final boolean catches(String guarded) {
        return guarded.charAt(state - 1) == '1';
    }

    /**
     * Checks that the method has not started.
     *
     * @throws IllegalStateException if it has
     */
    public final void requireUnused() {
        if (state != 0) {
            throw alreadyUsed();
        }
    }

    @Override
    protected final @Nullable Object start(FrameDriver driver) throws Throwable {
        requireUnused();
        state = -1;
        return resume(driver);
    }

    private record Sentinel(String name) {
        @Override
        public String toString() {
            return name;
        }
    }
}
