package dev.weft.internal.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the awaiting methods into the stack trace of a failure. This happens once, in the exception itself, at the place
 * of the driver's frames.
 *
 * <p>The exception itself shows whether it has been treated: the inserted elements carry one particular empty string as
 * the name of their class loader. That string does not print. So no table of exceptions is needed, and nothing is kept
 * alive.
 */
public final class Traces {
    /** The largest number of methods that are added to a trace, so that a deep chain does not fill the log. */
    public static final int MAX_POSITIONS = 1024;

    /** The class loader name of inserted elements. Compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String MARK = new String("");

    private static final String DRIVER = "dev.weft.abi.FrameDriver";
    private static final Set<String> DRIVING = Set.of("drive", "begin");
    private static final String SUSPENDABLE = "dev.weft.internal.task.Suspendable";

    private static final String INTERNAL = "dev.weft.internal.";
    private static final String ABI = "dev.weft.abi.";

    private Traces() {}

    /** Returns whether awaiting methods have been put into this trace. */
    public static boolean isTreated(StackTraceElement[] trace) {
        for (StackTraceElement element : trace) {
            if (isMarked(element)) {
                return true;
            }
        }
        return false;
    }

    /** Adds to {@code chain} the methods on this thread's stack that belong to the running task, innermost first. */
    public static void addRunning(List<StackTraceElement> chain) {
        for (StackTraceElement element : new Throwable().getStackTrace()) {
            if (isDriver(element) || chain.size() >= MAX_POSITIONS) {
                return;
            }
            if (!isInternal(element)) {
                chain.add(element);
            }
        }
    }

    /**
     * Replaces the trace of a failure by one with the awaiting methods and without the frames of the runtime.
     *
     * @param failure the exception
     * @param trace its trace
     * @param chain the awaiting methods, innermost first
     */
    public static void splice(Throwable failure, StackTraceElement[] trace, List<StackTraceElement> chain) {
        int cut = cut(trace);
        List<StackTraceElement> spliced = new ArrayList<>(trace.length + chain.size());
        addOthers(spliced, trace, 0, cut);
        for (StackTraceElement element : chain) {
            spliced.add(isMarked(element) ? element : marked(element));
        }
        addOthers(spliced, trace, cut, trace.length);
        failure.setStackTrace(spliced.toArray(new StackTraceElement[0]));
    }

    /**
     * Returns the index behind the elements that were inserted before. If there are none, returns the index of the
     * driver's first element, or else the end.
     */
    private static int cut(StackTraceElement[] trace) {
        for (int i = trace.length - 1; i >= 0; i--) {
            if (isMarked(trace[i])) {
                return i + 1;
            }
        }
        for (int i = 0; i < trace.length; i++) {
            if (isDriver(trace[i])) {
                return i;
            }
        }
        return trace.length;
    }

    private static void addOthers(List<StackTraceElement> to, StackTraceElement[] trace, int from, int end) {
        for (int i = from; i < end; i++) {
            if (!isInternal(trace[i])) {
                to.add(trace[i]);
            }
        }
    }

    /** Returns whether this element runs frames. The elements below it on the stack do not belong to the task. */
    private static boolean isDriver(StackTraceElement element) {
        String className = element.getClassName();
        return className.equals(SUSPENDABLE) || (className.equals(DRIVER) && DRIVING.contains(element.getMethodName()));
    }

    /**
     * Takes the runtime's methods out of the trace of a failure that leaves the runtime. A trace without them stays as it
     * is. What goes wrong here is ignored.
     *
     * @param failure the failure
     * @return the failure
     */
    public static <X extends Throwable> X withoutInternals(X failure) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            List<StackTraceElement> others = new ArrayList<>(trace.length);
            addOthers(others, trace, 0, trace.length);
            if (others.size() < trace.length) {
                failure.setStackTrace(others.toArray(new StackTraceElement[0]));
            }
        } catch (Throwable ignored) {
            // A trace is not worth a second failure, and these may be methods of users.
        }
        return failure;
    }

    private static boolean isInternal(StackTraceElement element) {
        String className = element.getClassName();
        String method = element.getMethodName();
        return className.startsWith(INTERNAL)
                || className.startsWith(ABI)
                || method.endsWith("$weft")
                || (method.equals("resume") && className.endsWith("$Frame"));
    }

    /** Returns the position of a suspended method, already marked as inserted. */
    public static StackTraceElement position(String className, String method, @Nullable String file, int line) {
        return new StackTraceElement(MARK, null, null, className, method, file, line);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isMarked(StackTraceElement element) {
        return element.getClassLoaderName() == MARK;
    }

    private static StackTraceElement marked(StackTraceElement element) {
        return new StackTraceElement(
                MARK,
                element.getModuleName(),
                element.getModuleVersion(),
                element.getClassName(),
                element.getMethodName(),
                element.getFileName(),
                element.getLineNumber());
    }
}
