package dev.weft.internal.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The methods of one task that await what has failed. They are looked up when a trace needs them.
 *
 * <p>Those that are suspended follow those that are on this thread's stack, if some are. A failure that was made further
 * up that stack, in a call of one of them, shows them already.
 */
public abstract class Awaiting {
    /** The number of methods that are compared to find out whether a trace shows those on the stack already. */
    private static final int COMPARED = 8;

    private static final int WALKED = 3 * COMPARED;

    private final boolean onStack;
    private @Nullable List<StackTraceElement> window;
    private @Nullable List<StackTraceElement> running;

    /** @param onStack whether some of the methods are on this thread's stack */
    protected Awaiting(boolean onStack) {
        this.onStack = onStack;
    }

    /** Adds where the suspended methods wait, innermost first, until the trace has {@link Traces#MAX_POSITIONS} elements. */
    protected abstract void addSuspended(List<StackTraceElement> trace);

    /** Adds the methods to a trace that ends with the methods that they await. */
    final void addTo(List<StackTraceElement> trace) {
        if (onStack && !isShown(trace)) {
            if (running == null) {
                running = onStack(new Throwable().getStackTrace());
            }
            int room = Math.max(0, Traces.MAX_POSITIONS - trace.size());
            trace.addAll(running.subList(0, Math.min(room, running.size())));
        }
        addSuspended(trace);
    }

    /** Returns the user's methods down to the one that the driver has called. */
    static List<StackTraceElement> onStack(StackTraceElement[] stack) {
        return Elements.ofUser(stack, 0, Elements.endOfTask(stack));
    }

    private boolean isShown(List<StackTraceElement> trace) {
        if (window == null) {
            List<StackTraceElement> top = onStack(StackWalker.getInstance()
                    .walk(frames -> frames.limit(WALKED)
                            .map(StackWalker.StackFrame::toStackTraceElement)
                            .collect(Collectors.toList()))
                    .toArray(new StackTraceElement[0]));
            window = new ArrayList<>(top.subList(0, Math.min(COMPARED, top.size())));
        }
        for (int i = trace.size() - window.size(); i >= 0; i--) {
            if (isAt(i, trace, window)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost method has gone on since it made the call, to the line of its await. */
    private static boolean isAt(int place, List<StackTraceElement> trace, List<StackTraceElement> methods) {
        for (int i = 0; i < methods.size(); i++) {
            StackTraceElement shown = trace.get(place + i);
            if (!Elements.isSameMethod(shown, methods.get(i))
                    || (i > 0 && shown.getLineNumber() != methods.get(i).getLineNumber())) {
                return false;
            }
        }
        return true;
    }
}
