package dev.weft.abi;

import dev.weft.internal.loop.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * A stream that gives the items of another one, which may give those of a third, and so on. Who asks the outermost stream
 * for an item asks the innermost one, however many are between.
 *
 * <p>Invariant: {@code top} is the innermost stream; from it the {@code caller}s lead to {@code root}, over streams that
 * each wait in an {@code emitAll}. A stream that ended by {@code return other} has left the line, unless it is the root,
 * which then only passes on.
 *
 * <p>This is what C#'s and Python's nested generators lack: there an item costs a call for each level.
 */
final class Delegation {
    /** The state of a root that has ended by {@code return other}. */
    private static final int PASSES_ON = -3;

    /** The stream that was opened. */
    final StreamFrame<?> root;

    /** The stream that gives the items now. */
    StreamFrame<?> top;

    Delegation(StreamFrame<?> root) {
        this.root = root;
        top = root;
    }

    /** Lets {@code inner} give the items of {@code outer}, which is the innermost one. */
    void enter(StreamFrame<?> inner, StreamFrame<?> outer) {
        inner.caller = outer;
        inner.begunWithin(this);
        top = inner;
    }

    /** Lets a stream take the place of the innermost one. */
    void replace(StreamFrame<?> ending, StreamFrame<?> last) {
        if (ending == root) {
            ending.state = PASSES_ON;
            enter(last, ending);
        } else {
            enter(last, outer(ending));
        }
    }

    static StreamFrame<?> outer(StreamFrame<?> inner) {
        return (StreamFrame<?>) Unchecked.present(inner.caller);
    }

    /** Removes the innermost stream. Returns the one that waits for it, and is the innermost one now. */
    StreamFrame<?> leave(StreamFrame<?> inner) {
        top = outer(inner);
        return top;
    }

    /**
     * Goes to the next item of the root, as {@link #run} does. Most items are at hand: then nothing else need be looked at.
     */
    @Nullable
    Object next(FrameDriver driver) throws Throwable {
        StreamFrame<?> at = top;
        if (at.state <= 0) {
            return run(at, root, driver);
        }
        Object given;
        try {
            given = at.advance(driver);
        } catch (Throwable failure) {
            return run(unwind(at, root, failure, driver), root, driver);
        }
        return given == Boolean.TRUE ? given : run(at, root, driver, given);
    }

    /**
     * Runs streams until one has something for whoever called {@code called}.
     *
     * @param first the stream that runs first; what it awaits is with the task
     * @param called the stream that was called: the root, or one that the driver has resumed
     * @return as {@link StreamFrame#advance}
     */
    @Nullable
    Object run(StreamFrame<?> first, StreamFrame<?> called, FrameDriver driver) throws Throwable {
        return run(first, called, driver, null);
    }

    /** The same, where the first stream has run, and has given something, unless it is null. */
    private @Nullable Object run(
            StreamFrame<?> first, StreamFrame<?> called, FrameDriver driver, @Nullable Object hasGiven)
            throws Throwable {
        StreamFrame<?> at = first;
        StreamFrame<?> until = called;
        int depth = driver.depth;
        Object given = hasGiven;
        while (true) {
            if (given == null) {
                if (at.state == 0) {
                    depth = Suspension.repeated(depth, driver);
                    if (Suspension.tooDeep(depth)) {
                        driver.putOff(at, until);
                        return Frame.SUSPENDED;
                    }
                    at.state = -1;
                }
                try {
                    given = at.state < -1 ? unlessItRuns(at, driver) : at.advance(driver);
                } catch (Throwable failure) {
                    at = unwind(at, until, failure, driver);
                    continue;
                }
            }
            if (given == StreamFrame.DELEGATED) {
                until = at == until && at != root && top.caller != at ? top : until; // it has ended by return other
                at = top;
                given = null;
            } else if (given == Boolean.FALSE && at != root) {
                Throwable closing = root.closingOfOuter();
                boolean isCalled = at == until;
                at.ended();
                at = leave(at);
                if (isCalled) {
                    if (closing != null) {
                        throw closing;
                    }
                    return given;
                }
                driver.put(closing == null ? given : closing, closing != null);
                given = null;
            } else {
                if (given == Frame.SUSPENDED && at != until) {
                    driver.linkedUpTo(until);
                }
                return given;
            }
        }
    }

    /** Passes a failure outwards to a stream that has a handler. Throws it if it leaves the stream that was called. */
    private StreamFrame<?> unwind(StreamFrame<?> from, StreamFrame<?> until, Throwable thrown, FrameDriver driver)
            throws Throwable {
        StreamFrame<?> at = from;
        Throwable failure = thrown;
        while (true) {
            if (at != root && failure == root.closing()) {
                // the outer stream is to see what a clean-up has thrown, if one has
                failure = StreamFrame.problemOf(failure);
            }
            at.failed(failure);
            if (at == until) {
                if (at != root) {
                    leave(at);
                }
                throw failure;
            }
            at = leave(at);
            if (at.catchesHere()) {
                driver.put(failure, true);
                return at;
            }
        }
    }

    private static Object unlessItRuns(StreamFrame<?> at, FrameDriver driver) throws Throwable {
        return at.state == PASSES_ON ? passOn(driver) : at.giveUp(driver);
    }

    /** The stream that the root has ended with has ended. */
    private static Object passOn(FrameDriver driver) throws Throwable {
        Suspension.resumed(driver);
        return false;
    }

    /** Goes on with a stream that the driver has resumed: after an await of its own, or with what the inner one has given. */
    @Nullable
    Object resume(StreamFrame<?> stream, FrameDriver driver) throws Throwable {
        if (top != stream) { // the inner one stands at an item
            return Suspension.resumed(driver);
        }
        return run(stream, stream, driver);
    }
}
