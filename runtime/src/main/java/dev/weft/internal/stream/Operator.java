package dev.weft.internal.stream;

import dev.weft.abi.Closing;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is made of something that must be closed: another stream, a cursor, a stream of Java.
 *
 * <pre>
 * AT_ITEM ⇄ a subclass's own states
 *    ↓              ↓
 * FAILING        ENDING    what it is made of is being closed; the failure, or the end, comes after that
 * </pre>
 *
 * <p>Invariant: what it is made of is closed exactly once, at the end, after a failure, or when this stream is closed, and
 * the closing is awaited. A failure goes on when that is done.
 */
abstract class Operator<T> extends StreamFrame<T> {
    static final int AT_ITEM = 1;

    private static final int ENDING = 2;
    private static final int FAILING = 3;

    /** The first state that is the subclass's own. */
    static final int OWN = 4;

    /** What is thrown once all is closed. */
    private @Nullable Throwable failure;

    private boolean closed;

    @Override
    protected @Nullable Object advance(FrameDriver driver) throws Throwable {
        int at = state;
        if (at == FAILING) {
            throw failedAfterClose(driver);
        }
        try {
            Object outcome = at < 0 ? null : Suspension.resumed(driver);
            return at == ENDING ? false : step(at, outcome, driver);
        } catch (Throwable thrown) {
            return fail(failure(at, thrown, driver), driver);
        }
    }

    /**
     * Returns what the stream fails with.
     *
     * @param at the state in which it was thrown
     * @param thrown what the source or a function has thrown
     */
    Throwable failure(int at, Throwable thrown, FrameDriver driver) {
        return thrown;
    }

    /**
     * Goes to the next item. What it throws fails the stream when all is closed.
     *
     * @param at the state: negative at the beginning, {@link #AT_ITEM}, or one of the subclass's own
     * @param outcome what was awaited in a state of its own
     * @return as {@link #advance}
     */
    abstract @Nullable Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable;

    /** Closes what the stream is made of. Called once. */
    abstract @Nullable Object closeSources(FrameDriver driver, int depth) throws Throwable;

    final Object give(@Nullable Object item) {
        current = item;
        state = AT_ITEM;
        return true;
    }

    final Object suspended(int at, FrameDriver driver) {
        state = at;
        Suspension.suspend(this, driver);
        return SUSPENDED;
    }

    /** Closes all, then ends. */
    final Object end(FrameDriver driver, int depth) throws Throwable {
        return closeOnce(driver, depth) == SUSPENDED ? suspended(ENDING, driver) : false;
    }

    final Object fail(Throwable thrown, FrameDriver driver) throws Throwable {
        try {
            if (closeOnce(driver, Suspension.depth(driver)) == SUSPENDED) {
                failure = thrown;
                return suspended(FAILING, driver);
            }
        } catch (Throwable ofTheClose) {
            throw both(thrown, ofTheClose);
        }
        throw thrown;
    }

    private Throwable failedAfterClose(FrameDriver driver) {
        Throwable thrown = Unchecked.present(failure);
        failure = null;
        try {
            Suspension.resumed(driver);
        } catch (Throwable ofTheClose) {
            return both(thrown, ofTheClose);
        }
        return thrown;
    }

    /** What cleans up replaces the error that closes the stream, which is nobody's failure. */
    private Throwable both(Throwable thrown, Throwable ofTheClose) {
        return isClosing(thrown) ? ofTheClose : Closing.failure(thrown, ofTheClose);
    }

    private @Nullable Object closeOnce(FrameDriver driver, int depth) throws Throwable {
        if (closed) {
            return null;
        }
        closed = true;
        return closeSources(driver, depth);
    }

    @Override
    protected final @Nullable Object release(FrameDriver driver) throws Throwable {
        return closeOnce(driver, Suspension.depth(driver));
    }

    /** At an item there is something to clean up, but {@link #release} does it if no other stream is around this one. */
    @Override
    protected final boolean catches() {
        return state != AT_ITEM || isWithinAnother();
    }

    /** Returns null: what the source awaits has a position. */
    @Override
    protected final @Nullable StackTraceElement position() {
        return null;
    }
}
