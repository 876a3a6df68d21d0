package dev.weft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the methods that await into the stack traces of what they see fail: once, into the exception
 * itself, where the frames of the driver were.
 *
 * <p>Whether an exception has been treated can be seen from the exception: the elements that are
 * put in carry, as the name of their class loader, one particular empty string, which does not
 * print. So nothing has to be remembered, and nothing is kept alive.
 */
final class Traces {
    /** A million awaiting methods would make a trace that nobody reads. */
    private static final int MAX_POSITIONS = 1024;

    /** Told by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String MARK = new String("");

    /** What runs frames: below it on the stack is no more of the task. */
    private static final Set<String> DRIVERS = Set.of("dev.weft.Driver", "dev.weft.Parking");

    private static final Set<String> INTERNALS = Set.of(
            "dev.weft.Driver",
            "dev.weft.Parking",
            "dev.weft.Completion",
            "dev.weft.Running",
            "dev.weft.TaskLoop",
            "dev.weft.Task",
            "dev.weft.HotTask",
            "dev.weft.HotFuture",
            "dev.weft.Trampoline",
            "dev.weft.LoopCore",
            "dev.weft.EventLoop",
            "dev.weft.Suspension",
            "dev.weft.Frame",
            "dev.weft.Traces",
            "dev.weft.Waiter",
            "dev.weft.StageWaiter",
            "dev.weft.AwaiterWaiter",
            "dev.weft.TaskWaiter",
            "dev.weft.Handover",
            "dev.weft.Awaiting",
            "dev.weft.Deferred");

    private Traces() {}

    /**
     * A failure leaves a frame that the driver called: adds those that await it.
     *
     * @param last what left the frame before, which needs no second look
     * @return the failure
     */
    static Throwable escaped(Throwable failure, Frame<?> frame, @Nullable Throwable last) {
        Frame<?> caller = frame.caller;
        if (failure != last && caller != null) {
            try {
                StackTraceElement[] trace = failure.getStackTrace();
                if (trace.length != 0 && !isTreated(trace)) {
                    splice(failure, trace, Arrays.asList(positions(caller)));
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError ignored) {
                // A trace is not worth a second failure.
            }
        }
        return failure;
    }

    /**
     * A task receives a failure of something else: adds the task's own awaiting methods.
     *
     * @param suspended whether they are all suspended; else some are on this thread's stack
     */
    static void received(Throwable failure, Task<?> task, boolean suspended) {
        try {
            StackTraceElement[] trace = failure.getStackTrace();
            if (trace.length == 0 || trace.length >= MAX_POSITIONS) {
                return;
            }
            List<StackTraceElement> chain = new ArrayList<>();
            Frame<?> frame = task.head;
            if (!suspended) {
                addRunning(chain);
                frame = frame == null ? null : frame.caller;
            }
            chain.addAll(Arrays.asList(positions(frame)));
            splice(failure, trace, chain);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError ignored) {
            // As above.
        }
    }

    /** The same, for a failure that other tasks may receive too: only the first adds its methods. */
    static void receivedFirst(Throwable failure, Task<?> task, boolean suspended) {
        if (!isTreated(failure.getStackTrace())) {
            received(failure, task, suspended);
        }
    }

    /** Where these frames wait, innermost first. */
    static StackTraceElement[] positions(@Nullable Frame<?> innermost) {
        List<StackTraceElement> positions = new ArrayList<>();
        Frame<?> frame = innermost;
        while (frame != null && positions.size() < MAX_POSITIONS) {
            StackTraceElement position = frame.position();
            if (position != null) {
                positions.add(position);
            }
            frame = frame.caller;
        }
        return positions.toArray(new StackTraceElement[0]);
    }

    private static void addRunning(List<StackTraceElement> chain) {
        for (StackTraceElement element : new Throwable().getStackTrace()) {
            if (DRIVERS.contains(element.getClassName()) || chain.size() >= MAX_POSITIONS) {
                return;
            }
            if (!isInternal(element)) {
                chain.add(element);
            }
        }
    }

    private static void splice(Throwable failure, StackTraceElement[] trace, List<StackTraceElement> chain) {
        int cut = cut(trace);
        List<StackTraceElement> spliced = new ArrayList<>(trace.length + chain.size());
        addOthers(spliced, trace, 0, cut);
        for (StackTraceElement element : chain) {
            spliced.add(isMarked(element) ? element : marked(element));
        }
        addOthers(spliced, trace, cut, trace.length);
        failure.setStackTrace(spliced.toArray(new StackTraceElement[0]));
    }

    /** After what was put in before; else where the driver begins; else at the end. */
    private static int cut(StackTraceElement[] trace) {
        for (int i = trace.length - 1; i >= 0; i--) {
            if (isMarked(trace[i])) {
                return i + 1;
            }
        }
        for (int i = 0; i < trace.length; i++) {
            if (DRIVERS.contains(trace[i].getClassName())) {
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

    private static boolean isInternal(StackTraceElement element) {
        String className = element.getClassName();
        String method = element.getMethodName();
        return INTERNALS.contains(className)
                || method.endsWith("$weft")
                || (method.equals("resume") && className.endsWith("$Frame"));
    }

    private static boolean isTreated(StackTraceElement[] trace) {
        for (StackTraceElement element : trace) {
            if (isMarked(element)) {
                return true;
            }
        }
        return false;
    }

    /** The position of a frame, marked at once. */
    static StackTraceElement position(String className, String method, @Nullable String file, int line) {
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
