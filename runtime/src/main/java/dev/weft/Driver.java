package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * The part of a task that drives frames: it resumes the innermost one, hands what it gives to the
 * frame that awaits it, and so on, in a loop and not by recursion, until the outermost has ended or
 * one suspends.
 *
 * <p>Invariant between slices: {@code head} is the innermost suspended frame, and the frames that
 * await it follow by {@code caller}; {@code tail} is null. During a slice {@code head} is the frame
 * that was resumed, until an activation that unwinds links itself; from then on {@code head} to
 * {@code tail} are the frames linked so far, innermost first.
 *
 * <p>All fields are owned by the thread that runs the task.
 */
abstract sealed class Driver extends TimerNode permits Parking {
    /** As in Tokio's cooperative scheduling; the other tasks wait for no more than so many awaits. */
    static final short MAX_BUDGET = 128;

    @Nullable
    Frame<?> head;

    @Nullable
    Frame<?> tail;

    /** What the await under way gives: the value or, if {@link #failing}, the failure. */
    @Nullable
    Object value;

    boolean failing;

    /** True if {@code head} is to go on at once, since it was only not to be nested any deeper. */
    boolean deferred;

    /** How many coroutines have been started inside one another since the driver's last call. */
    short depth;

    /** How many more awaits of what is ready may go on at once in this slice. */
    short budget = MAX_BUDGET;

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

    /**
     * Runs frames from {@code head} on, after {@code value} was set for it.
     *
     * @return true when there is none left and {@code value} is what the task ends with; false when
     *     it has parked
     */
    final boolean drive() {
        Task<?> self = (Task<?>) this;
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
                Object given = frame.state == 0 ? frame.start(self) : frame.resume(self);
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
                traced = Traces.escaped(failure, frame, traced);
                fail(failure);
                frame = frame.caller;
            }
        }
        head = null;
        return true;
    }

    /** Whether the frame can do no more with a failure than throw it. */
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
    final boolean unwound(@Nullable Frame<?> resumed) {
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

    /** Makes {@code failure} what the next frame sees, or the task ends with. */
    final void fail(Throwable failure) {
        tail = null;
        deferred = false;
        unpark();
        value = failure;
        failing = true;
    }

    /** Takes back a park whose activations then failed to unwind. */
    abstract void unpark();
}
