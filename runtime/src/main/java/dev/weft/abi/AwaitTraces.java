package dev.weft.abi;

import dev.weft.internal.trace.Awaiting;
import dev.weft.internal.trace.Traces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows chains of frames for the stack traces of failures. */
final class AwaitTraces {
    private AwaitTraces() {}

    /** Handles a failure that leaves a frame that the driver called. Adds the methods that await the frame. */
    static void escaped(Throwable failure, Frame<?> frame, Object by) {
        Frame<?> caller = frame.caller;
        if (caller != null) {
            Traces.thrown(failure, by, new Chain(caller, false));
        }
    }

    /**
     * Returns whether the next handler that a failure comes to does not look at it, so that its trace need not be completed. A
     * stream that it passes keeps it, and one that gives the items of another may hand it to that one's handlers.
     *
     * <p>Asking may load the types that the handler catches, and so fail, as the JVM's search for the handler will.
     *
     * @param from the frame that it leaves
     */
    static boolean isIgnored(Throwable failure, Frame<?> from) {
        try {
            Frame<?> frame = from;
            do {
                if (frame instanceof StreamFrame) {
                    return false;
                }
                frame = frame.caller;
            } while (frame != null && frame.passesOn());
            return frame != null
                    && frame.state > 0
                    && !(frame instanceof StreamFrame<?> stream && stream.delegation != null)
                    && frame.ignores(failure);
        } catch (Throwable unknown) {
            return false;
        }
    }

    /**
     * Returns a task's own awaiting methods.
     *
     * @param head the task's innermost suspended frame
     * @param suspended true if all methods are suspended; false if some are on this thread's stack
     */
    static Awaiting chain(@Nullable Frame<?> head, boolean suspended) {
        return suspended ? new Chain(head, false) : new Chain(head == null ? null : head.caller, true);
    }

    private static final class Chain extends Awaiting {
        private final @Nullable Frame<?> innermost;

        Chain(@Nullable Frame<?> innermost, boolean onStack) {
            super(onStack);
            this.innermost = innermost;
        }

        @Override
        protected void addSuspended(List<StackTraceElement> trace) {
            addPositions(innermost, trace);
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
        addPositions(innermost, positions);
        return positions.toArray(new StackTraceElement[0]);
    }

    private static void addPositions(@Nullable Frame<?> innermost, List<StackTraceElement> positions) {
        Frame<?> frame = innermost;
        while (frame != null && positions.size() < Traces.MAX_POSITIONS) {
            StackTraceElement position = frame.position();
            if (position != null) {
                positions.add(position);
            }
            frame = frame.caller;
        }
    }
}
