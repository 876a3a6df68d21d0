package dev.weft.abi;

import dev.weft.Awaiter;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.trace.Traces;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task that drives frames: it resumes the innermost one, hands its result to the frame that awaits it, and
 * so on, in a loop and not by recursion, until the outermost has ended or one suspends. For generated code and the
 * runtime; nothing here is meant to be called by hand.
 *
 * <p>Invariant between slices: {@code head} is the innermost suspended frame, and the frames that await it follow by
 * {@code caller}; {@code tail} is null. During a slice {@code head} is the frame that was resumed, until an activation
 * that unwinds links itself; from then on {@code head} to {@code tail} are the frames linked so far, innermost first.
 *
 * <p>All fields are owned by the thread that runs the task.
 */
public abstract class FrameDriver extends TimerNode {
    /** At most this many awaits of what is ready go on at once, so that other tasks get their turn; Tokio's number. */
    protected static final short MAX_BUDGET = 128;

    /** The innermost frame. */
    protected @Nullable Frame<?> head;

    private @Nullable Frame<?> tail;

    /** The outcome of the await under way: the value or, if {@link #failing}, the failure. */
    protected @Nullable Object value;

    /** Whether {@link #value} is a failure. */
    protected boolean failing;

    /** True if {@code head} is to go on at once, because it was only not to be nested any deeper. */
    private boolean deferred;

    /** How many coroutines have been started inside one another since the driver's last call. */
    short depth;

    /** How many more awaits of what is ready may go on at once in this slice. */
    protected short budget = MAX_BUDGET;

    /** For the runtime's tasks. */
    protected FrameDriver() {}

    /** Links the frame of an activation that unwinds behind those it awaits. */
    final void link(Frame<?> frame) {
        Frame<?> last = tail;
        if (last == null) {
            if (head != frame) {
                head = frame;
            }
        } else {
            last.caller = frame;
        }
        tail = frame;
    }

    /** Links a frame that has not started, to be started by the driver when all has unwound. */
    final void defer(Frame<?> frame) {
        frame.state = 0;
        link(frame);
        deferred = true;
    }

    /**
     * Starts a coroutine as the outermost one.
     *
     * @return true if it has ended, and {@code value} is its outcome; false if the task has parked
     */
    protected final boolean begin(Activation<?> root) {
        if (root instanceof Frame<?> frame && frame.state == 0) {
            head = frame;
            return drive();
        }
        try {
            Object given = root.start(this);
            if (given == Frame.SUSPENDED) {
                return unwound(null) && drive();
            }
            value = given;
        } catch (Throwable failure) {
            fail(failure);
        }
        return true;
    }

    /**
     * Runs frames from {@code head} on, after {@code value} was set for it.
     *
     * @return true if none is left, and {@code value} is the outcome of the task; false if the task has parked
     */
    protected final boolean drive() {
        Throwable traced = null; // the last failure, whose trace has been seen to
        Frame<?> frame = head;
        while (frame != null) {
            if (head != frame) {
                head = frame;
            }
            depth = 0;
            try {
                if (failing && passesOn(frame)) {
                    throw Unchecked.<Throwable>value(value);
                }
                Object given = frame.state == 0 ? frame.start(this) : frame.resume(this);
                if (given == Frame.SUSPENDED) {
                    if (!unwound(frame)) {
                        return false;
                    }
                    frame = head;
                } else {
                    value = given;
                    frame = frame.caller;
                }
            } catch (Throwable failure) {
                traced = AwaitTraces.escaped(failure, frame, traced);
                fail(failure);
                frame = frame.caller;
            }
        }
        head = null;
        return true;
    }

    /** Returns whether the frame can do no more with a failure than throw it. */
    private static boolean passesOn(Frame<?> frame) {
        return frame.state > 0 && !frame.catches();
    }

    /**
     * Closes the chain of frames after everything has unwound. The one that was resumed is the last
     * of those linked, unless it suspended in a tail position: then it is dropped.
     *
     * @param resumed the frame the driver had called, or null if a stub called the method
     * @return true to go on with {@code head} at once
     */
    protected final boolean unwound(@Nullable Frame<?> resumed) {
        Frame<?> last = tail;
        tail = null;
        if (last != resumed) {
            Frame<?> caller = resumed == null ? null : resumed.caller;
            if (last == null) {
                head = caller;
            } else {
                last.caller = caller;
            }
        }
        boolean again = deferred;
        deferred = false;
        return again;
    }

    /** Makes {@code failure} what the next frame sees, or the outcome of the task. */
    protected final void fail(Throwable failure) {
        tail = null;
        deferred = false;
        unpark();
        value = failure;
        failing = true;
    }

    /** Takes the outcome of the await that the task was woken from. */
    final @Nullable Object take() throws Throwable {
        Object given = value;
        value = null;
        if (failing) {
            failing = false;
            throw Unchecked.<Throwable>value(given);
        }
        return given;
    }

    /** Keeps the value of an await that did not suspend, to be taken by another segment of the same method. */
    final void put(@Nullable Object given) {
        value = given;
        failing = false;
    }

    /**
     * Adds the task's awaiting methods to a failure of something else.
     *
     * @param failure the failure
     * @param suspended whether all methods are suspended; if not, some are on this thread's stack
     */
    protected final void addAwaiting(Throwable failure, boolean suspended) {
        AwaitTraces.received(failure, head, suspended);
    }

    /** As {@link #addAwaiting}, unless methods have been added to the failure before. */
    protected final void addAwaitingOnce(Throwable failure, boolean suspended) {
        if (!Traces.isTreated(failure.getStackTrace())) {
            addAwaiting(failure, suspended);
        }
    }

    /** Returns where the task's frames wait, innermost first; from other threads a guess. */
    protected final StackTraceElement[] positions() {
        return AwaitTraces.positions(head);
    }

    /** Takes back a park whose activations then failed to unwind. */
    protected abstract void unpark();

    /**
     * Awaits another task in this one.
     *
     * @param other the task to await
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what the other task failed with
     */
    protected abstract @Nullable Object awaitTask(FrameDriver other) throws Throwable;

    /**
     * Awaits a source of the user's own.
     *
     * @param awaiter the source
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with
     */
    protected abstract @Nullable Object awaitAwaiter(Awaiter<?> awaiter) throws Throwable;

    /**
     * Awaits a stage.
     *
     * @param stage the stage
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable what it failed with, without the wrapper
     */
    protected abstract @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable;
}
