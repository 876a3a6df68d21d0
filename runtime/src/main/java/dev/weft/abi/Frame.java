package dev.weft.abi;

import dev.weft.Coroutine;
import dev.weft.internal.loop.NeverRan;
import dev.weft.internal.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * One activation of an async method. It keeps the suspension point. The weaver generates a subclass for each method,
 * which keeps the variables that live across suspension points. The frame of a cold method is also its
 * {@link Coroutine}. For generated code; nothing here is meant to be called by hand.
 *
 * <pre>
 * state  0   not started
 *       −1   started, running in the hot entry, never suspended
 *     k ≥ 1  suspended at point k, or resumed from it and not suspended again since
 *
 *  0 → −1 → 1 ⇄ 2 ⇄ 3 …
 * </pre>
 *
 * <p>All fields are owned by the thread that runs the task.
 *
 * @param <T> the type of the method's result
 * @since 0.1
 */
public abstract class Frame<T> extends Activation<T> {
    // Objects of their own, which have a name where they are printed. A class for that would slow the start.

    /** The return value of an entry, or of a call to {@link Suspension}, that has suspended. */
    public static final Object SUSPENDED = new String("SUSPENDED");

    /** The return value of a segment of a long method if another segment must go on. Never seen outside the method. */
    public static final Object HANDED_OVER = new String("HANDED_OVER");

    /**
     * The state of the activation; see the table above. Public for generated code; transient, so that no serialiser takes
     * a coroutine, which a handler has returned by mistake, for an object with a value.
     */
    public transient int state;

    /** The frame that awaits this one; null for the outermost, and before the link is made. */
    @Nullable
    transient Frame<?> caller;

    /** For generated subclasses. */
    protected Frame() {}

    /**
     * Makes this frame, which has ended, one that has not started and that nobody awaits. For frames written by hand that
     * their maker lends out again and again, so that a call allocates nothing.
     */
    protected final void renew() {
        state = 0;
        caller = null;
    }

    /**
     * Runs the method: from the beginning if {@link #state} is negative, from the suspension point if it is positive.
     *
     * @param driver the task that runs it
     * @return the value, or {@link #SUSPENDED}
     * @throws Throwable the failure of the method
     */
    protected abstract @Nullable Object resume(FrameDriver driver) throws Throwable;

    /**
     * {@return the method and line of the await that this frame is suspended at, or null if no user wrote its method}
     */
    protected abstract @Nullable StackTraceElement position();

    /**
     * {@return the position according to a method's table of lines}
     *
     * @param className the binary name of the class
     * @param method the name of the method
     * @param file the source file, or null
     * @param lines the line of point {@code k} as the char at {@code k - 1}; 0 if the line is not known
     */
    protected final StackTraceElement position(String className, String method, @Nullable String file, String lines) {
        int point = state - 1;
        int line = point >= 0 && point < lines.length() ? lines.charAt(point) : 0;
        return Traces.position(className, method, file, line == 0 ? -1 : line);
    }

    /**
     * {@return whether the method has a handler, or a {@code finally}, around the await that this frame is suspended
     * at} If not, a failure of that await leaves the method unchanged, and the method need not be resumed for it.
     */
    protected boolean catches() {
        return true;
    }

    /**
     * {@return whether the method has a handler around the await, according to a method's table of handlers}
     *
     * @param guarded at {@code k - 1}, {@code '1'} if point {@code k} has a handler around it
     */
    protected final boolean catches(String guarded) {
        return guarded.charAt(state - 1) == '1';
    }

    /**
     * {@return whether the first handler around the await that catches this failure never looks at it} Then nobody needs
     * to know who awaits what has failed. Asked of frames that {@link #catches()} says yes of.
     *
     * @param failure the failure of the await
     */
    protected boolean ignores(Throwable failure) {
        return false;
    }

    /** Returns whether the frame can only rethrow a failure of what it awaits. */
    final boolean passesOn() {
        return state > 0 && !catches();
    }

    /** {@return whether what this frame awaits ends at the latest when a limit is over} */
    protected boolean limitsTime() {
        return false;
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
        NeverRan.used(this);
        return resume(driver);
    }

    /** The method, without its package, and how far it is: {@code Shop.order, not started}. */
    @Override
    public String toString() {
        var position = position();
        if (position == null) {
            return super.toString();
        }
        var type = position.getClassName();
        var method = type.substring(type.lastIndexOf('.') + 1) + "." + position.getMethodName();
        return method + (state == 0 ? ", not started" : state < 0 ? ", running" : ", started");
    }

    /** Returns the method of the frame, while the frame is made; null if no user wrote it. */
    final @Nullable StackTraceElement madeBy() {
        try {
            return position();
        } catch (RuntimeException unfinished) {
            return null; // a class of the runtime looks at its own fields
        }
    }
}
