package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.Closing;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that consumes a stream.
 *
 * <pre>
 * ASKING ⇄ IN_BODY
 *    ↓        ↓
 * STOPPING, FAILING    the stream is being closed; the result, or the failure, comes after that
 * </pre>
 *
 * <p>Invariant: the stream is closed, and the closing awaited, before the coroutine ends. Owned by the thread that runs the
 * task.
 *
 * @param <T> the type of the items
 * @param <R> the type of the result
 */
abstract class Terminal<T, R> extends Frame<R> {
    /** The result of {@link #take} if no more items are wanted. */
    static final Object STOP = new Object();

    private static final int ASKING = 1;
    private static final int IN_BODY = 2;
    private static final int STOPPING = 3;
    private static final int FAILING = 4;

    private final String name;
    private final Feed feed;

    /** What is thrown once the stream is closed. */
    private @Nullable Throwable failure;

    Terminal(String name, AsyncStream<T> stream) {
        this.name = name;
        feed = Feed.of(stream);
    }

    /** Called before the first item is asked for. */
    void begin() {}

    /**
     * Takes an item.
     *
     * @return {@link #STOP}, or {@link #SUSPENDED} if something was awaited for it, or anything else
     */
    abstract @Nullable Object take(T item, FrameDriver driver, int depth) throws Throwable;

    /** Returns the result, when the stream has ended or is closed. */
    abstract @Nullable R result();

    @Override
    protected final @Nullable Object resume(FrameDriver driver) throws Throwable {
        int at = state;
        if (at == FAILING) {
            throw failedAfterClose(driver);
        }
        try {
            Object outcome = at < 0 ? null : Suspension.resumed(driver);
            return at == STOPPING ? result() : consume(at, outcome, driver);
        } catch (Throwable thrown) {
            return fail(thrown, driver);
        }
    }

    private @Nullable Object consume(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        if (at < 0) {
            begin();
        }
        int depth = Suspension.depth(driver);
        Object item = at == ASKING ? feed.resumed(outcome, driver, depth) : feed.next(driver, depth);
        while (true) {
            if (item == SUSPENDED) {
                return suspended(ASKING, driver);
            }
            if (item == Stage.NOTHING) {
                return result();
            }
            Object taken = take(Unchecked.value(item), driver, depth);
            if (taken == SUSPENDED) {
                return suspended(IN_BODY, driver);
            }
            if (taken == STOP) {
                return feed.close(driver, depth) == SUSPENDED ? suspended(STOPPING, driver) : result();
            }
            depth = Suspension.repeated(depth, driver);
            item = feed.next(driver, depth);
        }
    }

    private Object suspended(int at, FrameDriver driver) {
        state = at;
        Suspension.suspend(this, driver);
        return SUSPENDED;
    }

    private Object fail(Throwable thrown, FrameDriver driver) throws Throwable {
        try {
            if (feed.close(driver, Suspension.depth(driver)) == SUSPENDED) {
                failure = thrown;
                return suspended(FAILING, driver);
            }
        } catch (Throwable ofTheClose) {
            throw Closing.failure(thrown, ofTheClose);
        }
        throw thrown;
    }

    private Throwable failedAfterClose(FrameDriver driver) {
        Throwable thrown = Unchecked.present(failure);
        failure = null;
        try {
            Suspension.resumed(driver);
        } catch (Throwable ofTheClose) {
            return Closing.failure(thrown, ofTheClose);
        }
        return thrown;
    }

    /** Returns null: what the stream awaits has a position. */
    @Override
    protected final @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public final String toString() {
        return name + " of " + feed.name();
    }
}
