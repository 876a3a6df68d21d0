package dev.weft.abi;

import dev.weft.internal.trace.Traces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows chains of frames for the stack traces of failures. Errors in this class are ignored: a trace is not worth a
 * second failure.
 */
final class AwaitTraces {
    private AwaitTraces() {}

    /**
     * Handles a failure that leaves a frame that the driver called. Adds the methods that await the frame.
     *
     * @param last the failure that left the frame before; it needs no second look
     * @return the failure
     */
    static Throwable escaped(Throwable failure, Frame<?> frame, @Nullable Throwable last) {
        Frame<?> caller = frame.caller;
        if (failure != last && caller != null) {
            try { // getStackTrace may be a method of users, and give null or throw
                StackTraceElement[] trace = failure.getStackTrace();
                if (trace.length != 0 && !Traces.isTreated(trace)) {
                    Traces.splice(failure, trace, Arrays.asList(positions(caller)));
                }
            } catch (Throwable ignored) {
                // See above.
            }
        }
        return failure;
    }

    /**
     * Handles a failure that a task receives from something that it awaits. Adds the task's own awaiting methods.
     *
     * @param head the task's innermost suspended frame
     * @param suspended true if all methods are suspended; false if some are on this thread's stack
     */
    static void received(Throwable failure, @Nullable Frame<?> head, boolean suspended) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            if (trace.length == 0 || trace.length >= Traces.MAX_POSITIONS) {
                return;
            }
            List<StackTraceElement> chain = new ArrayList<>();
            Frame<?> frame = head;
            if (!suspended) {
                Traces.addRunning(chain);
                frame = frame == null ? null : frame.caller;
            }
            chain.addAll(Arrays.asList(positions(frame)));
            Traces.splice(failure, trace, chain);
        } catch (Throwable ignored) {
            // See above.
        }
    }

    /** Returns whether awaiting methods have been put into the trace of this failure, or cannot be. */
    static boolean isTreated(Throwable failure) {
        try {
            return Traces.isTreated(failure.getStackTrace());
        } catch (Throwable ignored) {
            return true; // See above.
        }
    }

    /** Returns where the innermost of these frames waits that has a position, or null if none has one. */
    static @Nullable StackTraceElement innermostPosition(@Nullable Frame<?> innermost) {
        Frame<?> frame = innermost;
        StackTraceElement position = null;
        while (frame != null && position == null) {
            position = frame.position();
            frame = frame.caller;
        }
        return position;
    }

    /** Returns where these frames wait, innermost first. */
    static StackTraceElement[] positions(@Nullable Frame<?> innermost) {
        List<StackTraceElement> positions = new ArrayList<>();
        Frame<?> frame = innermost;
        while (frame != null && positions.size() < Traces.MAX_POSITIONS) {
            StackTraceElement position = frame.position();
            if (position != null) {
                positions.add(position);
            }
            frame = frame.caller;
        }
        return positions.toArray(new StackTraceElement[0]);
    }
}
